import * as vscode from 'vscode';
import type { Server } from './server';
import { PAGE_SCHEME } from './settings';

/** Shows the pages that the server writes: cards of sections, and what a kind of finding means. */
export class Pages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly server: Server) {
    this.subscriptions = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(PAGE_SCHEME, this),
      // With another date a card says something else.
      server.onDidChange(() => this.refresh()),
    ];
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const client = await this.server.running();
    if (client === undefined) {
      return 'lawlint is not running.\n';
    }
    const asked = { uri: client.code2ProtocolConverter.asUri(uri) };
    const { text } = await client.sendRequest<{ text: string }>('workspace/textDocumentContent', asked);
    return text;
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private refresh(): void {
    if (this.server.condition !== 'running') {
      return;
    }
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === PAGE_SCHEME) {
        this.changed.fire(uri);
      }
    }
  }
}

/** Shows a page beside the document, as a person reads it. */
export async function showPage(uri: vscode.Uri): Promise<void> {
  if (vscode.extensions.getExtension('vscode.markdown-language-features') !== undefined) {
    // One that is locked stays when the user goes back to the brochure.
    await vscode.commands.executeCommand('markdown.showLockedPreviewToSide', uri);
  } else {
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }
}
