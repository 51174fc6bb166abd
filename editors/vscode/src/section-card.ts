import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Definition, DefinitionLink, Location } from 'vscode-languageclient';
import { showPage } from './pages';
import type { Server } from './server';
import { DOCUMENTS, PAGE_SCHEME } from './settings';

/** Shows the card of the section that is cited under the cursor, or else of one that the user names. */
export async function showSectionCard(server: Server): Promise<void> {
  const client = await server.running();
  if (client === undefined) {
    return;
  }
  const cited = await citedUnderCursor(client);
  const chosen = cited.length > 1 ? await choose(cited) : (cited[0] ?? (await askForSection(client)));
  if (chosen !== undefined) {
    await showPage(chosen);
  }
}

/** The server knows where a citation leads; to its own page, unless the folder has the section in a file. */
async function citedUnderCursor(client: LanguageClient): Promise<vscode.Uri[]> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || vscode.languages.match(DOCUMENTS, editor.document) === 0) {
    return [];
  }
  const asked = client.code2ProtocolConverter.asTextDocumentPositionParams(editor.document, editor.selection.active);
  const found = await client.sendRequest<Definition | DefinitionLink[] | null>('textDocument/definition', asked);
  const places: (Location | DefinitionLink)[] = found === null ? [] : [found].flat();
  return places
    .map((place) => client.protocol2CodeConverter.asUri('uri' in place ? place.uri : place.targetUri))
    .filter((uri) => uri.scheme === PAGE_SCHEME);
}

async function choose(pages: vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const items = pages.map((uri) => ({ label: uri.path.replace(/^.*\/|\.md$/g, ''), uri }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: 'Which section?' });
  return chosen?.uri;
}

/** Asks until the server knows the section, or the user gives up. */
function askForSection(client: LanguageClient): Promise<vscode.Uri | undefined> {
  const box = vscode.window.createInputBox();
  box.title = 'Show section card';
  box.prompt = 'Which section? For example 53a-83, or 18 U.S.C. 1591.';
  box.placeholder = '53a-83';
  box.onDidChangeValue(() => {
    box.validationMessage = '';
  });
  return new Promise((resolve) => {
    box.onDidAccept(async () => {
      try {
        const page = await client.sendRequest<{ uri: string }>('lawlint/section', { citation: box.value });
        resolve(client.protocol2CodeConverter.asUri(page.uri));
        box.hide();
      } catch (error) {
        box.validationMessage = error instanceof Error ? error.message : String(error);
      }
    });
    box.onDidHide(() => {
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}
