import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type FileSystem, nodeFileSystem, type OpenFile } from '../../main/storage/disk/file-system.ts';
import { contextOn, imported, newCollection } from '../helpers/storage-fixtures.ts';
import { median, timed } from './measure.ts';
import { StartedWindow } from './started-window.ts';
import { proseOf, writeCollection } from './typing-documents.ts';

const [peerWindow = '', peerPages = '', samples = '', ...sizes] = process.argv.slice(2);
/** Two numbers of documents: the second is measured against the first. */
const [few = 1_000, many = 10_000] = sizes.map(Number);
const root = path.resolve(import.meta.dirname, '../..');
const rounds = 7;
const [shortWords, longWords] = [5_000, 50_000] as const;
const run = promisify(execFile);

const preferences = {
  format: 1,
  editor: { name: 'Test Editor', siglum: 'TE' },
  theme: 'light',
  textSizePx: 17,
  showCorrections: true,
  showLineEnds: false,
  suspectMarks: 'soft',
  replica: 'rbench000001',
  schemaFile: null,
  introduced: true,
};

/** Measures in turn, so that whatever else the machine does meets both. The first round warms both up. */
async function inTurn(name: string, one: () => Promise<number>, other: () => Promise<number>): Promise<void> {
  const [ours, peer]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const [first, second] = [await one(), await other()];
    if (round === 0) continue;
    ours.push(first);
    peer.push(second);
  }
  const [own, against] = [median(ours), median(peer)];
  const range = (values: readonly number[]): string =>
    `${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)}`;
  console.log(
    `${name.padEnd(58)}${`${own.toFixed(0)} ms (${range(ours)})`.padStart(24)} / ${`${against.toFixed(0)} ms (${range(peer)})`.padStart(24)} = ${(own / against).toFixed(2)}×`,
  );
}

/** Forgets to wait for the disk: what is measured is reading. */
const hasty: FileSystem = {
  ...nodeFileSystem,
  open: async (file, mode): Promise<OpenFile> => ({
    ...(await nodeFileSystem.open(file, mode)),
    datasync: async () => undefined,
    sync: async () => undefined,
  }),
  syncFolder: async () => undefined,
};

async function collectionOf(documents: number, folder: string): Promise<string> {
  const collection = await newCollection(folder, contextOn(hasty, { editor: 'TE' }));
  for (let number = 1; number <= documents; number++)
    await collection.addDocument(imported(`${String(number).padStart(6, '0')}.txt`));
  await collection.close();
  return folder;
}

let users = 0;

/** A window of somebody who has introduced themselves before. */
async function started(
  application: string,
  parent: string,
  launchArguments: readonly string[] = [],
): Promise<StartedWindow> {
  users += 1;
  const userData = path.join(parent, `user-${users}`);
  await mkdir(userData, { recursive: true });
  await writeFile(path.join(userData, 'preferences.json'), JSON.stringify(preferences));
  return StartedWindow.start(application, userData, launchArguments);
}

async function inWindow(
  opened: Promise<StartedWindow>,
  measure: (window: StartedWindow) => Promise<number>,
): Promise<number> {
  const window = await opened;
  try {
    return await measure(window);
  } finally {
    await window.close();
  }
}

async function measureStart(parent: string): Promise<void> {
  await inTurn(
    'start to first key, against an empty window',
    () => inWindow(started(root, parent), (window) => window.untilKey('main button')),
    () =>
      inWindow(started(peerWindow, parent, [path.join(peerPages, 'empty.html')]), (window) =>
        window.untilKey('textarea'),
      ),
  );
}

async function measureCollections(parent: string): Promise<void> {
  const small = await collectionOf(few, path.join(parent, 'few'));
  const large = await collectionOf(many, path.join(parent, 'many'));
  const list = (folder: string) => () =>
    timed(() =>
      run(process.execPath, [path.join(root, 'out/cli/anchorite.js'), 'list', folder, '--json'], {
        maxBuffer: 1 << 30,
      }),
    );
  await inTurn(`anchorite list, ${many} documents against ${few}`, list(large), list(small));
  const firstRow = (folder: string) => () =>
    inWindow(started(root, parent, [`--collection=${folder}`]), (window) =>
      window.untilPainted('tbody tr[id^="row-"]'),
    );
  await inTurn(`start to first row, ${many} documents against ${few}`, firstRow(large), firstRow(small));
}

/** A document is opened from the table of its collection, as with the mouse. */
async function measureOpening(parent: string): Promise<void> {
  const opening = async (words: number): Promise<() => Promise<number>> => {
    const folder = path.join(parent, `words-${words}`);
    await writeCollection(folder, await proseOf(words, samples));
    return () => inWindow(started(root, parent, [`--collection=${folder}`]), clickToKey);
  };
  const [long, short] = [await opening(longWords), await opening(shortWords)];
  await inTurn(`click to first key in the text, ${longWords} words against ${shortWords}`, long, short);
}

async function clickToKey(window: StartedWindow): Promise<number> {
  const row = window.page.getByRole('row').filter({ hasText: 'volume.txt' });
  await row.waitFor();
  await window.page.waitForTimeout(1_000);
  const clicked = Date.now();
  await row.dblclick();
  return (await window.untilKey('[role="textbox"][aria-label="Transcription"]')) - (clicked - window.started);
}

const parent = await mkdtemp(path.join(tmpdir(), 'anchorite-shell-'));
try {
  await measureStart(parent);
  await measureCollections(parent);
  await measureOpening(parent);
} finally {
  await rm(parent, { recursive: true, force: true, maxRetries: 5 });
}
