import { CorrespondenceDesk } from '../../main/correspondence/correspondence-desk.ts';
import type { Collection } from '../../main/storage/collection/collection.ts';
import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { median, timed } from './measure.ts';

/** How long the correspondence of a collection takes to be asked for, page by page, from its summaries: `npm run bench -- correspondence [documents]`. Each figure is
 *  how long the main process is busy with one question, which the window does not wait for with anything but its list. */
const documents = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? '100000');

const offices = ['Department of State', 'Embassy Moscow', 'Consul General at Irkutsk', 'Mission to the United Nations'];

function summary(index: number): DocumentSummary {
  const office = (n: number): string => (n % 3 === 0 ? `${offices[n % offices.length]}` : `Consul at Town ${n % 400}`);
  const day = new Date(Date.UTC(1861, 0, 1) + ((index * 7_919) % 51_500) * 86_400_000).toISOString().slice(0, 10);
  return {
    id: `d${index}` as DocumentId,
    source: `${index}.txt`,
    title: `Telegram ${index} from Town ${index % 400}`,
    type: 'telegram',
    number: String(index % 5_000),
    date: index % 50 === 0 ? '' : day,
    when: index % 50 === 0 ? '' : day,
    from: office(index),
    to: office(index * 31 + 7),
    status: 'raw',
    anchors: [],
    notes: 0,
    corrections: 0,
    tags: 0,
    words: 300,
    suspects: null,
    changed: '2026-01-01T00:00:00.000Z',
    changedBy: 'MK',
  };
}

const summaries = Array.from({ length: documents }, (_, index) => summary(index));
const desk = new CorrespondenceDesk({ summaries: async () => summaries } as unknown as Collection);
const rounds = 5;

async function measure(
  name: string,
  work: (round: number) => Promise<{ readonly total: number } | unknown>,
): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timed(() => work(round)));
  const worst = Math.max(...times);
  console.log(`${name.padEnd(44)}${median(times).toFixed(0).padStart(7)} ms   longest ${worst.toFixed(0)} ms`);
}

console.log(`${documents} documents`);
await measure('taking the documents', () => desk.look());
// Another filter each time, so that nothing kept is measured.
const text = (round: number): string => `town ${round}`;
for (const scale of ['year', 'month', 'day'] as const)
  await measure(`timeline by ${scale}s`, async () => {
    await desk.look();
    return desk.timeline({ scale, within: null, text: '', first: 0 });
  });
await measure('timeline by days, filtered', (round) =>
  desk.timeline({ scale: 'day', within: null, text: text(round), first: 0 }),
);
await measure('who to whom', async () => {
  await desk.look();
  return desk.pairs({ order: 'count', isDescending: true, text: '', first: 0 });
});
await measure('who to whom, sorted by sender', () =>
  desk.pairs({ order: 'from', isDescending: false, text: '', first: 0 }),
);
await measure('a page of all documents', (round) =>
  desk.papers({ choice: { kind: 'all' }, text: '', first: 200 * round * 50 }),
);
const pairs = await desk.pairs({ order: 'count', isDescending: true, text: '', first: 0 });
const days = await desk.timeline({ scale: 'day', within: null, text: '', first: 0 });
console.log(`${pairs.total} pairs, ${days.total} days with documents`);
