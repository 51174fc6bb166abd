import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, State, TransportKind } from 'vscode-languageclient/node';
import { complain } from './complaints';
import { findProgram } from './program';
import { DOCUMENTS, SECTION, initializationOptions, setting } from './settings';

export type Condition = 'starting' | 'running' | 'stopped';

/** The program, as the editor runs it. */
export class Server {
  private client: LanguageClient | undefined;
  /** Starts and stops come one after another, whoever asks for them. */
  private queue: Promise<void> = Promise.resolve();
  private readonly changed = new vscode.EventEmitter<void>();
  /** The server starts, runs or has stopped, or has got other settings. */
  readonly onDidChange = this.changed.event;
  condition: Condition = 'stopped';

  constructor(
    private readonly extensionFolder: string,
    private readonly log: vscode.OutputChannel,
  ) {}

  restart(): Promise<void> {
    this.queue = this.queue.then(async () => {
      await this.stop();
      await this.start();
    });
    return this.queue;
  }

  /** The running client; if there is none, the user is told why not. */
  async running(): Promise<LanguageClient | undefined> {
    await this.queue;
    if (this.condition !== 'running') {
      await this.restart();
    }
    return this.condition === 'running' ? this.client : undefined;
  }

  /** Asks the server if it runs, and gives `undefined` if it does not. */
  async ask<Answer>(method: string, params: object): Promise<Answer | undefined> {
    return this.condition === 'running' ? this.client?.sendRequest<Answer>(method, params) : undefined;
  }

  close(): Promise<void> {
    this.queue = this.queue.then(() => this.stop());
    return this.queue;
  }

  private async start(): Promise<void> {
    const configured = setting('path', '').trim();
    const workspaceFolder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    const program = findProgram({ configured, extensionFolder: this.extensionFolder, workspaceFolder });
    if (program === undefined) {
      this.log.appendLine(`lawlint was not found. lawlint.path: "${configured}"; PATH: ${process.env['PATH'] ?? ''}`);
      complain(configured === '' ? { kind: 'missing' } : { kind: 'wrong path', path: configured }, this.log);
      return;
    }
    this.log.appendLine(`Starting ${program} server`);
    this.become('starting');
    try {
      // A program that is too old, or none of ours, says so at once; as a server it would only seem to crash.
      await promisify(execFile)(program, ['server', '--help'], { timeout: 20_000 });
      await this.connect(program);
    } catch (error) {
      this.log.appendLine(String(error));
      this.become('stopped');
      complain({ kind: 'does not start', path: program }, this.log);
    }
  }

  private async connect(program: string): Promise<void> {
    const client = new LanguageClient(
      SECTION,
      'lawlint',
      { command: program, args: ['server'], transport: TransportKind.stdio },
      {
        documentSelector: DOCUMENTS,
        initializationOptions: initializationOptions(),
        synchronize: { configurationSection: SECTION },
        outputChannel: this.log,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        middleware: {
          workspace: {
            configuration: async (asked, token, next) => {
              const settings = await next(asked, token);
              // Later, so that what is asked of the server because of this comes after the settings.
              setTimeout(() => this.changed.fire());
              return settings;
            },
          },
        },
      },
    );
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (this.client === client) {
        this.become(conditionOf(newState));
      }
    });
    await client.start();
  }

  private async stop(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // One that never ran, or does not answer, is left to itself.
      this.log.appendLine(String(error));
    }
    this.become('stopped');
  }

  private become(condition: Condition): void {
    if (condition !== this.condition) {
      this.condition = condition;
      this.changed.fire();
    }
  }
}

function conditionOf(state: State): Condition {
  switch (state) {
    case State.Running:
      return 'running';
    case State.Starting:
      return 'starting';
    case State.Stopped:
      return 'stopped';
  }
}
