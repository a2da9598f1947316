import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readPlainText } from '../../shared/import/plain-text/read-plain-text.ts';
import type { Copy } from './text-import/copy.ts';
import { readTrueDocument } from './text-import/read-truth.ts';
import { scoreBlocks } from './text-import/score-blocks.ts';
import { scoreFacts } from './text-import/score-facts.ts';
import { scoreNotes } from './text-import/score-notes.ts';
import { scoreSpans } from './text-import/score-spans.ts';
import { f1, harms, measures, Tally } from './text-import/tally.ts';
import { parseTei } from './text-import/tei-tree.ts';
import type { TrueDocument } from './text-import/truth.ts';
import { typescriptCopy } from './text-import/typescript-copy.ts';
import { webCopy } from './text-import/web-copy.ts';

/** How well plain text is understood: documents of the *Foreign Relations of the United States* and the like, encoded by their
 *  editors, are written out as people copy them, read, and held against the encoding.
 *
 *  `npm run bench -- text-import [folder of TEI files] [--faults]` */

const styles: Readonly<Record<string, (document: TrueDocument, index: number) => Copy>> = {
  /** A web edition, its notes counted from 1. */
  A: (document, index) => webCopy(document, { isToday: false }, index),
  /** The same page as it is today: labels on lines of their own, arrows behind the notes. */
  A2: (document, index) => webCopy(document, { isToday: true }, index),
  /** A typescript, or text recognition of one. */
  C: typescriptCopy,
};

interface Document {
  readonly name: string;
  readonly truth: TrueDocument;
}

/** Before 1952 the titles of the series name only who wrote to whom. */
const isEarly = ({ name }: Document): boolean => /^frus1(?:8|9[0-4]|95[01])/.test(name);

function scored(document: Document, index: number, style: string): Tally {
  const tally = new Tally();
  const copy = styles[style]?.(document.truth, index);
  if (!copy || (style === 'C' && document.truth.blocks.some(({ kind }) => kind === 'table'))) return tally;
  const read = readPlainText(copy.text, { fileName: `${document.name}.txt` });
  scoreFacts(tally, document.truth, copy, read.metadata);
  scoreSpans(tally, document.truth, copy, read);
  if (style !== 'C') scoreNotes(tally, copy, read);
  scoreBlocks(tally, copy, read);
  return tally;
}

function sumOf(tallies: readonly Tally[]): Tally {
  const sum = new Tally();
  for (const tally of tallies) sum.include(tally);
  return sum;
}

/** A table of F1: a row a measure, a column a style and group of documents. */
function table(columns: ReadonlyMap<string, Tally>): readonly string[] {
  const cell = (words: string): string => words.padStart(9);
  const rows = measures.map((measure) =>
    [...columns.values()].map((tally) => {
      const counts = tally.counts.get(measure);
      const value = counts ? f1(counts) : null;
      return cell(value === null ? '–' : value.toFixed(3));
    }),
  );
  const harmRows = harms.map((harm) => [...columns.values()].map((tally) => cell(String(tally.harm.get(harm) ?? 0))));
  return [
    `${''.padEnd(26)}${[...columns.keys()].map(cell).join('')}`,
    ...measures.map((measure, index) => measure.padEnd(26) + (rows[index] ?? []).join('')),
    ...harms.map((harm, index) => harm.padEnd(26) + (harmRows[index] ?? []).join('')),
  ];
}

function measure(folder: string, withFaults: boolean): void {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.xml'))
    .sort();
  const documents = names.map((file): Document => {
    const name = file.replace('.xml', '');
    return { name, truth: readTrueDocument(parseTei(readFileSync(path.join(folder, file), 'utf8')), name) };
  });
  const groups: readonly (readonly [string, (document: Document, index: number) => boolean])[] = [
    ['all', () => true],
    ['<1952', isEarly],
    ['even', (_, index) => index % 2 === 0],
    ['odd', (_, index) => index % 2 === 1],
  ];
  for (const style of Object.keys(styles)) {
    const tallies = documents.map((document, index) => scored(document, index, style));
    const columns = groups.map(([group, has]): [string, Tally] => [
      group,
      sumOf(tallies.filter((_, index) => documents.some((document, place) => place === index && has(document, place)))),
    ]);
    process.stdout.write(
      `\nStyle ${style}, ${documents.length} documents, F1\n${table(new Map(columns)).join('\n')}\n`,
    );
    if (!withFaults) continue;
    for (const [index, { faults }] of tallies.entries())
      for (const fault of faults)
        process.stdout.write(`${style}\t${index % 2 === 0 ? 'even' : 'odd'}\t${documents[index]?.name}\t${fault}\n`);
  }
}

const given = process.argv.slice(2);
const folder = path.resolve(given.find((argument) => !argument.startsWith('--')) ?? '../shared/textimport/tei');
if (existsSync(folder)) measure(folder, given.includes('--faults'));
else process.stdout.write(`Nothing was measured: there are no documents in ${folder}.\n`);
