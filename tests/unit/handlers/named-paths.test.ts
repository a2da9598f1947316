import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, createApplication } from '../../../main/handlers/application.ts';
import { filePath } from '../../../shared/contract/arguments/checks.ts';
import type { Calls, Channel, Reply } from '../../../shared/contract/ipc.ts';
import { ipcArguments } from '../../../shared/contract/ipc-arguments.ts';
import { type DocumentId, newPageImageId } from '../../../shared/document/identifier.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { quietShell } from '../../helpers/quiet-shell.ts';

const workers = builtWorkers();
const letter = path.join(import.meta.dirname, '../../../fixtures/documents/004_3247f51e25b8394a.txt');

let folder: string;
let application: Application;
let document: DocumentId;
/** What the page said was dropped on it. */
let dropped: Set<string>;
/** What the person answers when asked whether a dropped folder shall be opened, and which folders were asked about. */
let isConfirmed: boolean;
let askedAbout: string[];
let chosenSchema: string | null;

const ask = <C extends Channel>(channel: C, argument: Calls[C]['argument']): Promise<Reply<Calls[C]['reply']>> =>
  application.handlers[channel](argument);

async function granted<C extends Channel>(channel: C, argument: Calls[C]['argument']): Promise<Calls[C]['reply']> {
  const reply = await ask(channel, argument);
  if (!reply.ok) throw new Error(reply.fault.what);
  return reply.value;
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-paths-'));
  dropped = new Set([letter]);
  isConfirmed = false;
  askedAbout = [];
  chosenSchema = null;
  application = await createApplication({
    ...quietShell(path.join(folder, 'user'), workers()),
    chooseNewCollection: async (title) => path.join(folder, title),
    chooseSchemaFile: async () => chosenSchema,
    wasDropped: (file) => dropped.has(file),
    confirmOpening: async (asked) => {
      askedAbout.push(asked);
      return isConfirmed;
    },
  });
  await granted('collection:new', { title: 'Letters' });
  const outcome = await granted('collection:import', { files: [letter] });
  document = outcome?.imported[0]?.id as DocumentId;
  await granted('document:open', { document });
});
afterEach(async () => {
  await application.close();
  await rm(folder, { recursive: true, force: true });
});

/** How the page names a path over each channel that takes one. */
const naming: Partial<{ readonly [C in Channel]: (named: string) => Promise<Reply<unknown>> }> = {
  'collection:open': (named) => ask('collection:open', { folder: named }),
  'collection:import': (named) => ask('collection:import', { files: [named] }),
  'collection:import-as': (named) => ask('collection:import-as', { plan: 'p', division: 'proposed', asTexts: [named] }),
  'facsimile:add': (named) => ask('facsimile:add', { document, files: [named] }),
  'facsimile:add-layout': (named) => ask('facsimile:add-layout', { document, files: [named] }),
  'facsimile:relink': (named) =>
    ask('facsimile:relink', { document, page: newPageImageId(), file: named, acceptOther: false }),
  'preferences:save': async (named) => {
    const { preferences } = await granted('app:start', null);
    return ask('preferences:save', { ...preferences, schemaFile: named });
  },
};

/** The parts of a schema of an argument, and theirs in turn. */
function* partsOf(schema: unknown): Generator<unknown, void> {
  if (typeof schema !== 'object' || schema === null) return;
  yield schema;
  for (const [key, part] of Object.entries(schema))
    if (['pipe', 'entries', 'item', 'items', 'options', 'wrapped', 'key', 'value'].includes(key))
      for (const inner of part === null ? [] : [part, ...Object.values(part as object)]) yield* partsOf(inner);
}

test('every channel over which the page can name a path is looked at here', () => {
  const withPath = Object.entries(ipcArguments)
    .filter(([, schema]) => [...partsOf(schema)].includes(filePath))
    .map(([channel]) => channel);
  expect(withPath.sort()).toEqual(Object.keys(naming).sort());
});

test.each(Object.keys(naming) as Channel[])('%s refuses a path that no person gave the window', async (channel) => {
  const secret = path.join(folder, 'secret.txt');
  await writeFile(secret, 'nobody may see this');
  const reply = await naming[channel]?.(secret);
  // An answer to what was not asked does nothing; all else is refused.
  expect(reply?.ok === true ? reply.value : null).toBeNull();
  if (channel !== 'collection:import-as') expect(reply).toMatchObject({ ok: false });
  expect(JSON.stringify(await granted('collection:documents', null))).not.toContain('secret');
});

test('what was dropped is read', async () => {
  const memo = path.join(folder, 'memo.txt');
  await writeFile(memo, 'MEMORANDUM\n\nAll is well.');
  dropped.add(memo);
  for (const channel of ['collection:import', 'facsimile:add', 'facsimile:add-layout'] as const)
    expect(await naming[channel]?.(memo)).toMatchObject({ ok: true });
  // The document has no such page: that is found out only when the file may be read.
  expect(await naming['facsimile:relink']?.(memo)).toMatchObject({
    fault: { what: 'The document has no such page any more.' },
  });
});

test('a dropped file is no schema: that is chosen in a dialog, and can be given up', async () => {
  const schema = path.join(folder, 'own.rng');
  dropped.add(schema);
  expect(await naming['preferences:save']?.(schema)).toMatchObject({ ok: false });
  chosenSchema = schema;
  expect(await granted('preferences:choose-schema', null)).toMatchObject({ schemaFile: schema });
  const { preferences } = await granted('app:start', null);
  expect(await granted('preferences:save', { ...preferences, theme: 'dark' })).toMatchObject({ schemaFile: schema });
  expect(await naming['preferences:save']?.(path.join(folder, 'other.rng'))).toMatchObject({ ok: false });
  expect(await granted('preferences:save', { ...preferences, schemaFile: null })).toMatchObject({ schemaFile: null });
  const now = { ...preferences, schemaFile: null };
  expect(await ask('preferences:save', { ...now, rulesFile: path.join(folder, 'own.sch') })).toMatchObject({
    ok: false,
  });
  chosenSchema = path.join(folder, 'own.sch');
  expect(await granted('preferences:choose-schema', null)).toMatchObject({ schemaFile: null, rulesFile: chosenSchema });
  chosenSchema = schema;
  const both = { schemaFile: schema, rulesFile: path.join(folder, 'own.sch') };
  expect(await granted('preferences:choose-schema', null)).toMatchObject(both);
  chosenSchema = null;
  expect(await granted('preferences:choose-schema', null)).toBeNull();
});

test('a dropped folder is opened as a collection, and written to, only when the person says so', async () => {
  await granted('collection:close', null);
  const [letters, strange] = [path.join(folder, 'Letters'), path.join(folder, 'strange')];
  await mkdir(strange);
  dropped.add(strange);
  expect(await granted('collection:open', { folder: strange })).toBeNull();
  expect(askedAbout).toEqual([strange]);
  expect(await readdir(strange)).toEqual([]);
  isConfirmed = true;
  expect(await ask('collection:open', { folder: strange })).toMatchObject({ fault: { what: expect.any(String) } });
  // One that was open before was vouched for then.
  isConfirmed = false;
  dropped.add(letters);
  expect(await granted('collection:open', { folder: letters })).toMatchObject({ title: 'Letters' });
  expect(askedAbout).toEqual([strange, strange]);
});
