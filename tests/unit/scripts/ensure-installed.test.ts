import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isInstalled } from '../../../scripts/ensure-installed.mjs';

const locked = {
  '': { name: 'anchorite' },
  'node_modules/one': { version: '1.0.0', integrity: 'sha512-one' },
  'node_modules/for-another-system': { version: '2.0.0', integrity: 'sha512-other', optional: true },
};
const { '': _, 'node_modules/for-another-system': __, ...present } = locked;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-install-'));
  await mkdir(path.join(folder, 'node_modules'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(file: string, packages: unknown): Promise<void> {
  await writeFile(path.join(folder, file), JSON.stringify({ packages }));
}

test('a checkout without node_modules needs an install', async () => {
  await write('package-lock.json', locked);
  await rm(path.join(folder, 'node_modules'), { recursive: true });
  expect(isInstalled(folder)).toBe(false);
});

test('an install that was interrupted is not taken for a finished one', async () => {
  await write('package-lock.json', locked);
  await mkdir(path.join(folder, 'node_modules/one'));
  expect(isInstalled(folder)).toBe(false);
});

test('packages as the lock file names them are left alone, those for other systems aside', async () => {
  await write('package-lock.json', locked);
  await write('node_modules/.package-lock.json', present);
  expect(isInstalled(folder)).toBe(true);
});

test('another version in the lock file calls for an install', async () => {
  await write('package-lock.json', { ...locked, 'node_modules/one': { version: '1.0.1', integrity: 'sha512-new' } });
  await write('node_modules/.package-lock.json', present);
  expect(isInstalled(folder)).toBe(false);
});

test('a package that the lock file gained calls for an install', async () => {
  await write('package-lock.json', { ...locked, 'node_modules/two': { version: '1.0.0', integrity: 'sha512-two' } });
  await write('node_modules/.package-lock.json', present);
  expect(isInstalled(folder)).toBe(false);
});
