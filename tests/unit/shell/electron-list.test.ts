import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');

/** What would take away something that Electron's list of safe applications asks for, wherever it stood. */
const unsafe: Readonly<Record<string, RegExp>> = {
  'opens addresses in other programs': /\bopenExternal\b/,
  'switches experiments of Chromium on': /\bexperimentalFeatures\s*:\s*true\b|\benableBlinkFeatures\b/,
  'switches mixed content on': /\ballowRunningInsecureContent\s*:\s*true\b/,
  'switches the security of pages off': /\bwebSecurity\s*:\s*false\b/,
  'switches the sandbox off': /\bsandbox\s*:\s*false\b|appendSwitch\(['"]no-sandbox/,
  'shares the context of the page': /\bcontextIsolation\s*:\s*false\b/,
  'gives Node to pages': /\bnodeIntegration\w*\s*:\s*true\b/,
  'lets other pages in': /\bwebviewTag\s*:\s*true\b|<webview\b/,
  'loads a page from elsewhere': /\bload(?:URL|File)\(\s*['"`](?!app:|\$\{)/,
  'gives the page all of Electron': /exposeInMainWorld\([^)]*\b(?:ipcRenderer|shell|clipboard)\s*[,)]/,
};

async function sources(folder: string): Promise<readonly (readonly [string, string])[]> {
  const names = await readdir(path.join(root, folder), { recursive: true });
  return Promise.all(
    names
      .filter((name) => /\.tsx?$/.test(name))
      .map(async (name) => [path.join(folder, name), await readFile(path.join(root, folder, name), 'utf8')] as const),
  );
}

test('nothing in the program takes away what Electron’s list asks for', async () => {
  const files = [...(await sources('main')), ...(await sources('renderer')), ...(await sources('shared'))];
  expect(files.length).toBeGreaterThan(500);
  const found = files.flatMap(([file, text]) =>
    Object.entries(unsafe).flatMap(([what, sign]) => (sign.test(text) ? [`${file} ${what}`] : [])),
  );
  expect(found).toEqual([]);
});

test.each([
  ['opens addresses in other programs', 'void shell.openExternal(address);'],
  ['switches the sandbox off', "app.commandLine.appendSwitch('no-sandbox');"],
  ['loads a page from elsewhere', "window.loadURL('https://example.org/');"],
  ['gives Node to pages', 'webPreferences: { nodeIntegrationInWorker: true }'],
])('a program that %s would be found', (what, line) => {
  expect(unsafe[what]?.test(line)).toBe(true);
});

test('every test that the tables of docs/reliability.md name is there', async () => {
  const text = await readFile(path.join(root, 'docs/reliability.md'), 'utf8');
  const named = [...text.matchAll(/`((?:tests|scripts)\/[\w./-]+\.(?:m?ts|tsx|mjs))`/g)].map(([, file]) => file ?? '');
  expect(new Set(named).size).toBeGreaterThan(25);
  const missing = await Promise.all(
    [...new Set(named)].map(async (file) => ((await readFile(path.join(root, file)).catch(() => null)) ? [] : [file])),
  );
  expect(missing.flat()).toEqual([]);
});
