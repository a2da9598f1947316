import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Archivist } from '../../helpers/archivist.ts';
import { inTemporaryFolder } from '../../helpers/storage-fixtures.ts';

const withoutGit = { withoutGit: true } as const;

/** The files below a folder, with their sizes, by path. */
function filesIn(folder: string, at = ''): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const entry of readdirSync(path.join(folder, at), { withFileTypes: true })) {
    const name = path.posix.join(at, entry.name);
    if (entry.isDirectory()) Object.assign(found, filesIn(folder, name));
    else found[name] = statSync(path.join(folder, name)).size;
  }
  return found;
}

const [pathBefore] = [process.env.PATH];
afterEach(() => {
  process.env.PATH = pathBefore;
});

describe('a plain folder through which a collection is shared', () => {
  test('brings three copies that were changed apart to the same documents, whoever comes when', () =>
    inTemporaryFolder(async (place) => {
      const [a, b, c] = ['AA', 'BB', 'CC'].map((siglum) => new Archivist(place, siglum)) as [
        Archivist,
        Archivist,
        Archivist,
      ];
      const ids = await a.begin(3);
      const remote = path.join(place, 'exchange');
      expect(await a.share(remote, withoutGit)).toMatchObject({ kind: 'done', way: 'exchange folder' });
      for (const one of [b, c])
        expect(await one.join(remote)).toMatchObject({ kind: 'done', documents: 3, waiting: 0, refused: [] });
      for (const [index, one] of [a, b, c].entries())
        for (const id of ids) await one.write(id, `By ${one.siglum}. `, 1 + index);
      for (const one of [b, a, c, b, a]) {
        const before = filesIn(remote);
        expect(await one.sync()).toMatchObject({ kind: 'done', sync: { waiting: 0, refused: [] } });
        const after = filesIn(remote);
        // Nothing is taken from there, and nobody writes what is another's.
        for (const [name, size] of Object.entries(before)) {
          expect(after[name]).toBeGreaterThanOrEqual(size);
          if (!name.startsWith(one.context.replica)) expect(after[name]).toBe(size);
        }
      }
      const states = await a.states();
      expect(await b.states()).toEqual(states);
      for (const state of states.values())
        for (const siglum of ['AA', 'BB', 'CC']) expect(state).toContain(`By ${siglum}. `);
      await c.sync();
      expect(await c.states()).toEqual(states);
      const nothing = { documents: [], added: [], changes: 0, editors: [], images: 0 };
      expect(await a.sync()).toMatchObject({ sync: { came: nothing, went: nothing, merged: [] } });
    }));

  test('carries on what came by another way: two folders and one person who knows both', () =>
    inTemporaryFolder(async (place) => {
      const [a, b, c] = ['AA', 'BB', 'CC'].map((siglum) => new Archivist(place, siglum)) as [
        Archivist,
        Archivist,
        Archivist,
      ];
      const [id] = await a.begin(1);
      if (!id) throw new Error('there is no document');
      const [one, other] = [path.join(place, 'one'), path.join(place, 'other')];
      await a.share(one, withoutGit);
      await b.join(one);
      await b.share(other, withoutGit);
      await c.join(other);
      await c.write(id, 'By CC. ', 1);
      await c.sync();
      await b.sync();
      expect(await b.share(one)).toMatchObject({ kind: 'done', way: 'exchange folder' });
      await a.sync();
      expect([...(await a.states()).values()].join()).toContain('By CC. ');
    }));

  test('lets what has arrived by half wait, and takes it when it is whole', () =>
    inTemporaryFolder(async (place) => {
      const [a, b] = [new Archivist(place, 'AA'), new Archivist(place, 'BB')];
      const [id] = await a.begin(1);
      if (!id) throw new Error('there is no document');
      const remote = path.join(place, 'exchange');
      await a.share(remote, withoutGit);
      await b.join(remote);
      const before = await b.states();
      await a.write(id, 'By AA. ', 1);
      await a.sync();
      const whole = path.join(place, 'whole');
      cpSync(remote, whole, { recursive: true });
      const own = path.join(a.context.replica, 'files', 'documents', id, 'journal', a.context.replica, '000001.jsonl');
      const list = path.join(a.context.replica, 'lists', '000001.jsonl');
      const cut = (name: string, at: number): void => {
        cpSync(whole, remote, { recursive: true });
        truncateSync(path.join(remote, name), at);
      };
      for (const name of [own, list])
        for (const share of [0.95, 0.6, 0.2]) {
          cut(name, Math.floor(statSync(path.join(whole, name)).size * share));
          const outcome = await b.sync();
          expect(outcome).toMatchObject({ kind: 'done', sync: { refused: [], waiting: 1 } });
          expect(await b.states()).toEqual(before);
        }
      cpSync(whole, remote, { recursive: true });
      expect(await b.sync()).toMatchObject({ kind: 'done', sync: { waiting: 0, came: { changes: 1 } } });
      expect(await b.states()).toEqual(await a.states());
    }));

  test('takes a new document when its source has come, and not before', () =>
    inTemporaryFolder(async (place) => {
      const [a, b] = [new Archivist(place, 'AA'), new Archivist(place, 'BB')];
      const [id = ''] = await a.begin(1);
      const remote = path.join(place, 'exchange');
      await a.share(remote, withoutGit);
      const source = path.join(remote, a.context.replica, 'files', 'documents', id, 'source', '0.txt');
      renameSync(source, path.join(place, 'on its way'));
      const joined = await b.join(remote);
      expect(joined).toMatchObject({ kind: 'done', documents: 0, waiting: 2 });
      expect(existsSync(path.join(b.folder, 'documents', id))).toBe(false);
      renameSync(path.join(place, 'on its way'), source);
      expect(await b.sync()).toMatchObject({ kind: 'done', sync: { waiting: 0, came: { added: [id] } } });
      expect(await b.states()).toEqual(await a.states());
    }));

  test('is put again where a program took it away, and what is no part of it is left alone', () =>
    inTemporaryFolder(async (place) => {
      const [a, b] = [new Archivist(place, 'AA'), new Archivist(place, 'BB')];
      await a.begin(2);
      const remote = path.join(place, 'exchange');
      mkdirSync(remote);
      writeFileSync(path.join(remote, '.stfolder'), '');
      await a.share(remote, withoutGit);
      const own = path.join(remote, a.context.replica);
      rmSync(path.join(own, 'files', 'documents'), { recursive: true });
      writeFileSync(path.join(own, 'lists', '000001.sync-conflict-20260301-101112.jsonl'), 'x');
      writeFileSync(path.join(own, 'files', '.000001.jsonl.abcdefghij.tmp'), 'x');
      expect(await a.sync()).toMatchObject({ kind: 'done', sync: { refused: [] } });
      expect(await b.join(remote)).toMatchObject({ kind: 'done', documents: 2, refused: [], waiting: 0 });
      expect(existsSync(path.join(remote, '.stfolder'))).toBe(true);
    }));

  test('is known by its number, which only a newer version may raise, and belongs to one collection', () =>
    inTemporaryFolder(async (place) => {
      const [a, b, c] = ['AA', 'BB', 'CC'].map((siglum) => new Archivist(place, siglum)) as [
        Archivist,
        Archivist,
        Archivist,
      ];
      await a.begin(1);
      await c.begin(1);
      const remote = path.join(place, 'exchange');
      await a.share(remote, withoutGit);
      const other = await c.share(remote, withoutGit);
      expect(other).toMatchObject({ kind: 'refused', why: expect.stringMatching(/Another collection, “Letters”/) });
      const marker = path.join(remote, 'anchorite-exchange.json');
      const text = readFileSync(marker, 'utf8');
      expect(Object.keys(JSON.parse(text) as object)).toEqual(['format', 'collection', 'title']);
      writeFileSync(marker, text.replace('"format":1', '"format":2'));
      const newer = { kind: 'refused', why: expect.stringMatching(/newer version of Anchorite/) };
      expect([await a.sync(), await b.join(remote)]).toEqual([newer, newer]);
      writeFileSync(marker, text.slice(0, 20));
      const arriving = { kind: 'refused', why: expect.stringMatching(/has not arrived whole/) };
      expect([await a.sync(), await b.join(remote)]).toEqual([arriving, arriving]);
      expect(existsSync(b.folder)).toBe(false);
    }));

  test('that is not there, or holds other files, is said, and nothing is made in its place', () =>
    inTemporaryFolder(async (place) => {
      const [a, b] = [new Archivist(place, 'AA'), new Archivist(place, 'BB')];
      await a.begin(1);
      const stick = path.join(place, 'stick');
      mkdirSync(stick);
      const remote = path.join(stick, 'exchange');
      await a.share(remote, withoutGit);
      renameSync(stick, path.join(place, 'elsewhere'));
      const why = (text: RegExp) => ({ kind: 'refused', why: expect.stringMatching(text) });
      expect(await a.sync()).toEqual(why(/cannot be reached.*what was done here is saved/));
      expect(await a.share(remote, withoutGit)).toEqual(why(/would be in is not there/));
      expect(await b.join(remote)).toEqual(why(/is not there/));
      expect(existsSync(stick)).toBe(false);
      mkdirSync(stick);
      writeFileSync(path.join(stick, 'letter.txt'), 'x');
      expect(await a.share(stick)).toEqual(why(/holds other files/));
      expect(await b.join(stick)).toEqual(why(/Nothing is shared in/));
      expect(readdirSync(stick)).toEqual(['letter.txt']);
    }));

  test('tells of lines that name no file of a collection, and takes none of them', () =>
    inTemporaryFolder(async (place) => {
      const [a, b] = [new Archivist(place, 'AA'), new Archivist(place, 'BB')];
      await a.begin(1);
      const remote = path.join(place, 'exchange');
      await a.share(remote, withoutGit);
      const { encodeFrame } = await import('../../../shared/journal/frame.ts');
      const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
      const names = [
        '../../escaped.txt',
        '.git/config',
        `documents/d1/source/${'x'.repeat(300)}`,
        'documents/d1/source/..',
      ];
      for (const name of names)
        appendFileSync(
          path.join(remote, a.context.replica, 'lists', '000001.jsonl'),
          encodeFrame(Buffer.from(JSON.stringify({ name, bytes: 0, sha256 }))),
        );
      const joined = await b.join(remote);
      expect(joined).toMatchObject({ kind: 'done', documents: 1 });
      expect(joined.kind === 'done' && joined.refused).toHaveLength(names.length);
      expect(existsSync(path.join(place, 'escaped.txt'))).toBe(false);
    }));
});

describe('where Git is not installed', () => {
  test('an empty folder is shared as a plain one, and what needs Git is said', () =>
    inTemporaryFolder(async (place) => {
      const [a, b] = [new Archivist(place, 'AA'), new Archivist(place, 'BB')];
      const [id] = await a.begin(1);
      if (!id) throw new Error('there is no document');
      const bare = path.join(place, 'bare');
      execFileSync('git', ['init', '--quiet', '--bare', bare]);
      process.env.PATH = place;
      const needsGit = { kind: 'refused', why: expect.stringMatching(/^Git is not installed on this computer/) };
      expect(await a.share('https://example.org/letters.git')).toEqual(needsGit);
      expect(await a.share(bare)).toEqual(needsGit);
      expect(await b.join(bare)).toEqual(needsGit);
      const remote = path.join(place, 'exchange');
      expect(await a.share(remote)).toMatchObject({ kind: 'done', way: 'exchange folder' });
      expect(await b.join(remote)).toMatchObject({ kind: 'done', documents: 1 });
      await b.write(id, 'By BB. ', 1);
      await b.sync();
      expect(await a.sync()).toMatchObject({ kind: 'done', sync: { came: { changes: 1, editors: ['BB'] } } });
      expect(await a.states()).toEqual(await b.states());
    }));

  test('a collection that Git carries says so, and is as it was', () =>
    inTemporaryFolder(async (place) => {
      const a = new Archivist(place, 'AA');
      await a.begin(1);
      expect(await a.share(path.join(place, 'remote'))).toMatchObject({ kind: 'done', way: 'git' });
      const before = await a.states();
      process.env.PATH = place;
      expect(await a.sync()).toMatchObject({ kind: 'refused', why: expect.stringMatching(/Git is not installed/) });
      expect(await a.states()).toEqual(before);
    }));
});
