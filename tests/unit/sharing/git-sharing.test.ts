import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { documentJournals } from '../../../main/storage/disk/collection-paths.ts';
import { removeDocuments } from '../../../main/usecases/remove-documents.ts';
import { Archivist } from '../../helpers/archivist.ts';
import { inTemporaryFolder } from '../../helpers/storage-fixtures.ts';

const people = (place: string): readonly [Archivist, Archivist, Archivist] => [
  new Archivist(place, 'AA'),
  new Archivist(place, 'BB'),
  new Archivist(place, 'CC'),
];

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();

test('another collection that is shared in the same repository is left alone, and so is this one', () =>
  inTemporaryFolder(async (place) => {
    const [a, b] = people(place);
    await a.begin(1);
    await b.begin(2);
    const remote = path.join(place, 'remote');
    await a.share(remote);
    const before = [await a.states(), await b.states(), git(remote, 'rev-parse', 'main')];
    expect(await b.share(remote)).toEqual({
      kind: 'refused',
      why: expect.stringMatching(/^Another collection is shared in that place, so nothing was taken over/),
    });
    expect(await b.sync()).toMatchObject({ kind: 'refused', why: expect.stringMatching(/not shared yet/) });
    expect([await a.states(), await b.states(), git(remote, 'rev-parse', 'main')]).toEqual(before);
  }));

test('whoever synchronises without having done anything leaves the repository as it is', () =>
  inTemporaryFolder(async (place) => {
    const [a, b, c] = people(place);
    const [id] = await a.begin(2);
    if (!id) throw new Error('there is no document');
    const remote = path.join(place, 'remote');
    await a.share(remote);
    await b.join(remote, 'leave-out');
    await c.join(remote);
    await b.write(id, 'By BB. ', 1);
    await a.write(id, 'By AA. ', 6);
    for (const one of [b, a, c, b, a]) await one.sync();
    const commit = git(remote, 'rev-parse', 'main');
    for (const one of [a, b, c, b, a]) expect(await one.sync()).toMatchObject({ kind: 'done' });
    expect(git(remote, 'rev-parse', 'main')).toBe(commit);
    expect(await c.states()).toEqual(await a.states());
  }));

test('what others do to a document that was taken out here is there for who joins after', () =>
  inTemporaryFolder(async (place) => {
    const [a, b, c] = people(place);
    const [id] = await a.begin(2);
    if (!id) throw new Error('there is no document');
    const remote = path.join(place, 'remote');
    await a.share(remote);
    await b.join(remote);
    await a.with((collection) => removeDocuments(collection, [id]));
    await b.write(id, 'By BB. ', 1);
    await b.sync();
    await a.sync();
    await c.join(remote);
    const journals = documentJournals(path.join(c.folder, 'documents', id));
    const files = readdirSync(journals, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.jsonl'),
    );
    expect(files.map((name) => readFileSync(path.join(journals, name), 'utf8')).join('')).toContain('By BB. ');
  }));

test('a repository within a document is told before anything goes out, and shared when it is gone', () =>
  inTemporaryFolder(async (place) => {
    const [a, b] = people(place);
    const [id] = await a.begin(1);
    if (!id) throw new Error('there is no document');
    const within = path.join(a.folder, 'documents', id);
    git(within, 'init', '--quiet', '.');
    git(within, '-c', 'user.name=x', '-c', 'user.email=x', 'commit', '--quiet', '--allow-empty', '-m', 'x');
    const ran = path.join(place, 'ran');
    appendFileSync(path.join(within, '.git', 'config'), `[core]\n\tfsmonitor = touch ${ran}\n`);
    const remote = path.join(place, 'remote');
    for (const _ of ['first', 'again'])
      expect(await a.share(remote)).toEqual({
        kind: 'refused',
        why: expect.stringMatching(
          new RegExp(`^documents/${id} holds a Git repository of its own, so nothing was shared`),
        ),
      });
    expect(existsSync(ran)).toBe(false);
    rmSync(path.join(within, '.git'), { recursive: true });
    expect(await a.share(remote)).toMatchObject({ kind: 'done' });
    expect(await b.join(remote)).toMatchObject({ kind: 'done', documents: 1 });
    expect(await b.states()).toEqual(await a.states());
  }));

test('a folder that would be in one that is not there is said, and not made', () =>
  inTemporaryFolder(async (place) => {
    const [a] = people(place);
    await a.begin(1);
    const remote = path.join(place, 'stick', 'letters');
    expect(await a.share(remote)).toMatchObject({
      kind: 'refused',
      why: expect.stringMatching(/is the disk connected/),
    });
    expect(existsSync(path.dirname(remote))).toBe(false);
    expect(existsSync(path.join(a.folder, '.git'))).toBe(false);
  }));
