import * as vscode from 'vscode';
import type { Server } from './server';
import { DOCUMENTS, setting } from './settings';

interface Status {
  version: string;
  asOf: string;
  editions: { code: string; name: string; through: string }[];
}

/** How long to wait for more news before the item is written anew, in milliseconds. */
const PAUSE = 150;

/** How many findings there are, and through when the law is known. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('lawlint.status', vscode.StatusBarAlignment.Right, 100);
  private readonly subscriptions: vscode.Disposable[];
  private pending: NodeJS.Timeout | undefined;

  constructor(private readonly server: Server) {
    this.item.name = 'lawlint';
    const soon = () => this.soon();
    this.subscriptions = [
      this.item,
      server.onDidChange(soon),
      vscode.languages.onDidChangeDiagnostics(soon),
      vscode.window.onDidChangeActiveTextEditor(soon),
    ];
    this.soon();
    this.item.show();
  }

  dispose(): void {
    clearTimeout(this.pending);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private soon(): void {
    clearTimeout(this.pending);
    this.pending = setTimeout(() => void this.write(), PAUSE);
  }

  private async write(): Promise<void> {
    // A server that stops meanwhile does not answer; the item is written again when it has stopped.
    const status = await this.server.ask<Status>('lawlint/status', {}).catch(() => undefined);
    if (status === undefined) {
      this.writeWithout();
      return;
    }
    const asOf = setting('asOf', '');
    const here = findingsHere();
    const all = findingsEverywhere();
    const through = status.editions[0]?.through ?? '';
    this.item.text = [
      `$(law) ${here === undefined ? `${counted(all)} in all` : counted(here)}`,
      ...(asOf === '' ? [] : [`as of ${asOf}`]),
      `law through ${through}`,
    ].join(' · ');
    this.item.tooltip = new vscode.MarkdownString(tooltip(status, here, all));
    this.item.command = 'workbench.actions.view.problems';
    this.item.backgroundColor = undefined;
  }

  private writeWithout(): void {
    const starting = this.server.condition === 'starting';
    this.item.text = starting ? '$(loading~spin) lawlint' : '$(warning) lawlint is not running';
    this.item.tooltip = starting ? 'lawlint is starting' : 'Start lawlint';
    this.item.command = 'lawlint.restartServer';
    this.item.backgroundColor = starting ? undefined : new vscode.ThemeColor('statusBarItem.warningBackground');
  }
}

function tooltip(status: Status, here: number | undefined, all: number): string {
  const lines = [
    `**lawlint** ${status.version}`,
    ...(here === undefined ? [] : [`In this document: ${counted(here)}`]),
    `In all documents: ${counted(all)}`,
    `Judged by the law of ${status.asOf}, where no document says otherwise`,
    ...status.editions.map(({ name, through }) => `The law is known through ${through} for ${name}`),
    'Click for the list of findings.',
  ];
  return lines.join('\n\n');
}

function counted(findings: number): string {
  switch (findings) {
    case 0:
      return 'No findings';
    case 1:
      return '1 finding';
    default:
      return `${findings} findings`;
  }
}

/** `undefined` if what the user looks at is no document that is checked. */
function findingsHere(): number | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || vscode.languages.match(DOCUMENTS, document) === 0) {
    return undefined;
  }
  return ours(vscode.languages.getDiagnostics(document.uri));
}

function findingsEverywhere(): number {
  return vscode.languages.getDiagnostics().reduce((sum, [, found]) => sum + ours(found), 0);
}

function ours(found: readonly vscode.Diagnostic[]): number {
  return found.filter(({ source }) => source === 'lawlint').length;
}
