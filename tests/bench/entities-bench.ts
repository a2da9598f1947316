import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Parser } from 'htmlparser2';
import { importEntities } from '../../main/entities/entity-lists.ts';
import type { EntityStore } from '../../main/storage/collection/entity-store.ts';
import type { EntityId, GroupId } from '../../shared/document/identifier.ts';
import { makingOf } from '../../shared/entities/entity.ts';
import { EntityLedger } from '../../shared/entities/entity-ledger.ts';
import { readEntityCsv } from '../../shared/entities/lists/entity-csv.ts';
import { readEntityTei } from '../../shared/entities/lists/read-entity-tei.ts';
import { NameIndex } from '../../shared/entities/name-index.ts';
import { foldedName } from '../../shared/entities/names.ts';
import { CandidateRanking, SpellingMemory } from '../../shared/entities/rank-candidates.ts';
import { median, timed } from './measure.ts';

// Who a name means, against the persons that the editors of the *Foreign Relations* tied their names to (`persName/@corresp`). The names of
// a volume are asked in the order of the text, as an editor would meet them: after each the right person is noted. `Seen` are spellings that
// were noted before. `Unasked` are those of which the ranking is certain; a wrong one among them is the worst that can happen. Then: how long
// it takes to find an entry of an authority as a person types, at 200,000 entries.

const folder = path.join(process.cwd(), '../shared/frus');

interface Named {
  readonly text: string;
  readonly person: string;
  readonly document: string;
  readonly date: string | null;
}

/** The names of a volume that are tied to a person, in the order of its text. */
function namesIn(xml: string): readonly Named[] {
  const names: Named[] = [];
  let [document, date]: [string, string | null] = ['', null];
  let open: { readonly person: string; text: string; depth: number } | null = null;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (open) open.depth += 1;
        if (name === 'div' && attributes.type === 'document') [document, date] = [attributes['xml:id'] ?? '', null];
        if (name === 'date' && attributes.when) date ??= attributes.when.slice(0, 10);
        const person = /^#(\S+)$/.exec(attributes.corresp ?? '')?.[1];
        if (name === 'persName' && person && !open) open = { person, text: '', depth: 0 };
      },
      ontext(text) {
        if (open) open.text += text;
      },
      onclosetag() {
        if (!open) return;
        if (open.depth > 0) open.depth -= 1;
        else {
          const { person, text } = open;
          names.push({ text: text.replace(/\s+/g, ' ').trim(), person, document, date });
          open = null;
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return names;
}

interface Count {
  asked: number;
  first: number;
  amongThree: number;
  unasked: number;
  wrong: number;
}

const none = (): Count => ({ asked: 0, first: 0, amongThree: 0, unasked: 0, wrong: 0 });
const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`);

const line = (name: string, { asked, first, amongThree, unasked, wrong }: Count): string =>
  [
    name.padEnd(34),
    `${asked} names`.padStart(11),
    `right ${percent(first, asked)}`.padStart(16),
    `among three ${percent(amongThree, asked)}`.padStart(22),
    `unasked ${percent(unasked, asked)}`.padStart(18),
    `wrong unasked ${wrong}`,
  ].join('  ');

function measureVolume(file: string): string | null {
  const xml = readFileSync(path.join(folder, file), 'utf8');
  const list = readEntityTei(xml);
  const names = namesIn(xml);
  if ('reason' in list || list.entries.length === 0 || names.length === 0) return null;
  const ledger = new EntityLedger([
    {
      group: 'g1' as never,
      acts: list.entries.map(({ key, row: _, broader: _b, ...facts }) =>
        makingOf({ ...facts, broader: [], id: key as EntityId, merged: [] }),
      ),
      editor: 'ED',
      time: '',
    },
  ]);
  const ranking = new CandidateRanking(ledger.entities);
  const memory = new SpellingMemory();
  const counts = { seen: none(), fresh: none() };
  const wrongs: string[] = [];
  let near: EntityId[] = [];
  let document = '';
  const seen = new Set<string>();
  for (const name of names) {
    if (name.document !== document) [near, document] = [[], name.document];
    const truth = name.person as EntityId;
    const isSeen = seen.has(foldedName(name.text));
    const count = isSeen ? counts.seen : counts.fresh;
    const { ranked, certain } = ranking.rank({ ...name, kind: 'person', near }, memory);
    const place = ranked.findIndex(({ entity }) => entity.id === truth);
    count.asked += 1;
    if (place === 0) count.first += 1;
    else
      wrongs.push(
        `  ${isSeen ? 'seen ' : 'fresh'} ${name.document} “${name.text}” is ${truth}; ranked ${ranked.map(({ entity }) => entity.id).join(' ') || 'nobody'}`,
      );
    if (place >= 0 && place < 3) count.amongThree += 1;
    if (certain !== null) count.unasked += 1;
    if (certain !== null && certain !== truth) {
      count.wrong += 1;
      wrongs.push(
        `  UNASKED ${isSeen ? 'seen ' : 'fresh'} ${name.document} “${name.text}” is ${truth}, not ${certain}`,
      );
    }
    memory.note('person', name.text, truth);
    seen.add(foldedName(name.text));
    near = [truth, ...near.filter((id) => id !== truth)];
  }
  return [
    `${file}: ${list.entries.length} persons, ${names.length} names`,
    line('spellings seen before', counts.seen),
    line('spellings not seen before', counts.fresh),
    ...(process.argv.includes('--wrong') ? wrongs : []),
  ].join('\n');
}

const entryCount = 200_000;

/** Names like those of a list of persons, from the parts of real ones. */
function manyNames(): readonly string[] {
  const syllables =
    'ba bel cor dan del en fran ger hal har is jor kan kol lan len mar mas nek or pet ros sam ste tan ulm vin wal'.split(
      ' ',
    );
  const at = (n: number): string => syllables[n % syllables.length] ?? '';
  const name = (n: number): string => {
    const word = at(n) + at(Math.floor(n / 29)) + at(Math.floor(n / 841));
    return word.charAt(0).toUpperCase() + word.slice(1);
  };
  return Array.from(
    { length: entryCount },
    (_, n) => `${name(n * 7)}, ${name(n * 13 + 5)} ${String.fromCharCode(65 + (n % 26))}.`,
  );
}

async function measureSearch(): Promise<string> {
  const names = manyNames();
  const index = new NameIndex();
  const building = await timed(() => {
    for (const name of names) index.add([name]);
    // Sorts what is sorted at the first search.
    index.search({ text: 'b', limit: 1 });
  });
  const times: number[] = [];
  for (let n = 0; n < 400; n++) {
    const name = names[(n * 499) % entryCount] ?? '';
    // Every beginning of what a person types, from the first letter.
    const typed = name.slice(0, 1 + (n % name.length));
    times.push(await timed(() => index.search({ text: typed, limit: 20 })));
  }
  const sorted = [...times].sort((a, b) => a - b);
  const at95 = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  return `search in ${entryCount} entries, ${times.length} times: median ${median(times).toFixed(2)} ms, p95 ${at95.toFixed(2)} ms, longest ${(sorted.at(-1) ?? 0).toFixed(2)} ms; index made in ${building.toFixed(0)} ms`;
}

/** A table of as many rows, of which one in a hundred is broken, taken into a collection that has none. */
async function measureImport(): Promise<string> {
  const rows = manyNames().map((name, n) => (n % 100 === 99 ? `k${n},"broken ${n}` : `k${n},"${name}"`));
  const csv = `id,name\n${rows.join('\n')}`;
  const ledger = new EntityLedger();
  const append = async (acts: Parameters<EntityStore['append']>[0]): Promise<GroupId> => {
    ledger.add({ group: 'g1' as GroupId, acts, editor: 'ED', time: '' });
    return 'g1' as GroupId;
  };
  const store = { ledger: async () => ledger, append } as unknown as EntityStore;
  const before = process.memoryUsage().heapUsed;
  let outcome = '';
  const time = await timed(async () => {
    const reading = readEntityCsv(csv, 'person');
    if ('reason' in reading) throw new Error(reading.reason);
    const { made, faults } = await importEntities(store, reading, 'list');
    outcome = `${made} taken, ${faults.length} told with their rows, ${entryCount - made - faults.length} lost`;
  });
  const megabytes = (process.memoryUsage().heapUsed - before) / 2 ** 20;
  return `a table of ${entryCount} rows: ${outcome}; read and taken in ${time.toFixed(0)} ms, ${megabytes.toFixed(0)} MB more on the heap`;
}

const volumes = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.xml')) : [];
if (volumes.length === 0) console.log(`Passed over: there are no volumes in ${folder}.`);
for (const file of volumes) {
  const measured = measureVolume(file);
  if (measured !== null) console.log(measured);
}
console.log(await measureSearch());
console.log(await measureImport());
