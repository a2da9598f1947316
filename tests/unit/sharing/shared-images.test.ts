import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Archivist } from '../../helpers/archivist.ts';
import { inTemporaryFolder } from '../../helpers/storage-fixtures.ts';

const [pathBefore] = [process.env.PATH];
afterEach(() => {
  process.env.PATH = pathBefore;
});

const image = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7) % 251));

/** Puts a file where the image of a page is. */
function putImage(archivist: Archivist, document: string, name = 'page.webp'): string {
  const folder = path.join(archivist.folder, 'documents', document, 'facsimile');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, name), image);
  return path.join(folder, name);
}

const imageOf = (archivist: Archivist, document: string, name = 'page.webp'): string =>
  path.join(archivist.folder, 'documents', document, 'facsimile', name);

const people = (place: string): readonly [Archivist, Archivist, Archivist] => [
  new Archivist(place, 'AA'),
  new Archivist(place, 'BB'),
  new Archivist(place, 'CC'),
];

describe.each([
  ['git', false],
  ['exchange folder', true],
] as const)('page images of a collection shared by %s', (_way, withoutGit) => {
  test('stay away from a copy that leaves them out, not from those that join after it, and come when they are asked for', () =>
    inTemporaryFolder(async (place) => {
      const [a, b, c] = people(place);
      const [id] = await a.begin(1);
      if (!id) throw new Error('there is no document');
      putImage(a, id);
      const remote = path.join(place, 'remote');
      expect(await a.share(remote, { withoutGit })).toMatchObject({ kind: 'done', sync: { went: { images: 1 } } });
      expect(await b.join(remote, 'leave-out')).toMatchObject({ kind: 'done', withoutImages: 1, refused: [] });
      expect(existsSync(imageOf(b, id))).toBe(false);
      await b.write(id, 'By BB. ', 1);
      expect(await b.sync()).toMatchObject({ kind: 'done', sync: { refused: [] } });
      expect(await c.join(remote)).toMatchObject({ kind: 'done', withoutImages: 0, refused: [] });
      expect(readFileSync(imageOf(c, id))).toEqual(image);
      await b.sync();
      expect(existsSync(imageOf(b, id))).toBe(false);
      expect(await b.sync('include')).toMatchObject({ kind: 'done', sync: { came: { images: 1 } } });
      expect(readFileSync(imageOf(b, id))).toEqual(image);
      // From now on they come by themselves.
      putImage(c, id, 'second.webp');
      await c.sync();
      await b.sync();
      expect(readFileSync(imageOf(b, id, 'second.webp'))).toEqual(image);
      expect(existsSync(imageOf(a, id))).toBe(true);
    }));

  test('are left out by who begins, and nothing new goes out when nothing was done', () =>
    inTemporaryFolder(async (place) => {
      const [a, b] = people(place);
      const [id] = await a.begin(1);
      if (!id) throw new Error('there is no document');
      putImage(a, id);
      const remote = path.join(place, 'remote');
      expect(await a.share(remote, { withoutGit, images: 'leave-out' })).toMatchObject({
        kind: 'done',
        sync: { went: { images: 0 } },
      });
      expect(await b.join(remote)).toMatchObject({ kind: 'done', withoutImages: 0 });
      expect(existsSync(imageOf(b, id))).toBe(false);
      const nothing = { documents: [], added: [], changes: 0, editors: [], images: 0 };
      for (const one of [b, a, b, a])
        expect(await one.sync()).toMatchObject({ kind: 'done', sync: { came: nothing, went: nothing } });
    }));
});

/** Stands in for Git LFS: keeps images beside the repository, and gives them to the place when they are pushed. */
const standIn = `#!${process.execPath}
const { createHash } = require('node:crypto');
const { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { execFileSync } = require('node:child_process');
const [command] = process.argv.slice(2);
const own = process.env.GIT_DIR + '/lfs';
const there = () => new URL(execFileSync('git', ['config', 'remote.origin.url'], { encoding: 'utf8' }).trim()).pathname + '/lfs';
if (command === 'version') console.log('git-lfs/0 (a stand-in)');
else if (command === 'clean') {
  const bytes = readFileSync(0);
  const oid = createHash('sha256').update(bytes).digest('hex');
  mkdirSync(own, { recursive: true });
  writeFileSync(own + '/' + oid, bytes);
  process.stdout.write('version https://git-lfs.github.com/spec/v1\\noid sha256:' + oid + '\\nsize ' + bytes.length + '\\n');
} else if (command === 'smudge') {
  const oid = /oid sha256:(\\w+)/.exec(readFileSync(0, 'utf8'))[1];
  process.stdout.write(readFileSync((existsSync(own + '/' + oid) ? own : there()) + '/' + oid));
} else if (command === 'push') {
  mkdirSync(there(), { recursive: true });
  if (existsSync(own)) cpSync(own, there(), { recursive: true });
} else process.exit(2);
`;

function installStandIn(place: string): void {
  const folder = path.join(place, 'programs');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'git-lfs'), standIn);
  chmodSync(path.join(folder, 'git-lfs'), 0o755);
  process.env.PATH = `${folder}${path.delimiter}${pathBefore ?? ''}`;
}

const inRepository = (remote: string, name: string): string =>
  execFileSync('git', ['-C', remote, 'cat-file', 'blob', `main:${name}`], { encoding: 'latin1' });

describe.skipIf(process.platform === 'win32')('page images that Git LFS keeps', () => {
  test('need it: where it is not installed nothing is shared, and a plain folder has no use for it', () =>
    inTemporaryFolder(async (place) => {
      const [a] = people(place);
      await a.begin(1);
      const remote = path.join(place, 'remote');
      const refused = (why: RegExp) => ({ kind: 'refused', why: expect.stringMatching(why) });
      expect(await a.share(remote, { images: 'lfs' })).toEqual(
        refused(/^Git LFS is not installed on this computer.*Nothing was shared; install Git LFS/),
      );
      expect(existsSync(remote)).toBe(false);
      expect(await a.sync()).toEqual(refused(/not shared yet/));
      installStandIn(place);
      expect(await a.share(remote, { images: 'lfs', withoutGit: true })).toEqual(refused(/plain folder/));
    }));

  test('are pointers in the repository by a rule of the collection, and images in every copy that has it', () =>
    inTemporaryFolder(async (place) => {
      installStandIn(place);
      const [a, b] = people(place);
      const [id] = await a.begin(1);
      if (!id) throw new Error('there is no document');
      putImage(a, id);
      const remote = path.join(place, 'remote');
      expect(await a.share(remote, { images: 'lfs' })).toMatchObject({ kind: 'done', sync: { went: { images: 1 } } });
      expect(readFileSync(path.join(a.folder, '.gitattributes'), 'utf8').split('\n')).toContain(
        'documents/*/facsimile/* filter=lfs diff=lfs merge=lfs -text',
      );
      expect(inRepository(remote, `documents/${id}/facsimile/page.webp`)).toMatch(/^version https:\/\/git-lfs/);
      expect(inRepository(remote, `documents/${id}/source/0.txt`)).toBe('The source.\n');
      // Who says no more than that images go along keeps them so, too.
      expect(await b.join(remote)).toMatchObject({ kind: 'done', refused: [] });
      expect(readFileSync(imageOf(b, id))).toEqual(image);
      putImage(b, id, 'second.webp');
      expect(await b.sync()).toMatchObject({ kind: 'done', sync: { went: { images: 1 }, refused: [] } });
      expect(inRepository(remote, `documents/${id}/facsimile/second.webp`)).toMatch(/^version https:\/\/git-lfs/);
      expect(await a.sync()).toMatchObject({ kind: 'done', sync: { came: { images: 1 }, refused: [] } });
      expect(readFileSync(imageOf(a, id, 'second.webp'))).toEqual(image);
    }));

  test('are not here, in words, in a copy where it is not installed, and come when it is', () =>
    inTemporaryFolder(async (place) => {
      installStandIn(place);
      const [a, b] = people(place);
      const [id] = await a.begin(1);
      if (!id) throw new Error('there is no document');
      putImage(a, id);
      const remote = path.join(place, 'remote');
      await a.share(remote, { images: 'lfs' });
      process.env.PATH = pathBefore;
      expect(await b.join(remote)).toMatchObject({ kind: 'done', documents: 1, withoutImages: 1 });
      expect(readdirSync(path.join(b.folder, 'documents', id))).not.toContain('facsimile');
      await b.write(id, 'By BB. ', 1);
      const told = expect.stringMatching(/^page images \(Git LFS keeps them, which is not installed/);
      expect(await b.sync()).toMatchObject({ kind: 'done', sync: { refused: [told], went: { changes: 1 } } });
      installStandIn(place);
      expect(await b.sync()).toMatchObject({ kind: 'done', sync: { refused: [], came: { images: 1 } } });
      expect(readFileSync(imageOf(b, id))).toEqual(image);
      expect(inRepository(remote, `documents/${id}/facsimile/page.webp`)).toMatch(/^version https:\/\/git-lfs/);
    }));
});
