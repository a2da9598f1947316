import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { desk, granted, start, told, withLetter } from '../../helpers/desk.ts';

const wish = { address: null, withoutGit: true, images: 'include' } as const;

test('a collection is shared in a folder of a dialog, and the second archivist joins it from there', async () => {
  const ask = await start();
  const { folder } = await withLetter(ask);
  const state = granted(await ask('collection:sharing', null));
  expect([state.shared, state.hasGit]).toEqual([null, true]);
  const remote = path.join(desk.folder, 'remote');
  desk.chosenFolder = remote;
  expect(granted(await ask('collection:choose-place', { purpose: 'share' }))).toBe(remote);
  const shared = granted(await ask('collection:share', wish));
  expect(shared?.sentence).toMatch(/Went out: 1 new document/);
  expect(granted(await ask('collection:sharing', null)).shared).toEqual({
    remote,
    way: 'exchange folder',
    images: 'include',
  });
  granted(await ask('collection:choose-place', { purpose: 'join' }));
  desk.chosenFolder = path.join(desk.folder, 'joined');
  const joined = granted(await ask('collection:join', wish));
  expect(joined?.collection).toMatchObject({ folder: desk.chosenFolder, count: 1, readOnly: null });
  expect(joined?.sentence).toMatch(/is a copy of the shared collection, with 1 document\.$/);
  const synced = granted(await ask('collection:sync', { images: 'leave-out' }));
  expect(synced.sentence).toBe('Nothing new came in. Nothing new went out.');
  expect(granted(await ask('collection:sharing', null)).shared?.images).toBe('leave-out');
  expect(existsSync(path.join(folder, 'collection.json'))).toBe(true);
});

test('an address that the page names is asked about, and nothing is sent when the person says no', async () => {
  const ask = await start();
  await withLetter(ask);
  const address = 'ssh://archive.invalid/letters.git';
  expect(granted(await ask('collection:share', { ...wish, address, withoutGit: false }))).toBeNull();
  expect(granted(await ask('collection:join', { ...wish, address }))).toBeNull();
  expect(granted(await ask('collection:sharing', null)).shared).toBeNull();
});

test('what is not shared says so, and the collection stays open', async () => {
  const ask = await start();
  const { folder } = await withLetter(ask);
  expect(await ask('collection:sync', { images: null })).toMatchObject({
    ok: false,
    fault: { what: expect.stringMatching(/not shared yet/), kept: expect.stringMatching(/Everything that was done/) },
  });
  expect(granted(await ask('collection:documents', null))).toHaveLength(1);
  expect(JSON.parse(readFileSync(path.join(folder, 'collection.json'), 'utf8'))).toMatchObject({ format: 1 });
});

test('joining that is cancelled leaves nothing behind', async () => {
  const ask = await start();
  await withLetter(ask);
  const remote = path.join(desk.folder, 'remote');
  desk.chosenFolder = remote;
  granted(await ask('collection:choose-place', { purpose: 'share' }));
  granted(await ask('collection:share', { ...wish, withoutGit: false }));
  execFileSync('git', ['-C', remote, 'fsck', '--strict']);
  granted(await ask('collection:choose-place', { purpose: 'join' }));
  desk.chosenFolder = path.join(desk.folder, 'joined');
  mkdirSync(desk.chosenFolder);
  const before = readdirSync(desk.folder).sort();
  const seen = told('progress').length;
  const joining = ask('collection:join', wish);
  while (told('progress').length === seen) await new Promise(setImmediate);
  granted(await ask('job:cancel', { job: told('progress').at(-1)?.job ?? '' }));
  expect(await joining).toMatchObject({
    ok: false,
    fault: { what: 'Joining was cancelled.', kept: expect.stringMatching(/Nothing was made on this computer/) },
  });
  expect(readdirSync(desk.folder).sort()).toEqual(before);
  expect(readdirSync(desk.chosenFolder)).toEqual([]);
});
