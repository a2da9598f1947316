import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { twoDigits } from '../../shared/dates/calendar.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { readPlainText } from '../../shared/import/plain-text/read-plain-text.ts';
import { collectionReferences, type ReadPaper, readPaper } from '../../shared/references/collection-references.ts';
import type { DocumentReference } from '../../shared/references/document-references.ts';
import { readReferences } from '../../shared/references/read-references.ts';
import { volumeDocuments } from './frus-volume.ts';

// How many references between papers are found and lead to the right one. Truth: a table of volume, document, context, reference, number, day
// and the documents that answer to number and day. Volumes that are there as a whole become plain texts, are imported as such, and their
// references are looked for among all documents of the volume; of the others the context of each reference is read. `Wrong` is a target
// that is not among the answers of a reference that has some. References for which the table has no answer and a target was found
// are counted apart and listed: it takes numbers of telegrams alone, and many of them name despatches.

const folder = path.join(process.cwd(), '../shared');
const file = path.join(folder, 'gold/references.tsv');

interface Row {
  readonly volume: string;
  readonly document: string;
  readonly context: string;
  readonly reference: string;
  readonly number: string;
  readonly day: string;
  readonly answers: readonly string[];
}

interface Counted {
  rows: number;
  found: number;
  answered: number;
  right: number;
  wrong: number;
  asked: number;
  beyond: number;
  readonly lines: string[];
}

const none = (): Counted => ({ rows: 0, found: 0, answered: 0, right: 0, wrong: 0, asked: 0, beyond: 0, lines: [] });

function rowsOf(table: string): readonly Row[] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([volume]) => volume !== 'volume')
    .map(([volume = '', document = '', context = '', reference = '', number = '', day = '', answers = '']) => ({
      volume,
      document,
      context,
      reference,
      number,
      day,
      answers: answers.split(/\s+/).filter((answer) => answer !== ''),
    }));
}

const dayOf = ({ date }: Pick<DocumentReference, 'date'>): string | null =>
  date?.month == null || date.day === null ? null : `${twoDigits(date.month)}-${twoDigits(date.day)}`;

function countVolume(rows: readonly Row[], found: ReadonlyMap<string, readonly DocumentReference[]>): Counted {
  const counted = none();
  const used = new Set<DocumentReference>();
  for (const row of rows) {
    const mine = found
      .get(row.document)
      ?.filter((one) => one.number === row.number && dayOf(one) === row.day)
      .toSorted((a, b) => Number(used.has(a)) - Number(used.has(b)))[0];
    if (mine) used.add(mine);
    countRow(counted, row, mine);
  }
  return counted;
}

function countRow(counted: Counted, row: Row, mine: DocumentReference | undefined): void {
  const targets: readonly string[] = mine?.targets ?? [];
  const [only = ''] = targets.length === 1 ? targets : [];
  const told = `${row.volume} ${row.document}  ${row.reference}`;
  counted.rows++;
  if (mine) counted.found++;
  else counted.lines.push(`not found: ${told}`);
  if (row.answers.length === 0) {
    if (only !== '') counted.beyond++;
    if (only !== '') counted.lines.push(`beyond the table: ${told} → ${only}`);
    return;
  }
  counted.answered++;
  if (row.answers.includes(only)) counted.right++;
  else if (only !== '') counted.wrong++;
  else if (targets.length > 1) counted.asked++;
  if (!row.answers.includes(only))
    counted.lines.push(`otherwise: ${told} is ${row.answers.join(' ')}, read as ${targets.join(' ') || 'nothing'}`);
}

/** Of a volume that is not there, what the context of each reference gives. */
function countContexts(rows: readonly Row[]): Counted {
  const counted = none();
  for (const { volume, document, context, reference, number, day } of rows) {
    const written = { year: Number(/\d{4}/.exec(volume)?.[0]), month: 12, day: 31 };
    const found = readReferences(context, { written });
    counted.rows++;
    if (found.some((one) => one.number === number && dayOf(one) === day)) counted.found++;
    else counted.lines.push(`not found: ${volume} ${document}  ${reference}`);
  }
  return counted;
}

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`);

function tell(volume: string, { rows, found, answered, right, asked, wrong, beyond }: Counted): void {
  const cells = [rows, percent(found, rows), answered, percent(right, answered), percent(asked, answered)];
  const more = [percent(wrong, answered), beyond];
  process.stdout.write(
    `${volume.padEnd(20)}${[...cells, ...more].map((cell) => String(cell).padStart(10)).join('')}\n`,
  );
}

function read(volume: string): {
  readonly papers: readonly ReadPaper[];
  readonly characters: number;
  readonly ms: number;
} {
  const documents = volumeDocuments(path.join(folder, `frus/${volume}.xml`)).map(({ id, text }) => {
    const { doc, metadata } = readPlainText(text);
    return { id: id as DocumentId, doc, metadata, characters: text.length };
  });
  const begun = performance.now();
  const papers = documents.map(({ id, doc, metadata }) => readPaper(id, doc, metadata));
  const ms = performance.now() - begun;
  return { papers, characters: documents.reduce((sum, { characters }) => sum + characters, 0), ms };
}

if (existsSync(file)) {
  const rows = rowsOf(readFileSync(file, 'utf8'));
  const total = none();
  const heads = ['rows', 'found', 'answered', 'right', 'asked', 'wrong', 'beyond'];
  process.stdout.write(`${'volume'.padEnd(20)}${heads.map((head) => head.padStart(10)).join('')}\n`);
  const speeds: string[] = [];
  for (const volume of new Set(rows.map((row) => row.volume))) {
    const its = rows.filter((row) => row.volume === volume);
    let counted: Counted;
    if (existsSync(path.join(folder, `frus/${volume}.xml`))) {
      const { papers, characters, ms } = read(volume);
      const begun = performance.now();
      counted = countVolume(its, collectionReferences(papers));
      const resolving = performance.now() - begun;
      speeds.push(
        `${volume}: ${papers.length} documents, ${characters} characters: read in ${Math.round(ms)} ms, tied in ${Math.round(resolving)} ms`,
      );
    } else counted = countContexts(its);
    tell(volume, counted);
    for (const key of ['rows', 'found', 'answered', 'right', 'wrong', 'asked', 'beyond'] as const)
      total[key] += counted[key];
    total.lines.push(...counted.lines);
  }
  tell('all', total);
  for (const line of [...speeds, ...total.lines]) process.stdout.write(`${line}\n`);
} else {
  process.stdout.write('The table of references is not on this machine: nothing was measured.\n');
}
