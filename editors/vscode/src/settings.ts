import * as vscode from 'vscode';

export const SECTION = 'lawlint';

/** Scheme of the pages that the server writes. */
export const PAGE_SCHEME = 'lawlint';

const LANGUAGES = ['markdown', 'plaintext', 'html'];

/** The documents that are checked: files, and new ones that were not saved yet. */
export const DOCUMENTS = LANGUAGES.flatMap((language) =>
  ['file', 'untitled'].map((scheme) => ({ scheme, language })),
);

export function setting<T>(name: string, otherwise: T): T {
  return vscode.workspace.getConfiguration(SECTION).get<T>(name) ?? otherwise;
}

/** What the server is told when it starts. Later it asks for the settings itself. */
export function initializationOptions(): object {
  return {
    asOf: setting('asOf', ''),
    select: setting<string[]>('select', []),
    ignore: setting<string[]>('ignore', []),
    config: setting('config', ''),
    inlayHints: setting('inlayHints', false),
    codeLens: setting('codeLens', false),
    workspace: setting('workspace', true),
    virtualDocuments: true,
  };
}
