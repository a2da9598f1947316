import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, createApplication, type WindowDoor } from '../../../main/handlers/application.ts';
import type { Beginning, Shell } from '../../../main/handlers/session/shell.ts';
import { readLastSession } from '../../../main/storage/settings/user-folder.ts';
import type { Calls, Channel, EventName, Events, Reply } from '../../../shared/contract/ipc.ts';
import { type DocumentId, newGroupId } from '../../../shared/document/identifier.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { documents, granted, letter } from '../../helpers/desk.ts';
import { quietShell } from '../../helpers/quiet-shell.ts';

const workers = builtWorkers();
const telegram = path.join(documents, '003_a5bfdc7065c2c0b6.txt');

/** A stand-in for one window, which lets a document go when it is asked to, unless it is told not to. */
interface Stand {
  readonly ask: <C extends Channel>(channel: C, argument: Calls[C]['argument']) => Promise<Reply<Calls[C]['reply']>>;
  readonly told: <E extends EventName>(event: E) => readonly Events[E][];
  readonly door: WindowDoor;
  readonly shell: Shell;
  forward: number;
  letsGo: boolean;
}

let folder: string;
let user: string;
let application: Application;
let first: Stand;
let opened: Beginning[];
/** What a person chooses to import. */
let chosen: readonly string[] = [];

function stand(): {
  readonly window: Omit<Stand, 'door' | 'ask'>;
  readonly events: { event: EventName; value: unknown }[];
} & {
  attach(door: WindowDoor): Stand;
} {
  const events: { event: EventName; value: unknown }[] = [];
  let made: Stand | null = null;
  const shell: Shell = {
    ...quietShell(user, workers()),
    chooseNewCollection: async () => path.join(folder, 'letters'),
    chooseSourceFiles: async () => chosen,
    openWindow: (beginning) => void opened.push(beginning),
    place: () => ({ bounds: { x: 1, y: 2, width: 900, height: 700 }, maximized: false, zoom: 1.5 }),
    comeForward: () => {
      if (made) made.forward += 1;
    },
    send: (event, value) => {
      events.push({ event, value });
      if (event === 'document-wanted' && made?.letsGo)
        void made.ask('document:close', { document: (value as { document: DocumentId }).document });
    },
  };
  const told: Stand['told'] = (event) =>
    events.filter((sent) => sent.event === event).map(({ value }) => value as never);
  const window = { shell, told, forward: 0, letsGo: true };
  return {
    window,
    events,
    attach(door) {
      made = { ...window, door, ask: (channel, argument) => door.handlers[channel](argument) };
      return made;
    },
  };
}

async function another(beginning: Partial<Beginning> = {}): Promise<Stand> {
  const one = stand();
  const whole = { collection: null, document: null, files: [], place: null, ...beginning };
  const window = one.attach(application.addWindow(one.window.shell, whole));
  await window.door.begun;
  return window;
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-windows-'));
  user = path.join(folder, 'user');
  opened = [];
  chosen = [letter, telegram];
  const one = stand();
  application = await createApplication(one.window.shell);
  first = one.attach(application);
});
afterEach(async () => {
  await application.close();
  await rm(folder, { recursive: true, force: true });
});

/** The first window shows a collection with two documents, and a second one the same. */
async function twoWindows() {
  granted(await first.ask('collection:new', { title: 'Letters' }));
  granted(await first.ask('collection:import', { files: null }));
  const place = path.join(folder, 'letters');
  const second = await another({ collection: place });
  const view = granted(await second.ask('app:start', null)).opened?.collection;
  const [a, b] = view?.documents.map(({ id }) => id) ?? [];
  if (!a || !b) throw new Error('no documents');
  return { second, view, place, a, b };
}

const typed = (text: string) => ({
  group: newGroupId(),
  steps: [{ stepType: 'replace', from: 1, to: 1, slice: { content: [{ type: 'text', text }] } }],
});

test('two windows show one collection, which stays open for writing in both and is closed with the last', async () => {
  const { second, view, place } = await twoWindows();
  expect(view).toMatchObject({ title: 'Letters', readOnly: null, folder: place });
  await first.door.handlers['collection:close'](null);
  const lock = path.join(place, 'collection.lock');
  expect(await readFile(lock, 'utf8')).toContain('pid');
  expect(granted(await second.ask('collection:documents', null))).toHaveLength(2);
  await second.door.close();
  await expect(readFile(lock)).rejects.toThrow('ENOENT');
});

test('a document is open in one window at a time: asked for in another one, its window comes forward with the place', async () => {
  const { second, a, b } = await twoWindows();
  granted(await first.ask('document:open', { document: a }));
  expect(await second.ask('document:open', { document: a })).toMatchObject({
    ok: false,
    fault: { what: expect.stringContaining('is open in another window') },
  });
  const place = { kind: 'id', id: 'x' } as const;
  expect(granted(await second.ask('document:bring-forward', { document: a, place }))?.title).toContain('Khrushchev');
  expect(first.forward).toBe(1);
  expect(first.told('shown-already')).toMatchObject([{ document: a, place }]);
  // What nobody has open, or the window itself, is nobody's affair.
  expect(granted(await second.ask('document:bring-forward', { document: b, place: null }))).toBeNull();
  expect(granted(await first.ask('document:bring-forward', { document: a, place: null }))).toBeNull();
  granted(await second.ask('document:open', { document: b }));
});

test('a window cannot change a document that another one has open', async () => {
  const { second, a } = await twoWindows();
  granted(await first.ask('document:open', { document: a }));
  const change = { document: a, baseSeq: 1, changes: [typed('Mine. ')] };
  await expect(second.ask('document:append', change)).rejects.toThrow('not open in the window');
  granted(await first.ask('document:append', change));
});

test('what is typed in one window and saved shows in the rows of both', async () => {
  const { second, a } = await twoWindows();
  granted(await first.ask('document:open', { document: a }));
  granted(await first.ask('document:append', { document: a, baseSeq: 1, changes: [typed('Mine. ')] }));
  granted(await first.ask('document:close', { document: a }));
  for (const window of [first, second])
    expect(window.told('documents-changed').at(-1)?.documents).toMatchObject([{ id: a, corrections: 1 }]);
});

test('a document that a window is to change is saved and closed by the one that has it, and given back', async () => {
  const { second, a, b } = await twoWindows();
  granted(await first.ask('document:open', { document: a }));
  const statuses = [a, b].map((document) => ({ document, status: 'corrected' as const }));
  const outcome = granted(await second.ask('collection:set-statuses', { changes: statuses }));
  expect(outcome.rows).toHaveLength(2);
  expect([first.told('document-wanted'), first.told('document-free')]).toEqual([[{ document: a }], [{ document: a }]]);
  expect(
    first
      .told('documents-changed')
      .at(-1)
      ?.documents.map(({ id, status }) => [id, status]),
  ).toEqual([
    [a, 'corrected'],
    [b, 'corrected'],
  ]);
  // The asker has it from the reply.
  expect(granted(await first.ask('document:open', { document: a })).status).toBe('corrected');
});

test('nothing is done when the other window cannot save the document', async () => {
  const { second, a } = await twoWindows();
  granted(await first.ask('document:open', { document: a }));
  first.letsGo = false;
  expect(await second.ask('collection:set-status', { documents: [a], status: 'corrected' })).toMatchObject({
    ok: false,
    fault: { what: expect.stringMatching(/^“.*” is open in another window, which could not save it just now/) },
  });
  expect(first.told('document-free')).toEqual([{ document: a }]);
  expect(granted(await first.ask('document:append', { document: a, baseSeq: 1, changes: [typed('Mine. ')] })).seq).toBe(
    2,
  );
}, 20_000);

test('a window that lets a document go may set its status on the way, as it does when it leaves one', async () => {
  const { second, a } = await twoWindows();
  granted(await first.ask('document:open', { document: a }));
  first.letsGo = false;
  const doing = second.ask('collection:set-status', { documents: [a], status: 'corrected' });
  await expect.poll(() => first.told('document-wanted')).toHaveLength(1);
  granted(await first.ask('collection:set-status', { documents: [a], status: 'correcting' }));
  granted(await first.ask('document:close', { document: a }));
  expect(granted(await doing)).toMatchObject([{ id: a, status: 'corrected' }]);
});

test('a document that is asked for while another window changes it is opened after that', async () => {
  const { second, a, b } = await twoWindows();
  granted(await first.ask('document:open', { document: b }));
  first.letsGo = false;
  const doing = second.ask('collection:remove', { documents: [a, b] });
  await expect.poll(() => first.told('document-wanted')).toHaveLength(1);
  let isOpened = false;
  const opening = first.ask('document:open', { document: a }).then((reply) => {
    isOpened = true;
    return reply;
  });
  granted(await first.ask('document:close', { document: b }));
  expect(isOpened).toBe(false);
  granted(await doing);
  expect((await opening.catch(() => ({ ok: false }))).ok).toBe(false);
  expect(first.told('documents-removed')).toEqual([{ documents: [a, b] }]);
});

test('documents, persons and types that one window adds are heard of in the other', async () => {
  const { second } = await twoWindows();
  chosen = ['000_2f139198d5bf1d28.txt', '002_67ea4eed11dab1ac.txt'].map((name) => path.join(documents, name));
  granted(await second.ask('collection:import', { files: null }));
  expect(first.told('documents-added').at(-1)?.documents).toHaveLength(2);
  granted(await second.ask('entities:make', { kind: 'person', name: 'Stevenson, Adlai' }));
  expect(first.told('facts-changed')).toEqual([{ what: 'entities' }]);
  expect(second.told('facts-changed')).toEqual([]);
  const found = granted(await first.ask('entities:list', { text: 'stevenson', kind: null, limit: 5 }));
  expect(JSON.stringify(found)).toContain('Stevenson, Adlai');
});

test('preferences and recent collections are the same in all windows', async () => {
  const { second } = await twoWindows();
  const { preferences } = granted(await first.ask('app:start', null));
  granted(await first.ask('preferences:save', { ...preferences, theme: 'dark' }));
  expect(second.told('preferences-changed')).toMatchObject([{ preferences: { theme: 'dark' } }]);
  expect(first.told('preferences-changed')).toEqual([]);
});

test('clearing the recent collections keeps those that are open', async () => {
  const { second, place } = await twoWindows();
  granted(await second.ask('collection:close', null));
  expect(granted(await first.ask('recent:clear', null)).map((known) => known.folder)).toEqual([place]);
  granted(await first.ask('collection:close', null));
  expect(granted(await first.ask('recent:clear', null))).toEqual([]);
  expect(second.told('recent-changed').at(-1)).toEqual({ recent: [] });
});

test('a page that was loaded again goes on where it was, and the other window keeps what it has', async () => {
  const { second, a, b } = await twoWindows();
  granted(await first.ask('app:start', null));
  granted(await first.ask('document:open', { document: a }));
  granted(await second.ask('document:open', { document: b }));
  expect(granted(await first.ask('app:start', null)).opened?.document).toBe(a);
  granted(await second.ask('document:append', { document: b, baseSeq: 1, changes: [typed('Mine. ')] }));
  granted(await second.ask('document:open', { document: a }));
});

test('the window of a collection is found by any name of its folder', async () => {
  const { place } = await twoWindows();
  expect(await application.windowOf(path.join(place, '..', 'letters'))).not.toBeNull();
  expect(await application.windowOf(folder)).toBeNull();
});

test('what was open is opened again, window by window, and what is gone is said in one sentence', async () => {
  const { second, place, a } = await twoWindows();
  granted(await second.ask('document:open', { document: a }));
  second.door.cameForward();
  await application.close();
  expect(await readLastSession(user)).toEqual([
    {
      collection: place,
      document: a,
      place: { bounds: { x: 1, y: 2, width: 900, height: 700 }, maximized: false, zoom: 1.5 },
    },
    expect.objectContaining({ collection: place, document: null }),
  ]);
  const again = stand();
  application = await createApplication(again.window.shell);
  first = again.attach(application);
  const start = granted(await first.ask('app:start', null));
  expect(start.opened).toMatchObject({ collection: { folder: place }, document: a });
  expect(start.fault).toBeNull();
  expect(opened).toMatchObject([{ collection: place, document: null, place: { zoom: 1.5 } }]);
  await application.close();
  await rename(place, `${place} moved`);
  const third = stand();
  application = await createApplication(third.window.shell);
  first = third.attach(application);
  const gone = granted(await first.ask('app:start', null));
  expect(gone.opened).toBeNull();
  expect(gone.fault?.what).toBe(`Not all that was open last is opened again. “${place}” is not a collection.`);
});

test('nothing is opened again when that is not wanted', async () => {
  await twoWindows();
  const { preferences } = granted(await first.ask('app:start', null));
  granted(await first.ask('preferences:save', { ...preferences, reopen: false }));
  await application.close();
  const again = stand();
  application = await createApplication(again.window.shell);
  first = again.attach(application);
  expect(granted(await first.ask('app:start', null))).toMatchObject({ opened: null, fault: null });
  expect(opened).toEqual([]);
});

test('a new window is asked for on the collection of the window, with a document or with the table', async () => {
  const { place, a } = await twoWindows();
  granted(await first.ask('window:open', { document: a }));
  granted(await first.ask('collection:close', null));
  granted(await first.ask('window:open', { document: a }));
  expect(opened).toEqual([
    { collection: place, document: a, files: [], place: null },
    { collection: null, document: null, files: [], place: null },
  ]);
});
