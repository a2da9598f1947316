import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SaxesParser } from 'saxes';
import { schema } from '../../shared/document/schema.ts';
import { type ReadTeiFile, readTeiFile, readTeiFileInto } from '../../shared/tei/read-tei-file.ts';
import { writeTei } from '../../shared/tei/write-tei.ts';
import { frusVolumes } from '../helpers/frus-volumes.ts';
import { median, timed } from './measure.ts';

/** Reading a volume of TEI into documents, beside a bare parse of it in the same run: `npm run bench -- tei [file…]`. The product set itself
 *  three times the parse, and ten times the bytes of the file in memory. */
const named = process.argv.slice(2).filter((word) => word.endsWith('.xml'));
const files = named.length > 0 ? named : frusVolumes;
const rounds = 5;
const goals = { parse: 3, memory: 10 } as const;

function bareParse(xml: string): void {
  const parser = new SaxesParser({ xmlns: true, position: true });
  let elements = 0;
  parser.on('opentag', () => {
    elements += 1;
  });
  parser.write(xml).close();
  if (elements === 0) throw new Error('nothing was parsed');
}

/** As an import has it: each document as JSON. */
const read = (xml: string): ReadTeiFile<string> =>
  readTeiFileInto(xml, { unproved: true }, ({ doc }) => JSON.stringify(doc));

/** Written anew, block by block. */
function write(xml: string): number {
  const file = readTeiFile(xml, { unproved: true });
  if (file.kind === 'fault') throw new Error(file.fault.reason);
  let length = 0;
  for (const { from, to, doc, report } of file.kind === 'volume' ? file.documents : [file.document]) {
    const imported = schema.nodeFromJSON(doc);
    length += writeTei({ xml: xml.slice(from, to), fidelity: report.tei, imported, doc: imported }).length;
  }
  return length;
}

/** What everything takes that reading has made and an import needs, in bytes, after what is not needed was collected. */
function heldBy(xml: string): number {
  collect();
  const before = process.memoryUsage().heapUsed;
  const file = readTeiFileInto(xml, { unproved: true }, ({ doc, ...known }) => ({
    ...known,
    doc: JSON.stringify(doc),
  }));
  collect();
  const held = process.memoryUsage().heapUsed - before;
  // It is needed until here.
  return file.kind === 'fault' ? 0 : held;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

async function medianOf(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await timed(work));
  return median(times);
}

for (const file of files) {
  const bytes = readFileSync(file);
  const xml = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const parse = await medianOf(() => bareParse(xml));
  const reading = await medianOf(() => read(xml));
  const writing = (await medianOf(() => write(xml))) - reading;
  const memory = heldBy(xml) / bytes.length;
  const verdict = (is: number, goal: number): string =>
    `${is.toFixed(1)}× (goal ${goal}×${is <= goal ? '' : ', not reached'})`;
  process.stdout.write(
    `${path.basename(file)}, ${(bytes.length / 1e6).toFixed(1)} MB: parse ${parse.toFixed(0)} ms; ` +
      `read ${reading.toFixed(0)} ms, ${verdict(reading / parse, goals.parse)}; ` +
      `memory ${verdict(memory, goals.memory)}; every block written anew ${writing.toFixed(0)} ms\n`,
  );
}
