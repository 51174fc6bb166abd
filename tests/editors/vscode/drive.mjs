// Drives Visual Studio Code as a person would: opens a brochure, reads what is wrong, mends it, changes settings.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';

const [address, work, out] = process.argv.slice(2);
const brochure = path.join(work, 'brochure.md');
const LIMIT = 30_000;
const MESSAGE = '§ 53a-192a is a class A felony since 2017-10-01 (P.A. 17-32), not class B';

function ok(what) {
  console.log(`ok: VS Code: ${what}`);
}

/** Sets what the folder's settings say. Those of the user are not read again when another program writes them. */
async function set(settings) {
  const folder = path.join(work, '.vscode');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'settings.json'), JSON.stringify(settings));
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage({ viewport: { width: 1180, height: 760 } });
page.setDefaultTimeout(LIMIT);

const squiggles = page.locator('.squiggly-error');
const words = page.locator('.view-line', { hasText: 'trafficking in persons' });
const status = page.locator('#lawlint\\.lawlint\\.status, [id$="lawlint.status"]').first();

async function until(what, condition) {
  const end = Date.now() + LIMIT;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`waited in vain: ${what}`);
    }
    await page.waitForTimeout(200);
  }
}

async function command(name) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').waitFor();
  await page.keyboard.type(name);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name.replace(/^.*: /, '') }).first().waitFor();
  await page.keyboard.press('Enter');
}

/** The middle of some words of a line on the screen. */
async function place(text) {
  const box = await page.evaluate((text) => {
    for (const line of document.querySelectorAll('.view-line')) {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.replaceAll('\u00a0', ' ').indexOf(text);
        if (at >= 0) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + text.length);
          const { x, y, width, height } = range.getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        }
      }
    }
    return null;
  }, text);
  if (box === null) {
    throw new Error(`"${text}" is not on the screen`);
  }
  return box;
}

try {
  await page.goto(`${address}/?folder=${encodeURIComponent(work)}`);
  await page.locator('.monaco-workbench').waitFor();
  // Until its extensions are up the editor takes keys and does nothing.
  await page.waitForTimeout(8000);
  await page.keyboard.press('Control+p');
  await page.locator('.quick-input-widget input').waitFor();
  await page.keyboard.type('brochure.md');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'brochure.md' }).first().waitFor();
  await page.keyboard.press('Enter');
  await words.first().waitFor();

  await squiggles.first().waitFor();
  ok('the wrong words are underlined');
  await until('the status bar counts', async () => (await status.innerText()).includes('1 finding'));
  await until('the status bar names the date', async () => (await status.innerText()).includes('law through 2025-01-01'));
  ok('the status bar counts the finding and says through when the law is known');

  await command('View: Toggle Problems');
  const row = page.locator('.markers-panel .monaco-list-row', { hasText: MESSAGE });
  await row.first().waitFor();
  ok('the list of problems has it');

  const wrong = await place('class B felony');
  await page.mouse.move(wrong.x, wrong.y);
  const card = page.locator('.monaco-hover:visible', { hasText: MESSAGE });
  await card.first().waitFor();
  await page.locator('.monaco-hover:visible', { hasText: '10 to 25 years' }).first().waitFor();
  await page.waitForTimeout(500);
  await page.screenshot({ path: path.join(out, 'finding.png') });
  ok('the card says what is right, and what the section carries');

  await page.mouse.move(5, 5);
  await page.mouse.click(wrong.x, wrong.y);
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget', { hasText: 'Replace with “class A felony”' }).waitFor();
  await page.screenshot({ path: path.join(out, 'fix.png') });
  await page.locator('.action-widget .monaco-list-row.focused', { hasText: 'Replace with “class A felony”' }).waitFor();
  await page.keyboard.press('Enter');
  await until('the finding is gone', async () => (await squiggles.count()) === 0);
  await until('the status bar has none', async () => (await status.innerText()).includes('No findings'));
  await page.keyboard.press('Control+s');
  await until('the file is saved', async () => (await readFile(brochure, 'utf8')).includes('is a class A felony.'));
  const text = await readFile(brochure, 'utf8');
  if (text.includes('class B felony') || !text.startsWith('# Know your rights 🕊\n')) {
    throw new Error(`the saved text is not right:\n${text}`);
  }
  ok('the fix mends the sentence, the finding is gone, the saved text is right');

  await page.keyboard.press('Control+z');
  await squiggles.first().waitFor();
  await page.keyboard.press('Control+s');
  const configuration = path.join(work, 'lawlint.toml');
  await writeFile(configuration, 'ignore = ["claim-class"]\n');
  await until('lawlint.toml is heeded', async () => (await squiggles.count()) === 0);
  await rm(configuration);
  await squiggles.first().waitFor();
  ok('lawlint.toml is heeded as soon as it is written, and no more when it is gone');

  await set({ 'lawlint.asOf': '2012-06-01' });
  await until('asOf is heeded', async () => (await squiggles.count()) === 0);
  await until('the status bar has the day', async () => (await status.innerText()).includes('as of 2012-06-01'));
  await set({ 'lawlint.asOf': '2025-01-01' });
  await squiggles.first().waitFor();
  ok('the setting asOf is heeded');

  await set({ 'lawlint.asOf': '2025-01-01', 'lawlint.inlayHints': true });
  await page.locator('.view-line', { hasText: 'class A felony, 10 to 25 years' }).first().waitFor();
  await page.screenshot({ path: path.join(out, 'hints.png') });
  ok('hints stand in the line when they are wanted');

  const citation = await place('53a-192a');
  await page.mouse.click(citation.x, citation.y);
  await command('lawlint: Show section card');
  await page.locator('.tab', { hasText: '53a-192a' }).first().waitFor();
  await page.waitForTimeout(1500);
  await page.screenshot({ path: path.join(out, 'card.png') });
  ok('the card of a section opens beside the document');
} catch (error) {
  await page.screenshot({ path: path.join(out, 'failure.png') });
  console.error(String(error));
  process.exitCode = 1;
} finally {
  await browser.close();
}
