import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-types-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Type-checks one file with the settings of main/, against the Electron of the given package.
 *  @returns what the compiler says */
async function check(text: string, electronPackage: string): Promise<string> {
  await writeFile(path.join(folder, 'planted.ts'), text);
  const settings = {
    extends: path.join(root, 'main/tsconfig.runtime.json'),
    compilerOptions: {
      typeRoots: [path.join(root, 'node_modules/@types')],
      tsBuildInfoFile: path.join(folder, 'planted.tsbuildinfo'),
      ...(electronPackage === 'electron-33'
        ? {}
        : { paths: { electron: [path.join(root, 'node_modules', electronPackage, 'electron.d.ts')] } }),
    },
    include: ['planted.ts'],
  };
  await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(settings));
  return new Promise((resolve) => {
    const words = [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', folder];
    execFile(process.execPath, words, (_error, stdout, stderr) => resolve(stdout + stderr));
  });
}

test('an ability that only newer versions of Electron have is refused by the check against the oldest one', async () => {
  const newer = "import { app } from 'electron';\nexport const fast: boolean = app.isHardwareAccelerationEnabled();\n";
  expect(await check(newer, 'electron')).toBe('');
  expect(await check(newer, 'electron-33')).toContain("Property 'isHardwareAccelerationEnabled' does not exist");
});

test('what all supported versions of Electron have is accepted', async () => {
  const common = "import { app } from 'electron';\nexport const name: string = app.getName();\n";
  expect(await check(common, 'electron-33')).toBe('');
});
