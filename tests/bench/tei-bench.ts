import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { EditorState, Selection } from 'prosemirror-state';
import { SaxesParser } from 'saxes';
import { schema } from '../../shared/document/schema.ts';
import { type ReadTeiFile, type ReadTeiOptions, readTeiFile, readTeiFileInto } from '../../shared/tei/read-tei-file.ts';
import { documentsOf } from '../../shared/tei/volume.ts';
import { type TeiState, writeTei } from '../../shared/tei/write-tei.ts';
import { frusVolumes } from '../helpers/frus-volumes.ts';
import { median } from './measure.ts';

/** Reading a volume of TEI into documents, beside a bare parse of it in the same run: `npm run bench -- tei [file…]`. The product set itself
 *  three times the parse, ten times the bytes of the file in memory, and to write five times what libxml2 takes, which is looked for on the machine. */
const named = process.argv.slice(2).filter((word) => word.endsWith('.xml'));
const files = named.length > 0 ? named : frusVolumes;
const rounds = 9;
const warmUps = 2;
const goals = { parse: 3, memory: 10, writing: 5 } as const;

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
const read = (xml: string, options: ReadTeiOptions = {}): ReadTeiFile<string> =>
  readTeiFileInto(xml, options, ({ doc }) => JSON.stringify(doc));

/** The documents of a file as an export has them before it writes them: nodes, with their sources. */
function states(xml: string): readonly TeiState[] {
  const file = readTeiFile(xml, { unproved: true });
  if (file.kind === 'fault') throw new Error(file.fault.reason);
  return (file.kind === 'volume' ? file.documents : [file.document]).map(({ from, to, doc, report }) => {
    const imported = schema.nodeFromJSON(doc);
    return { xml: xml.slice(from, to), fidelity: report.tei, imported, doc: imported };
  });
}

/** How long libxml2 takes to write a file that it has read, in milliseconds; null where Python or the library is not there. */
function libxml2Writing(file: string): number | null {
  const { status, stdout } = spawnSync('python3', ['-c', libxml2Script, file, String(rounds)], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : null;
}

const libxml2Script = `
import ctypes, ctypes.util, statistics, sys, time
xml = ctypes.CDLL(ctypes.util.find_library('xml2'))
xml.xmlReadFile.restype = ctypes.c_void_p
tree = ctypes.c_void_p(xml.xmlReadFile(sys.argv[1].encode(), None, 1 << 19))
assert tree
times = []
for _ in range(int(sys.argv[2])):
    out, size = ctypes.c_void_p(), ctypes.c_int()
    start = time.process_time()
    xml.xmlDocDumpMemory(tree, ctypes.byref(out), ctypes.byref(size))
    times.append(time.process_time() - start)
    assert size.value > 0
print(statistics.median(times) * 1000)
`;

/** A document of a million characters: the first documents of a volume in one. */
function largeDocument(xml: string): { readonly json: string; readonly length: number } {
  const parts: string[] = [];
  let length = 0;
  for (const { start, end } of documentsOf(xml)) {
    if (length >= 1e6) break;
    parts.push(xml.slice(start, end));
    length += end - start;
  }
  const text = `<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"><text><body>${parts.join('\n')}</body></text></TEI>`;
  const file = readTeiFile(text, { isFrame: true, unproved: true });
  if (file.kind !== 'document') throw new Error('it is not one document');
  return { json: JSON.stringify(file.document.doc), length };
}

/** Makes a document of its JSON as the editor does when it is opened, and types twenty letters in its middle. Without a window. */
function openAndType(json: string): void {
  const doc = schema.nodeFromJSON(JSON.parse(json));
  doc.check();
  let state = EditorState.create({ doc });
  const middle = Selection.near(doc.resolve(doc.content.size >> 1)).from;
  for (let at = 0; at < 20; at += 1) state = state.apply(state.tr.insertText('a', middle + at));
  if (state.doc.content.size !== doc.content.size + 20) throw new Error('nothing was typed');
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

/** Processor time of work, in milliseconds: other programs of the machine do not count, the collection of garbage does. */
function processorTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The medians of several works that are done in turn; the first rounds warm up. */
function medians(works: readonly (() => unknown)[]): readonly number[] {
  const times: number[][] = works.map(() => []);
  for (let round = -warmUps; round < rounds; round += 1)
    for (const [at, work] of works.entries()) {
      const time = processorTime(work);
      if (round >= 0) times[at]?.push(time);
    }
  return times.map(median);
}

for (const file of files) {
  const bytes = readFileSync(file);
  const xml = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const parts = states(xml);
  const [parse = 0, reading = 0, proved = 0, writing = 0] = medians([
    () => bareParse(xml),
    () => read(xml, { unproved: true }),
    () => read(xml),
    () => parts.map(writeTei),
  ]);
  const peer = libxml2Writing(file);
  const memory = heldBy(xml) / bytes.length;
  const verdict = (is: number, goal: number): string =>
    `${is.toFixed(1)}× (goal ${goal}×${is <= goal ? '' : ', not reached'})`;
  process.stdout.write(
    `${path.basename(file)}, ${(bytes.length / 1e6).toFixed(1)} MB: parse ${parse.toFixed(0)} ms; ` +
      `read ${reading.toFixed(0)} ms, ${verdict(reading / parse, goals.parse)}; ` +
      `proved to come out as it went in ${proved.toFixed(0)} ms, ${(proved / parse).toFixed(1)}×; ` +
      `memory ${verdict(memory, goals.memory)}; every block written anew ${writing.toFixed(0)} ms, ${peer === null ? 'libxml2 is not there' : `libxml2 ${peer.toFixed(0)} ms, ${verdict(writing / peer, goals.writing)}`}\n`,
  );
  const large = largeDocument(xml);
  if (large.length < 1e6) continue;
  const [opening = 0] = medians([() => openAndType(large.json)]);
  process.stdout.write(
    `  a document of ${(large.length / 1e6).toFixed(1)} MB, opened and 20 letters typed in it: ${opening.toFixed(0)} ms (goal 1000 ms), ${(opening / parse).toFixed(1)}× the parse of the volume\n`,
  );
}
