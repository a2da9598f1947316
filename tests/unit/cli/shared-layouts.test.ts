import { existsSync, readdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import type { PageLayout } from '../../../shared/document/layout.ts';
import { layoutWords } from '../../../shared/document/layout.ts';
import { readLayoutFile } from '../../../shared/import/ocr/read-layout.ts';
import { type Workplace, workplace } from './program.ts';

/** Layouts, images and PDFs, each of a kind that was once misread; kept apart from the project. What they give is described here, not
 *  repeated. */
const folder = path.join(import.meta.dirname, '../../../../shared/layouts/cases');
const isThere = existsSync(folder);
if (!isThere) console.warn('The shared layouts are not here: what becomes of them is not looked at.');

const place = workplace();

/** Files that are imported together begin with the same number. */
const filesOf = (number: string): readonly string[] =>
  readdirSync(folder)
    .filter((file) => /^(\d+[a-z]?)[-.]/.exec(file)?.[1] === number)
    .map((file) => path.join(folder, file));

interface Shown {
  readonly blocks: readonly { readonly text: string }[];
  readonly metadata: { readonly language: string };
  readonly report: { readonly remarks: readonly { readonly what: string }[] };
}

/** What can be said of how files were read without repeating them. */
interface Facts {
  /** The first letter of every word, a space between blocks, a bar between documents. A word that a line end breaks is one word. */
  readonly initials: string;
  readonly language: string;
  readonly remarks: readonly string[];
  readonly refused: readonly string[];
}

async function importedFacts(at: Workplace, number: string, ...options: readonly string[]): Promise<Facts> {
  const collection = path.join(at.folder, number);
  const { value } = await at.json('import', collection, ...filesOf(number), ...options);
  const { imported, refused } = value as ImportOutcome;
  const shown: Shown[] = [];
  for (const { id } of imported) shown.push((await at.json('show', collection, id)).value as Shown);
  return {
    initials: shown.map(({ blocks }) => blocks.map(({ text }) => initialsOf(text)).join(' ')).join('|'),
    language: shown[0]?.metadata.language ?? '',
    remarks: shown.flatMap(({ report }) => report.remarks.map(({ what }) => what)),
    refused: refused.map(({ fault }) => `${fault.what} ${fault.kept} ${fault.next}`),
  };
}

const initialsOf = (text: string): string =>
  text
    .split(/\s+/)
    .map((word) => word.slice(0, 1))
    .join('');

/** The initials of what should come. */
const read: Readonly<Record<string, string>> = {
  '01': 'Locs N Tw 1 DoS',
  '02': 'Locs N Tw',
  '03': 'TebiM',
  '04': 'Srtma',
  '05': 'ter',
  '06': 'Mtotp HNITO',
  '07': 'Fbto Sbto',
  '08': 'Titlo',
  '09': 'Pw',
  '10': 'Altbbtp',
  '11': 'CBNL flsl',
  '12': 'tef',
  '13': 'tef',
  '14': 'uqd',
  '16': 'dfwguls',
  '17': 'd&oR',
  '18': 'AopoHtnXpr',
  '19': 'GV',
  '20': 'Po Pt',
  '21': 'Qn',
  '22': 'TS',
  '23': 'Aloowwaa',
  '24': 'gbg',
  '25': 'Ns',
  '27': 'Tom',
  '28': 'f s',
  '28b': 'fs',
  '29': 'שעג',
  '30': '|tfoM',
  '30b': 'CDF',
  '31': 'Awlios',
  '38': 'z',
  '41': 'Bttf',
  '42': 'wwl',
  '43': 'n',
  '44': 'H',
  '46': 'é',
  '47': '5€œ',
  '48': 'Č',
  '50': 'bo',
  '51': 'Te',
  '54': 'Bip',
  '55': 'GM',
};

/** A word of the remark that must be there, in a case that has something to be told. */
const remarked: Readonly<Record<string, RegExp>> = {
  '03': /text of its own that differs/,
  '04': /text of its own that differs/,
  '10': /boxes reach over the edge/,
  '17': /not well-formed/,
  '18': /not well-formed/,
  '19': /that of the image was taken/,
  '24': /1 character that no text has/,
  '25': /that of the image was taken/,
  '54': /taken as pixels/,
};

test.skipIf(!isThere).each(Object.entries(read))(
  'the layouts of case %s are read as they should be',
  async (number, initials) => {
    const { remarks, ...facts } = await importedFacts(place(), number);
    expect(facts).toMatchObject({ initials, refused: [] });
    const expected = remarked[number];
    if (expected) expect(remarks.join('\n')).toMatch(expected);
  },
);

/** What is told of files that are not read. */
const refused: Readonly<Record<string, RegExp>> = {
  '33': /the shapes differ.*as it is stored, on its side/,
  '45': /is a METS file: it says which files belong to a document, and none of them is beside it/,
  '53': /describes “otherbook_0008\.tif”, and there is no page image/,
};

test.skipIf(!isThere).each(Object.entries(refused))(
  'the files of case %s are refused in a true sentence, and nothing is made',
  async (number, sentence) => {
    const facts = await importedFacts(place(), number);
    expect(facts.initials).toBe('');
    expect(facts.refused).toHaveLength(1);
    expect(facts.refused[0]).toMatch(sentence);
  },
);

test.skipIf(!isThere)('the language that a layout states is that of its document', async () => {
  expect((await importedFacts(place(), '55')).language).toBe('de');
  expect((await importedFacts(place(), '29')).language).toBe('he');
});

test.skipIf(!isThere).each(['39', '39b', '39c', '40'])(
  'the PDF of case %s is one paragraph of seven lines with two words over line ends',
  async (number) => {
    const { initials } = await importedFacts(place(), number);
    expect(initials).toBe('TDhuctcoaoctasnswitteutfoMEmwbiotntatbubiaotmiwratbattD');
  },
);

test.skipIf(!isThere).each(['34', '34b', '35', '36', '36b', '36d', '37', '37b', '37c'])(
  'the picture of case %s shows what any viewer shows',
  async (number) => {
    const { initials, refused } = await importedFacts(place(), number, '--ocr');
    expect(refused).toEqual([]);
    expect(initials.replaceAll(' ', '').length).toBeGreaterThan(10);
  },
);

/** The layouts that were given, and those that the unedited pages are exported as. */
async function exported(at: Workplace, number: string): Promise<readonly PageLayout[]> {
  const out = path.join(at.folder, `${number}-alto`);
  await importedFacts(at, number);
  await at.json('export', path.join(at.folder, number), '--to', 'alto', '--out', out);
  const files = (await readdir(out, { recursive: true })).filter((file) => file.endsWith('.xml'));
  return Promise.all(files.map(async (file) => layoutIn(await readFile(path.join(out, file)))));
}

function layoutIn(bytes: Uint8Array): PageLayout {
  const given = readLayoutFile(bytes);
  if (given.kind !== 'layout' || !given.pages[0]) throw new Error(`it is not read: ${given.kind}`);
  return given.pages[0].layout;
}

test.skipIf(!isThere).each(['30', '30b', '41'])(
  'the unedited page of case %s is exported as it came',
  async (number) => {
    const file = filesOf(number).find((one) => one.endsWith('.xml')) ?? '';
    const [written] = await exported(place(), number);
    const given = layoutIn(await readFile(file));
    expect(written && layoutWords(written)).toEqual(layoutWords(given));
    expect(written?.blocks.map(({ lines }) => lines.length)).toEqual(given.blocks.map(({ lines }) => lines.length));
  },
);

test.skipIf(!isThere)('lengths in tenths of a millimetre are pixels of the image', async () => {
  const [written] = await exported(place(), '27');
  expect(written && layoutWords(written)[0]?.box).toEqual({ x: 200, y: 200, width: 200, height: 60 });
});
