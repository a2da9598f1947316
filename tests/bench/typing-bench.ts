import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DrivenWindow, type Key, type KeyCosts, letterKey, namedKey, shift } from './driven-window.ts';
import { option } from './measure.ts';
import { middleWord, proseOf, writeCollection } from './typing-documents.ts';

/** What a key costs beside CodeMirror 6 in the same Electron, in documents of ever more words:
 *  `npm run bench -- typing [--words=5000,50000,250000] [--only=typing,caret,selection,suspects,tabs] [--profile=folder]`. The last one keeps a
 *  profile of the window for each size while it is typed, for `chrome://tracing` and other tools. */
const [peerWindow = '', peerPages = '', samples = '', ...options] = process.argv.slice(2);
const wordCounts = (option(options, 'words') ?? '5000,50000,250000').split(',').map(Number);
const wanted = option(options, 'only')?.split(',') ?? ['typing', 'caret', 'selection', 'suspects', 'tabs'];
const profiles = option(options, 'profile');
const windowSize = { width: 1440, height: 900 };

/** A quick typist's pace, with a pause after each word in which everything is done that waits for one. */
const keyPauseMs = 110;
const wordPauseMs = 1_000;
const wordsTyped = 16;
const actsOfEachKind = 24;

interface Measured {
  readonly name: string;
  readonly words: number;
  readonly ours: KeyCosts;
  /** Null where an editor has no such key. */
  readonly peer: KeyCosts | null;
}

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
  rulesFile: null,
  liveFindings: false,
  introduced: true,
};

type Keys = readonly { readonly key: Key; readonly restMs: number }[];

const paused = (keys: readonly Key[]): Keys =>
  keys.map((key, index) => ({ key, restMs: index === keys.length - 1 ? wordPauseMs : keyPauseMs }));

const word: Keys = paused([...'notes '].map(letterKey));
const repeated = (key: Key, restMs: number): Keys => Array.from({ length: actsOfEachKind }, () => ({ key, restMs }));

/** Waits until the inspector, the source and the suspects of the document are shown, and puts the caret into the middle. */
async function prepare(ours: DrivenWindow): Promise<void> {
  const { page } = ours;
  await page.getByRole('textbox', { name: 'Transcription' }).waitFor({ timeout: 120_000 });
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /suspects?$/ })
    .waitFor({ timeout: 300_000 });
  await page.getByRole('textbox', { name: 'Transcription' }).focus();
  await page.keyboard.press('Control+F');
  await page.getByRole('textbox', { name: 'Find' }).fill(middleWord);
  await page.getByText('1 hit').waitFor({ timeout: 60_000 });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowLeft');
  await page.waitForTimeout(2_000);
}

const joined = (parts: readonly KeyCosts[]): KeyCosts => ({
  painted: parts.flatMap(({ painted }) => painted),
  mainThread: parts.flatMap(({ mainThread }) => mainThread),
});

/** In turn, so that whatever else the machine does meets both. */
async function inTurn(
  ours: DrivenWindow,
  peer: DrivenWindow,
  rounds: readonly { readonly ours: Keys; readonly peer: Keys | null }[],
) {
  const found = { ours: [] as KeyCosts[], peer: [] as KeyCosts[] };
  for (const round of rounds) {
    found.ours.push(await ours.press(round.ours));
    if (round.peer) found.peer.push(await peer.press(round.peer));
  }
  return { ours: joined(found.ours), peer: found.peer.length > 0 ? joined(found.peer) : null };
}

async function measure(ours: DrivenWindow, peer: DrivenWindow, words: number): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  const add = async (name: string, rounds: Parameters<typeof inTurn>[2]): Promise<void> => {
    measured.push({ name, words, ...(await inTurn(ours, peer, rounds)) });
  };
  const both = (keys: Keys) => [{ ours: keys, peer: keys }];
  const typed = (count: number) => Array.from({ length: count }, () => ({ ours: word, peer: word }));
  // The first words warm both up.
  await inTurn(ours, peer, typed(3));
  if (wanted.includes('typing')) await add('typing', typed(wordsTyped));
  if (profiles !== undefined) await keepProfile(ours, path.join(profiles, `typing-${words}.cpuprofile`));
  if (wanted.includes('caret')) {
    await add('caret right', both(repeated(namedKey('ArrowRight', 39), keyPauseMs)));
    await add('caret down', both(repeated(namedKey('ArrowDown', 40), keyPauseMs)));
  }
  if (wanted.includes('selection')) {
    await add('selection', both(repeated(namedKey('ArrowRight', 39, shift), keyPauseMs)));
    await inTurn(ours, peer, both([{ key: namedKey('ArrowLeft', 37), restMs: wordPauseMs }]));
    await ours.page.waitForTimeout(wordPauseMs);
  }
  if (wanted.includes('suspects')) {
    await add('next suspect (F8) beside next hit', [
      { ours: repeated(namedKey('F8', 119), 400), peer: repeated(namedKey('F3', 114), 400) },
    ]);
    await ours.type(namedKey('Escape', 27));
  }
  if (wanted.includes('tabs')) await add('opening a tab of the inspector', await tabRounds(ours));
  return measured;
}

/** Keeps what the window does while some words are typed. */
async function keepProfile(ours: DrivenWindow, file: string): Promise<void> {
  const profile = await ours.profiled(async () => {
    for (let typed = 0; typed < wordsTyped / 2; typed++) await ours.press(word);
  });
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(profile));
}

/** From tab to tab with the arrow keys, round the inspector. */
async function tabRounds(ours: DrivenWindow) {
  await ours.page.getByRole('tab', { name: /^Tags/ }).focus();
  return [{ ours: repeated(namedKey('ArrowRight', 39), 700), peer: null }];
}

const share = (values: readonly number[], part: number): number => {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
};
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const figures: readonly { readonly name: string; readonly of: (values: readonly number[]) => number }[] = [
  { name: 'p50', of: (values) => share(values, 0.5) },
  { name: 'p95', of: (values) => share(values, 0.95) },
  { name: 'mean', of: mean },
];

function print(all: readonly Measured[]): void {
  const cell = (text: string, width: number): string => text.padStart(width);
  console.log(
    [
      'what'.padEnd(36),
      cell('words', 8),
      ...['key to painted', 'main thread a key'].flatMap((kind) =>
        figures.map(({ name }) => cell(`${kind === 'key to painted' ? 'painted' : 'thread'} ${name}`, 26)),
      ),
    ].join(''),
  );
  for (const { name, words, ours, peer } of all) {
    const cells = (['painted', 'mainThread'] as const).flatMap((kind) =>
      figures.map(({ of }) => {
        const own = of(ours[kind]);
        const other = peer ? of(peer[kind]) : Number.NaN;
        return cell(
          peer ? `${own.toFixed(1)} / ${other.toFixed(1)} = ${(own / other).toFixed(2)}×` : `${own.toFixed(1)}`,
          26,
        );
      }),
    );
    console.log([name.padEnd(36), cell(String(words), 8), ...cells].join(''));
  }
  const [smallest] = all;
  for (const { name, words, ours } of all) {
    const small = all.find((one) => one.name === name);
    if (!smallest || !small || small.words === words) continue;
    const ratio = (kind: 'painted' | 'mainThread', part: number): string =>
      (share(ours[kind], part) / share(small.ours[kind], part)).toFixed(2);
    console.log(
      `${name}, ${words} words against our own ${small.words}: main thread p50 ${ratio('mainThread', 0.5)}×, p95 ${ratio('mainThread', 0.95)}×; painted p50 ${ratio('painted', 0.5)}×, p95 ${ratio('painted', 0.95)}×`,
    );
  }
}

const parent = await mkdtemp(path.join(tmpdir(), 'anchorite-typing-'));
const all: Measured[] = [];
try {
  for (const words of wordCounts) {
    const folder = path.join(parent, String(words));
    const userData = path.join(folder, 'user-data');
    await mkdir(userData, { recursive: true });
    await writeFile(path.join(userData, 'preferences.json'), JSON.stringify(preferences));
    const text = await proseOf(words, samples);
    const collection = path.join(folder, 'collection');
    const tags = await writeCollection(collection, text);
    console.log(`${words} words, ${tags} tags`);
    const root = path.resolve(import.meta.dirname, '../..');
    const ours = await DrivenWindow.open(
      root,
      userData,
      [`--collection=${collection}`, '--document=volume.txt'],
      windowSize,
    );
    const peer = await DrivenWindow.open(
      peerWindow,
      path.join(folder, 'peer'),
      [path.join(peerPages, 'codemirror.html')],
      windowSize,
    );
    try {
      await peer.page.evaluate(([shown, at]) => window.showText(shown ?? '', at ?? ''), [text, middleWord]);
      await prepare(ours);
      all.push(...(await measure(ours, peer, words)));
    } finally {
      await ours.close();
      await peer.close();
    }
  }
} finally {
  // Also what was measured before something failed.
  print(all);
  await rm(parent, { recursive: true, force: true, maxRetries: 5 });
}
