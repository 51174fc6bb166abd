import * as vscode from 'vscode';
import { Pages } from './pages';
import { showSectionCard } from './section-card';
import { Server } from './server';
import { SECTION } from './settings';
import { StatusBar } from './status-bar';

let running: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('lawlint');
  const server = new Server(context.extensionPath, log);
  running = server;
  const command = vscode.commands.registerCommand;
  context.subscriptions.push(
    log,
    new Pages(server),
    new StatusBar(server),
    command('lawlint.checkWorkspace', async () => {
      if ((await server.running()) !== undefined) {
        await vscode.commands.executeCommand('lawlint.server.checkWorkspace');
      }
    }),
    command('lawlint.showSectionCard', () => showSectionCard(server)),
    command('lawlint.restartServer', () => server.restart()),
    command('lawlint.showLog', () => log.show()),
    command('lawlint.howToInstall', async () => {
      const page = vscode.Uri.joinPath(context.extensionUri, 'walkthrough', 'install.md');
      await vscode.commands.executeCommand('markdown.showPreview', page);
    }),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration(`${SECTION}.path`)) {
        await server.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.restart()),
  );
  void server.restart();
}

export async function deactivate(): Promise<void> {
  await running?.close();
}
