import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { datelineDate } from '../../shared/dates/read-dates.ts';

// How many datelines are read as their editors dated them. Truth: a table of volume, document, dateline and `@when`. A date counts as wrong
// when something is said that the table does not say; nothing said where no year is stated is only missed.

const file = path.join(process.cwd(), '../shared/gold/datelines.tsv');

interface Counted {
  readonly lines: number;
  readonly days: number;
  readonly moments: number;
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
}

function count(rows: readonly (readonly string[])[]): Counted {
  const wrong: string[] = [];
  const missed: string[] = [];
  let days = 0;
  let moments = 0;
  for (const [, , text = '', truth = ''] of rows) {
    const when = datelineDate(text)?.when ?? null;
    if (when?.slice(0, 10) === truth.slice(0, 10)) days++;
    if (when === truth) moments++;
    else (when === null ? missed : wrong).push(`${text}  is ${truth}, read as ${when ?? 'nothing'}`);
  }
  return { lines: rows.length, days, moments, wrong, missed };
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;

if (existsSync(file)) {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
  const volumes = [...new Set(rows.map(([volume = '']) => volume))];
  process.stdout.write('volume              lines   date right   with time   wrong\n');
  for (const volume of [...volumes, 'all']) {
    const { lines, days, moments, wrong } = count(volume === 'all' ? rows : rows.filter(([of]) => of === volume));
    process.stdout.write(
      `${volume.padEnd(18)} ${String(lines).padStart(6)}   ${percent(days, lines).padStart(10)}   ${percent(moments, lines).padStart(9)}   ${percent(wrong.length, lines).padStart(6)}\n`,
    );
  }
  const { wrong, missed } = count(rows);
  for (const line of wrong) process.stdout.write(`otherwise: ${line}\n`);
  for (const line of missed) process.stdout.write(`missed:    ${line}\n`);
} else {
  process.stdout.write('The table of datelines is not on this machine: nothing was measured.\n');
}
