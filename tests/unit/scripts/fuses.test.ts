import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { flipFuses } from '@electron/fuses';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { releaseFuses, wrongFuses } from '../../../scripts/package/fuses.mjs';

/** What stands before the fuses in every Electron, the version of their format, and how many there are. */
const head = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x08';
/** As Electron itself comes. */
const ordinary = '10110001';

let folder: string;
let program: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-fuses-'));
  program = path.join(folder, 'anchorite');
  await writeFile(program, `machine code ${head}${ordinary} more of it`);
});
afterEach(() => rm(folder, { recursive: true }));

test('an ordinary Electron can be made to run other programs, which is found', async () => {
  expect(await wrongFuses(program, 'linux')).toEqual([
    'RunAsNode',
    'EnableCookieEncryption',
    'EnableNodeOptionsEnvironmentVariable',
    'EnableNodeCliInspectArguments',
    'OnlyLoadAppFromAsar',
    'GrantFileProtocolExtraPrivileges',
  ]);
});

test.each(['linux', 'darwin', 'win32'])('a release for %s has every fuse set', async (platform) => {
  await flipFuses(program, releaseFuses(platform));
  expect(await wrongFuses(program, platform)).toEqual([]);
});

test('a release checks the integrity of its archive where Electron can', async () => {
  await flipFuses(program, releaseFuses('linux'));
  expect(await wrongFuses(program, 'win32')).toEqual(['EnableEmbeddedAsarIntegrityValidation']);
});
