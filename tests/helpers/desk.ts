import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type Application, createApplication } from '../../main/handlers/application.ts';
import type { LaunchRequest, Shell } from '../../main/handlers/session/shell.ts';
import type { CollectionView } from '../../shared/contract/calls/collection.ts';
import type { Calls, Channel, EventName, Events, Reply } from '../../shared/contract/ipc.ts';
import { builtWorkers } from './built-workers.ts';
import { quietShell } from './quiet-shell.ts';

const workers = builtWorkers();
/** The folder of the sample documents. */
export const documents = path.join(import.meta.dirname, '../../fixtures/documents');
/** One of them. */
export const letter = path.join(documents, '004_3247f51e25b8394a.txt');

/** What the stand-in for the window was told and is to answer. */
interface Desk {
  readonly folder: string;
  readonly events: { readonly event: EventName; readonly value: unknown }[];
  readonly dropped: Set<string>;
  /** What was shown in the system's window for files. */
  readonly shown: string[];
  open: { readonly collection: boolean; readonly document: boolean };
  theme: string;
  /** Whether the person says yes to opening a folder that the page named. */
  confirms: boolean;
  chosenFolder: string | null;
  chosenFiles: readonly string[] | null;
}

/** That of the running test: made anew for each. */
export let desk: Desk;
let running: Application[];

beforeEach(async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-handlers-'));
  running = [];
  desk = {
    folder,
    events: [],
    dropped: new Set(),
    shown: [],
    open: { collection: false, document: false },
    theme: '',
    confirms: false,
    chosenFolder: null,
    chosenFiles: null,
  };
});
afterEach(async () => {
  await stop();
  await rm(desk.folder, { recursive: true, force: true });
});

function shell(launch: Partial<LaunchRequest>): Shell {
  return {
    ...quietShell(path.join(desk.folder, 'user'), workers()),
    launch: { collection: null, document: null, sample: false, named: [], ...launch },
    send: (event, value) => void desk.events.push({ event, value }),
    chooseNewCollection: async () => desk.chosenFolder,
    chooseFolder: async () => desk.chosenFolder,
    chooseSaveFile: async ({ name }) => (desk.chosenFolder === null ? null : path.join(desk.chosenFolder, name)),
    chooseSourceFiles: async () => desk.chosenFiles,
    choosePageFiles: async () => desk.chosenFiles,
    chooseTruthFile: async () => desk.chosenFiles?.[0] ?? null,
    chooseAnnotationFile: async () => desk.chosenFiles?.[0] ?? null,
    confirmOpening: async () => desk.confirms,
    confirmAddress: async () => desk.confirms,
    showInFolder: (file) => void desk.shown.push(file),
    wasDropped: (file) => desk.dropped.has(file),
    showOpen: (open) => {
      desk.open = open;
    },
    applyTheme: (theme) => {
      desk.theme = theme;
    },
  };
}

/** Asks as the window does. */
export type Ask = <C extends Channel>(channel: C, argument: Calls[C]['argument']) => Promise<Reply<Calls[C]['reply']>>;

/** Starts the application behind the window; asks as the window does. */
export async function start(launch: Partial<LaunchRequest> = {}): Promise<Ask> {
  const application = await createApplication(shell(launch));
  running.push(application);
  return (channel, argument) => application.handlers[channel](argument);
}

/** Closes what `start` started. */
export async function stop(): Promise<void> {
  for (const application of running.splice(0)) await application.close();
}

/** The value of a reply that is no fault. */
export function granted<Value>(reply: Reply<Value>): Value {
  if (!reply.ok) throw new Error(`${reply.fault.what} ${reply.fault.details ?? ''}`);
  return reply.value;
}

/** A new collection with the letter in it. */
export async function withLetter(ask: Ask): Promise<CollectionView> {
  desk.chosenFolder = path.join(desk.folder, 'letters');
  granted(await ask('collection:new', { title: 'Letters' }));
  desk.chosenFiles = [letter];
  granted(await ask('collection:import', { files: null }));
  const view = granted(await ask('collection:open', { folder: desk.chosenFolder }));
  if (!view) throw new Error('nothing was opened');
  return view;
}

/** What the window was told of one event so far. */
export const told = <E extends EventName>(event: E): readonly Events[E][] =>
  desk.events.filter((sent) => sent.event === event).map(({ value }) => value as Events[E]);
