import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stageDeb } from '../../../scripts/package/build-deb.mjs';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-deb-'));
  await mkdir(path.join(folder, 'unpacked/resources'), { recursive: true });
  await writeFile(path.join(folder, 'unpacked/anchorite'), 'program', { mode: 0o700 });
  await writeFile(path.join(folder, 'unpacked/resources/app.asar'), 'bundle', { mode: 0o600 });
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('an installed program can be read and started by everybody, and is known to the desktop', async () => {
  const root = path.join(folder, 'package');
  await stageDeb({ unpacked: path.join(folder, 'unpacked'), version: '1.2.3', arch: 'amd64', folder: root });
  const at = (name: string): string => path.join(root, name);
  const mode = async (name: string): Promise<number> => (await stat(at(name))).mode & 0o777;
  expect(await mode('opt/Anchorite/anchorite')).toBe(0o755);
  expect(await mode('opt/Anchorite/resources/app.asar')).toBe(0o644);
  expect(await mode('usr/bin/anchorite')).toBe(0o755);
  expect(await readFile(at('DEBIAN/control'), 'utf8')).toMatch(/^Package: anchorite\nVersion: 1\.2\.3\n/);
  const desktop = await readFile(at('usr/share/applications/org.anchorite.Anchorite.desktop'), 'utf8');
  const types = /^MimeType=(.*);$/m.exec(desktop)?.[1]?.split(';') ?? [];
  const mime = await readFile(at('usr/share/mime/packages/anchorite.xml'), 'utf8');
  expect(types.filter((type) => !mime.includes(`type="${type}"`))).toEqual([]);
  const metainfo = await readFile(at('usr/share/metainfo/org.anchorite.Anchorite.metainfo.xml'), 'utf8');
  expect(types.filter((type) => !metainfo.includes(`<mediatype>${type}</mediatype>`))).toEqual([]);
  expect(desktop).toContain('Icon=anchorite');
  expect((await stat(at('usr/share/icons/hicolor/scalable/apps/anchorite.svg'))).size).toBeGreaterThan(0);
});

test('two packages of one version hold the same files with the same times', async () => {
  const times = async (name: string): Promise<number> => {
    const root = path.join(folder, name);
    await stageDeb({ unpacked: path.join(folder, 'unpacked'), version: '1.2.3', arch: 'amd64', folder: root });
    return (await stat(path.join(root, 'opt/Anchorite/resources/app.asar'))).mtimeMs;
  };
  const first = await times('first');
  await writeFile(path.join(folder, 'unpacked/resources/app.asar'), 'bundle');
  expect(await times('second')).toBe(first);
});
