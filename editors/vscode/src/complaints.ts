import * as vscode from 'vscode';

/** Why there is no server. */
export type Complaint =
  | { kind: 'missing' }
  | { kind: 'wrong path'; path: string }
  | { kind: 'does not start'; path: string };

const SETTINGS = 'Open settings';
const INSTALL = 'How to install';
const LOG = 'Show log';

function words(complaint: Complaint): string {
  switch (complaint.kind) {
    case 'missing':
      return 'The program lawlint was not found on this computer. Install it, or say in the settings where it is.';
    case 'wrong path':
      return `There is no program at ${complaint.path}. The setting lawlint.path names it.`;
    case 'does not start':
      return `${complaint.path} does not start as the server of this extension. Is it an old version?`;
  }
}

/** Tells the user, and offers what helps. Does not wait for an answer. */
export function complain(complaint: Complaint, log: vscode.OutputChannel): void {
  const buttons = complaint.kind === 'does not start' ? [SETTINGS, INSTALL, LOG] : [SETTINGS, INSTALL];
  void vscode.window.showErrorMessage(words(complaint), ...buttons).then(async (button) => {
    switch (button) {
      case SETTINGS:
        await vscode.commands.executeCommand('workbench.action.openSettings', 'lawlint.path');
        break;
      case INSTALL:
        await vscode.commands.executeCommand('lawlint.howToInstall');
        break;
      case LOG:
        log.show();
        break;
    }
  });
}
