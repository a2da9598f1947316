import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stageAppDir } from '../../../scripts/package/build-appimage.mjs';
import { buildDeb, stageDeb } from '../../../scripts/package/build-deb.mjs';
import { manualOf } from '../../../scripts/package/manual-page.mjs';

const run = promisify(execFile);
const desktopFile = 'usr/share/applications/org.anchorite.Anchorite.desktop';

let folder = '';
let unpacked = '';

/** A program that prints what it was started with stands for the whole application. */
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-packages-'));
  unpacked = path.join(folder, 'unpacked');
  await mkdir(path.join(unpacked, 'resources'), { recursive: true });
  await writeFile(path.join(unpacked, 'anchorite'), '#!/bin/sh\necho "$@"\n', { mode: 0o700 });
  await writeFile(path.join(unpacked, 'chrome-sandbox'), 'sandbox', { mode: 0o755 });
  await writeFile(path.join(unpacked, 'resources/app.asar'), 'bundle', { mode: 0o600 });
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function staged(): Promise<(name: string) => string> {
  const root = path.join(folder, 'package');
  await stageDeb({ unpacked, manual: '.TH ANCHORITE 1', version: '1.2.3', arch: 'amd64', folder: root });
  return (name) => path.join(root, name);
}

const pngSize = async (file: string): Promise<string> => {
  const bytes = await readFile(file);
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
};

describe('an installed program', () => {
  test('can be read and started by everybody, and only its sandbox has the rights of the system', async () => {
    const at = await staged();
    const mode = async (name: string): Promise<number> => (await stat(at(name))).mode & 0o7777;
    expect(await mode('opt/Anchorite/anchorite')).toBe(0o755);
    expect(await mode('opt/Anchorite/resources/app.asar')).toBe(0o644);
    expect(await mode('usr/bin/anchorite')).toBe(0o755);
    expect(await mode('opt/Anchorite/chrome-sandbox')).toBe(0o4755);
    const entries = await readdir(at(''), { recursive: true });
    const withRights = [];
    for (const name of entries) if ((await mode(name)) & 0o7022) withRights.push(name);
    expect(withRights).toEqual(['opt/Anchorite/chrome-sandbox']);
  });

  test('says its version, and the sums of its files are right', async () => {
    const at = await staged();
    expect(await readFile(at('DEBIAN/control'), 'utf8')).toMatch(/^Package: anchorite\nVersion: 1\.2\.3\n/);
    const lines = (await readFile(at('DEBIAN/md5sums'), 'utf8')).trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(15);
    for (const line of lines) {
      const [sum, name = ''] = line.split('  ');
      expect(
        createHash('md5')
          .update(await readFile(at(name)))
          .digest('hex'),
      ).toBe(sum);
    }
  });

  test('is known to the desktop with its types of files, and has an icon of each size', async () => {
    const at = await staged();
    const desktop = await readFile(at(desktopFile), 'utf8');
    const types = /^MimeType=(.*);$/m.exec(desktop)?.[1]?.split(';') ?? [];
    expect(types).toEqual(['application/tei+xml', 'application/x-anchorite-collection']);
    const mime = await readFile(at('usr/share/mime/packages/anchorite.xml'), 'utf8');
    expect(types.filter((type) => !mime.includes(`type="${type}"`))).toEqual([]);
    const metainfo = await readFile(at('usr/share/metainfo/org.anchorite.Anchorite.metainfo.xml'), 'utf8');
    expect(types.filter((type) => !metainfo.includes(`<mediatype>${type}</mediatype>`))).toEqual([]);
    expect(desktop).toContain('Icon=anchorite');
    const icons = await readdir(at('usr/share/icons/hicolor'));
    for (const size of icons.filter((name) => name !== 'scalable'))
      expect(await pngSize(at(`usr/share/icons/hicolor/${size}/apps/anchorite.png`))).toBe(size);
    expect(icons).toEqual(expect.arrayContaining(['16x16', '32x32', '48x48', '128x128', '256x256', 'scalable']));
  });

  test('runs commands without a display, wherever it stands, and opens a window for everything else', async () => {
    const at = await staged();
    const started = async (...words: readonly string[]): Promise<string> =>
      (await run(at('usr/bin/anchorite'), words)).stdout.trimEnd();
    const headless = '--ozone-platform=headless --command-line --';
    expect(await started('import', 'a collection', '/tmp/x.txt', '--json')).toBe(
      `${headless} import a collection /tmp/x.txt --json`,
    );
    expect(await started('--version')).toBe(`${headless} --version`);
    expect(await started('check', './letters')).toBe(`${headless} check ./letters`);
    expect(await started()).toBe('');
    expect(await started('--collection=letters')).toBe('--collection=letters');
    expect(await started('/home/me/import', '/home/me/b.tei')).toBe('/home/me/import /home/me/b.tei');
  });
});

test('two packages of one version are the same to the byte, whenever their files were written', async () => {
  if (!existsSync('/usr/bin/dpkg-deb')) return;
  const made = async (): Promise<Buffer> =>
    readFile(await buildDeb({ unpacked, manual: '.TH ANCHORITE 1', version: '1.2.3', arch: 'x64', folder }));
  const first = await made();
  const file = path.join(unpacked, 'resources/app.asar');
  await rm(file);
  await writeFile(file, 'bundle');
  await utimes(file, 1, 1);
  expect((await made()).equals(first)).toBe(true);
});

test('what is inside of an AppImage starts by itself and names its icon', async () => {
  const root = path.join(folder, 'appdir');
  await stageAppDir({ unpacked, manual: '', folder: root });
  expect((await run(path.join(root, 'AppRun'), ['list', 'letters'])).stdout).toContain(
    '--command-line -- list letters',
  );
  expect(await pngSize(path.join(root, await readlink(path.join(root, '.DirIcon'))))).toBe('256x256');
  expect(await readFile(path.join(root, 'org.anchorite.Anchorite.desktop'), 'utf8')).toContain('Icon=anchorite');
});

test('the page of the manual lists every command, and nothing of it is taken for a request', () => {
  const help = [
    'Usage: anchorite [options] [command]',
    '',
    'Imports, corrects and',
    'tags.',
    '',
    'Options:',
    '  --help  Show help',
    '',
    'Commands:',
    '  import [options] <collection> <file...>   Import plain text files; makes the',
    '                                            collection',
    '  add-images <collection>',
    '                                            .Adds images',
    '',
    'Exit codes:',
    '  0  done',
  ].join('\n');
  const page = manualOf(help, '1.2.3');
  expect(page).toContain('Imports, corrects and tags.');
  expect(page).toContain(
    '.TP\n\\fBimport [options] <collection> <file...>\\fR\nImport plain text files; makes the collection\n',
  );
  expect(page).toContain('\\fBadd\\-images <collection>\\fR\n\\&.Adds images\n');
  expect(page).toContain('Exit codes:');
  const unknown = page
    .split('\n')
    .filter((line) => /^[.']/.test(line) && !/^\.(?:TH|SH|B|RI|I|br|PP|TP|nf|fi)\b/.test(line));
  expect(unknown).toEqual([]);
});

test('a page of the manual is compressed without the time at which that was done', async () => {
  const at = await staged();
  const bytes = await readFile(at('usr/share/man/man1/anchorite.1.gz'));
  expect(gunzipSync(bytes).toString()).toBe('.TH ANCHORITE 1');
  expect(bytes.readUInt32LE(4)).toBe(0);
});
