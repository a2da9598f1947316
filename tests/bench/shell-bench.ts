import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { growCollection } from './grown-collection.ts';
import { inTurn, option } from './measure.ts';
import type { StartedWindow } from './started-window.ts';
import { inWindow, startedWindow } from './started-window.ts';
import { proseOf, writeCollection } from './typing-documents.ts';

/** The start of the application beside an empty window in the same Electron, collections of 10,000 and of 100,000 documents beside 1,000, and
 *  long documents beside short ones: `npm run bench -- shell [--rounds=7] [--only=start,collections,opening]`. Growing 100,000 documents takes
 *  some minutes; `npm run bench -- collection` measures more of them. */
const [peerWindow = '', peerPages = '', samples = '', ...options] = process.argv.slice(2);
const rounds = Number(option(options, 'rounds') ?? 7);
const wanted = option(options, 'only')?.split(',') ?? ['start', 'collections', 'opening'];
const root = path.resolve(import.meta.dirname, '../..');
const few = 1_000;
/** How many documents may take how many times as long as few. */
const larger = [
  { documents: 10_000, goal: 1.2 },
  { documents: 100_000, goal: 1.5 },
] as const;
const [shortWords, longWords] = [5_000, 50_000] as const;

async function measureStart(parent: string): Promise<void> {
  const empty = [path.join(peerPages, 'empty.html')];
  await inTurn('start to first key, against an empty window', rounds, 1.15, {
    ours: () => inWindow(startedWindow(root, parent), (window) => window.untilKey('main button')),
    peer: () => inWindow(startedWindow(peerWindow, parent, empty), (window) => window.untilKey('textarea')),
  });
}

async function measureCollections(parent: string): Promise<void> {
  const small = await growCollection(few, path.join(parent, 'few'), samples);
  const firstRow = (folder: string) => () =>
    inWindow(startedWindow(root, parent, [`--collection=${folder}`]), (window) =>
      window.untilPainted('tbody tr[id^="row-"]'),
    );
  for (const { documents, goal } of larger) {
    const large = await growCollection(documents, path.join(parent, `documents-${documents}`), samples);
    await inTurn(`start to first row, ${documents} documents against ${few}`, rounds, goal, {
      ours: firstRow(large),
      peer: firstRow(small),
    });
  }
}

/** A document is opened from the table of its collection, as with the mouse. */
async function measureOpening(parent: string): Promise<void> {
  const opening = async (words: number): Promise<() => Promise<number>> => {
    const folder = path.join(parent, `words-${words}`);
    await writeCollection(folder, await proseOf(words, samples));
    return () => inWindow(startedWindow(root, parent, [`--collection=${folder}`]), clickToKey);
  };
  const [long, short] = [await opening(longWords), await opening(shortWords)];
  await inTurn(`click to first key in the text, ${longWords} words against ${shortWords}`, rounds, 1.3, {
    ours: long,
    peer: short,
  });
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
  if (wanted.includes('start')) await measureStart(parent);
  if (wanted.includes('opening')) await measureOpening(parent);
  if (wanted.includes('collections')) await measureCollections(parent);
} finally {
  await rm(parent, { recursive: true, force: true, maxRetries: 5 });
}
