import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, createApplication } from '../../../main/handlers/application.ts';
import type { Shell } from '../../../main/handlers/session/shell.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { Calls, Channel } from '../../../shared/contract/ipc.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { typing } from '../../helpers/journal-builders.ts';
import { quietShell } from '../../helpers/quiet-shell.ts';
import { contextOn, imported, newCollection, reopened } from '../../helpers/storage-fixtures.ts';

const workers = builtWorkers();
let place: string;
let folder: string;
let id: DocumentId;
let running: Application | null;
let replica: string;

/** The same installation as the window's. */
const context = () => contextOn(nodeFileSystem, { workingCopies: path.join(place, 'user', 'working-copies') });

beforeEach(async () => {
  running = null;
  place = await mkdtemp(path.join(os.tmpdir(), 'anchorite-recovery-'));
  folder = path.join(place, 'letters');
  const preferences = {
    format: 1,
    editor: { name: 'M. K.', siglum: 'MK' },
    theme: 'light',
    language: 'en',
    textSizePx: 17,
    showCorrections: true,
    showLineEnds: false,
    replica: context().replica,
    schemaFile: null,
    keys: {},
    reopen: false,
    toured: true,
    introduced: true,
  };
  await mkdir(path.join(place, 'user'));
  await writeFile(path.join(place, 'user', 'preferences.json'), JSON.stringify(preferences));
  const collection = await newCollection(folder, context());
  id = (await collection.addDocument(imported())).id;
  await collection.close();
  [replica = ''] = await readdir(path.join(folder, 'documents', id, 'journal'));
});
afterEach(async () => {
  await running?.close();
  await rm(place, { recursive: true, force: true });
});

const journal = (name = '000001.jsonl'): string => path.join(folder, 'documents', id, 'journal', replica, name);

/** Types at the beginning of the document as another program would. */
async function type(text: string): Promise<void> {
  const collection = await reopened(folder, context());
  const store = await collection.openDocument(id);
  await store.append(store.state.seq, [typing(`${text.length}`, store.state.doc, text)]);
  await store.close();
  await collection.close();
}

const shell = (): Shell => ({
  ...quietShell(path.join(place, 'user'), workers()),
  launch: { collection: folder, document: null, sample: false, named: [] },
});

type AskGranted = <C extends Channel>(channel: C, argument: Calls[C]['argument']) => Promise<Calls[C]['reply']>;

/** Starts the application with the collection open; asks as the window does. */
async function started(): Promise<AskGranted> {
  const application = await createApplication(shell());
  running = application;
  await application.handlers['app:start'](null);
  return async (channel, argument) => {
    const reply = await application.handlers[channel](argument);
    if (!reply.ok) throw new Error(reply.fault.what);
    return reply.value;
  };
}

test('a damaged document is offered as far as it can be read, and a new one takes its place', async () => {
  await type('One. ');
  await type('Two. ');
  const bytes = await readFile(journal());
  bytes[bytes.indexOf('"seq":2,')] = 0;
  await writeFile(journal(), bytes);
  const ask = await started();
  const damaged = await ask('document:open', { document: id });
  expect([damaged.trouble, damaged.seq, damaged.readOnly]).toEqual([
    'damaged',
    1,
    expect.stringContaining('save what can be read'),
  ]);
  const { branches, adrift } = await ask('document:recovery', { document: id });
  expect([branches.map(({ records }) => records), adrift]).toEqual([[1], 1]);
  const kept = await ask('document:keep-branches', { document: id, tips: branches.map(({ tip }) => tip) });
  expect(kept.collection.documents.map((row) => row.id)).toEqual(kept.documents);
  expect(kept.sentences).toEqual([expect.stringContaining(`is kept whole in recovered/replaced-${id}.`)]);
  expect(await readdir(path.join(folder, 'recovered'))).toEqual([`replaced-${id}`]);
  const opened = await ask('document:open', { document: kept.documents[0] ?? id });
  expect([opened.readOnly, opened.trouble]).toEqual([null, null]);
});

test('two lines of changes are compared word by word, and both can be kept', async () => {
  const common = await readFile(journal());
  await type('Here. ');
  const here = await readFile(journal());
  await writeFile(journal(), common);
  await rm(path.join(folder, 'documents', id, 'document.json'));
  await type('There. ');
  await writeFile(journal('000001-READINGROOM.jsonl'), here);
  const ask = await started();
  expect((await ask('document:open', { document: id })).trouble).toBe('branches');
  const { branches } = await ask('document:recovery', { document: id });
  const [first = '', second = ''] = branches.map(({ tip }) => tip);
  const { comparison } = await ask('document:compare-branches', { document: id, tips: [first, second] });
  expect(comparison.changes).toBe(1);
  await expect(ask('document:compare-branches', { document: id, tips: [first, '0'.repeat(32)] })).rejects.toThrow(
    'were not compared: the files were changed meanwhile',
  );
  const kept = await ask('document:keep-branches', { document: id, tips: [first, second] });
  expect(new Set(kept.collection.documents.map((row) => row.id))).toEqual(new Set(kept.documents));
  expect(kept.documents).toHaveLength(2);
});

test('a torn end is told of when the collection is shown, also when no lock was left behind', async () => {
  await writeFile(journal(), Buffer.concat([await readFile(journal()), Buffer.from('e3069283 9 12')]));
  const application = await createApplication(shell());
  running = application;
  const reply = await application.handlers['app:start'](null);
  const view = reply.ok ? reply.value.opened?.collection : undefined;
  expect([view?.headline, view?.notices]).toEqual([
    expect.stringContaining('the 13 bytes of the cut-off end are kept in recovered/'),
    [view?.headline],
  ]);
});
