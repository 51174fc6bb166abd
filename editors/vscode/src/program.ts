import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Where to look for the program. */
export interface Places {
  /** What the user set, or nothing. */
  configured: string;
  extensionFolder: string;
  /** Where a relative path of the user's begins. */
  workspaceFolder: string | undefined;
}

/** The program's path, or `undefined` if it is in none of the places. */
export function findProgram(places: Places): string | undefined {
  const name = process.platform === 'win32' ? 'lawlint.exe' : 'lawlint';
  if (places.configured !== '') {
    // Somebody who names a program wants that one, and no other in its place.
    const named = expand(places.configured, places.workspaceFolder);
    return [named, path.join(named, name)].find(canRun);
  }
  const folders = [
    path.join(places.extensionFolder, 'bundled'),
    ...(process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== ''),
    // An editor that was not started from a terminal often does not have this folder in its PATH.
    path.join(os.homedir(), '.cargo', 'bin'),
  ];
  return folders.map((folder) => path.join(folder, name)).find(canRun);
}

function expand(configured: string, workspaceFolder: string | undefined): string {
  const fromHome = configured.replace(/^~(?=$|[/\\])/, os.homedir());
  return path.resolve(workspaceFolder ?? os.homedir(), fromHome);
}

function canRun(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
