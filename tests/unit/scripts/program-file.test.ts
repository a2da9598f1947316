import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assertWithoutElectron, makeExecutable } from '../../../scripts/build/program-file.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-program-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a command line that would need Electron is refused', () => {
  test.each([
    "import { app } from 'electron';",
    'import"electron";',
    'const { app } = require("electron");',
    "const late = await import('electron/main');",
    'export { app } from "electron/common";',
  ])('%s', async (line) => {
    await writeFile(path.join(folder, 'fine.js'), "import 'node:fs';\n");
    await writeFile(path.join(folder, 'chunk.js'), `${line}\n`);
    expect(() => assertWithoutElectron(folder)).toThrow('chunk.js imports electron');
  });

  test('the word alone is no import', async () => {
    await writeFile(path.join(folder, 'fine.js'), "console.log('electron', 'from electron');\n");
    expect(() => assertWithoutElectron(folder)).not.toThrow();
  });
});

test('a program gets its first line once, the executable bit, and a source map that still fits', async () => {
  const file = path.join(folder, 'program.js');
  await writeFile(file, 'console.log(1);\n');
  await writeFile(`${file}.map`, JSON.stringify({ version: 3, mappings: 'AAAA' }));
  makeExecutable(file);
  makeExecutable(file);
  expect(await readFile(file, 'utf8')).toBe('#!/usr/bin/env node\nconsole.log(1);\n');
  expect(JSON.parse(await readFile(`${file}.map`, 'utf8'))).toEqual({ version: 3, mappings: ';AAAA' });
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o755);
});
