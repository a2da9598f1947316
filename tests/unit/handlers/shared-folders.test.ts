import { mkdtemp, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, createApplication } from '../../../main/handlers/application.ts';
import type { Shell } from '../../../main/handlers/session/shell.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { Calls, Channel, Reply } from '../../../shared/contract/ipc.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { telegram, typing } from '../../helpers/journal-builders.ts';
import { quietShell } from '../../helpers/quiet-shell.ts';
import { contextOn, imported, newCollection } from '../../helpers/storage-fixtures.ts';

const workers = builtWorkers();
let place: string;
let folder: string;
let id: DocumentId;
let application: Application;
let chosenFolder: string;

beforeEach(async () => {
  place = await mkdtemp(path.join(os.tmpdir(), 'anchorite-shared-'));
  folder = path.join(place, 'letters');
  chosenFolder = folder;
  const collection = await newCollection(folder, contextOn(nodeFileSystem));
  id = (await collection.addDocument(imported())).id;
  await collection.close();
  application = await createApplication(shell());
});
afterEach(async () => {
  await application.close();
  await rm(place, { recursive: true, force: true });
});

const shell = (): Shell => ({
  ...quietShell(path.join(place, 'user'), workers()),
  chooseFolder: async () => chosenFolder,
});

const ask = <C extends Channel>(channel: C, argument: Calls[C]['argument']): Promise<Reply<Calls[C]['reply']>> =>
  application.handlers[channel](argument);

async function granted<C extends Channel>(channel: C, argument: Calls[C]['argument']): Promise<Calls[C]['reply']> {
  const reply = await ask(channel, argument);
  if (!reply.ok) throw new Error(reply.fault.what);
  return reply.value;
}

/** The lock of a program on another machine, which gave its last sign of life at a time. */
async function lockElsewhere(seen: Date, host = 'office'): Promise<void> {
  const file = path.join(folder, 'collection.lock');
  const held = { format: 1, nonce: 'theirs', host, bootId: 'b', namespace: null, pid: 7, started: '9', editor: 'BB' };
  await writeFile(file, `${JSON.stringify({ ...held, since: '2026-03-01T10:00:00.000Z' })}\n`);
  await utimes(file, seen, seen);
}

test('a collection that is open elsewhere is shown with who has it, and opened anyway when a person says so', async () => {
  await lockElsewhere(new Date('2026-03-09T08:05:00.000Z'));
  const inWords =
    'BB, process 7 on the machine “office”, since 2026-03-01 10:00 UTC, with a last sign of life at 2026-03-09 08:05 UTC';
  expect(await granted('collection:open', { folder: null })).toMatchObject({
    readOnly: `This collection is open for reading only, because another program has it open for writing: ${inWords}.`,
    heldBy: { inWords, canTakeOver: true },
  });
  expect((await granted('document:open', { document: id })).readOnly).toContain('“office”');
  // Nobody has said anything yet.
  expect((await granted('collection:reopen', { takeOver: false })).heldBy).toMatchObject({ canTakeOver: true });
  expect(await granted('collection:reopen', { takeOver: true })).toMatchObject({ readOnly: null, heldBy: null });
  expect((await granted('document:open', { document: id })).readOnly).toBeNull();
  await granted('document:append', { document: id, baseSeq: 1, changes: [typing('1', telegram, 'Urgent. ')] });
  expect(await readFile(path.join(folder, 'collection.lock'), 'utf8')).not.toContain('theirs');
});

test('a collection that was closed elsewhere meanwhile is opened for writing by trying again', async () => {
  await lockElsewhere(new Date());
  expect((await granted('collection:open', { folder: null }))?.readOnly).not.toBeNull();
  await rm(path.join(folder, 'collection.lock'));
  expect(await granted('collection:reopen', { takeOver: false })).toMatchObject({ readOnly: null, heldBy: null });
});

test('a folder that was moved away is told as that, and what was refused is saved when it is back', async () => {
  await granted('collection:open', { folder: null });
  await granted('document:open', { document: id });
  const moved = path.join(place, 'moved');
  await rename(folder, moved);
  // A look at the lock is relied upon for a moment.
  await delay(300);
  const changes = [typing('1', telegram, 'Urgent. ')];
  expect(await ask('document:append', { document: id, baseSeq: 1, changes })).toMatchObject({
    ok: false,
    fault: { what: expect.stringContaining(`“${folder}”, is not at its place any more`), canRetry: true },
  });
  await rename(moved, folder);
  const saved = await granted('document:append', { document: id, baseSeq: 1, changes });
  expect(saved.seq).toBe(2);
});

test('a folder that was moved away is opened where it is now, for writing', async () => {
  await granted('collection:open', { folder: null });
  await granted('document:open', { document: id });
  chosenFolder = path.join(place, 'moved');
  await rename(folder, chosenFolder);
  await delay(300);
  expect(await granted('collection:open', { folder: null })).toMatchObject({ folder: chosenFolder, readOnly: null });
  expect((await granted('document:open', { document: id })).readOnly).toBeNull();
});
