import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { measureHandlers } from '../../../main/handlers/edition.ts';
import { RunningJobs } from '../../../main/handlers/session/running-jobs.ts';
import type { DocumentStore } from '../../../main/storage/document/document-store.ts';
import type { Calls } from '../../../shared/contract/ipc.ts';
import { doc, p } from '../../helpers/builders.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { typing } from '../../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, imported, newCollection } from '../../helpers/storage-fixtures.ts';

const workers = builtWorkers();

let folder: string;
let store: DocumentStore;
let chosen: string | null;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-measures-'));
  const collection = await newCollection('/letters', contextOn(new MemoryFileSystem()));
  const { id } = await collection.addDocument(imported('001.txt', doc(p('weapons were sent'))));
  store = await collection.openDocument(id);
  await store.append(1, [typing('1', store.state.doc, 'Offensive ')]);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Asks as the window does. */
function measure(wanted: Calls['document:error-rate']['argument']['measure']) {
  const handlers = measureHandlers({
    openedDocument: () => store,
    jobs: new RunningJobs({ send: () => undefined }),
    jobContext: { workers: workers() },
    shell: { chooseTruthFile: async () => chosen },
  });
  return handlers['document:error-rate']({ document: store.id, measure: wanted });
}

/** A file that the person chooses. */
async function truth(text: string): Promise<void> {
  chosen = path.join(folder, 'truth.txt');
  await writeFile(chosen, text);
}

test('the import, and a version, are measured against the text as it stands', async () => {
  const whole = { characters: 27, characterErrors: 10, cer: 10 / 27, words: 4, wordErrors: 1, wer: 1 / 4 };
  const { id: document } = store;
  const facts = { document, title: 'Telegram', source: '001.txt', truth: 'present' };
  expect(await measure({ kind: 'import' })).toEqual({
    ok: true,
    value: { ...facts, states: [{ state: 'import', ...whole }] },
  });
  expect(await measure({ kind: 'version', number: 1 })).toEqual({
    ok: true,
    value: {
      ...facts,
      states: [
        { state: 'import', ...whole },
        { state: 1, ...whole },
      ],
    },
  });
});

test('the import and the present text are measured against a file that the person chose', async () => {
  await truth('Offensive weapons\nwere sent.');
  expect(await measure({ kind: 'truth' })).toMatchObject({
    ok: true,
    value: {
      truth: 'file',
      states: [
        { state: 'import', characterErrors: 11, wordErrors: 2 },
        { state: 'present', characterErrors: 1, wordErrors: 1 },
      ],
    },
  });
});

test('nothing is measured when the person chooses no file, and what is wrong with a file is said', async () => {
  chosen = null;
  expect(await measure({ kind: 'truth' })).toEqual({ ok: true, value: null });
  chosen = path.join(folder, 'nowhere.txt');
  expect(await measure({ kind: 'truth' })).toMatchObject({
    ok: false,
    fault: { what: expect.stringContaining('nowhere.txt'), kept: 'Nothing was changed.' },
  });
});

test('a version that is not there is said', async () => {
  expect(await measure({ kind: 'version', number: 9 })).toMatchObject({
    ok: false,
    fault: { what: 'The error rate was not measured: there is no version 9.' },
  });
});
