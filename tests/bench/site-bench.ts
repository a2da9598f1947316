import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { SiteSearch, type WordsShard } from '../../shared/export/site/search-engine.ts';
import { SearchShards } from '../../shared/export/site/search-shards.ts';
import type { Searchable } from '../../shared/search/searchable.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';
import { median, timed } from './measure.ts';

/** The search of a site, as its page runs it, without the page: `npm run bench -- site [documents] [rounds]`. */
const [samples = '', documentCount = '4000', roundCount = '15'] = process.argv.slice(2);
const [documents, rounds] = [Number(documentCount), Number(roundCount)];
/** What the product set itself for any query, in milliseconds. */
const goalMs = 100;
const wordsOfDocument = 600;

const queries = [
  'kuznetsov',
  'the',
  'the of and to in',
  '"united states"',
  '"of the"',
  'stat*',
  's*',
  's?at?',
  '*ing',
  'kuznetzov~',
  'goverment~2',
  'president~3',
  'cuba NEAR/5 soviet',
  'the NEAR/50 of',
  '(cuba OR missiles) -inspection',
  'NOT the',
  'from:stevenson date:1962-11.. cuba',
  'person:cuba',
  'a* OR b* OR c* OR d*',
];

async function wordsOfSamples(): Promise<readonly string[]> {
  const files = (await readdir(samples)).filter((name) => name.endsWith('.txt')).sort();
  const texts = await Promise.all(files.map((name) => readFile(path.join(samples, name), 'utf8')));
  return texts.flatMap((text) => text.match(/[A-Za-z][A-Za-z'.,-]*|\d+/g) ?? []);
}

/** Stretches of the samples in ever other order, with one word in forty misread: the same text for the same number. */
function searchable(words: readonly string[], number: number): Searchable {
  const random = new SeededRandom(number + 1);
  const text: string[] = [];
  while (text.length < wordsOfDocument) {
    const from = random.below(words.length - 12);
    for (const word of words.slice(from, from + 4 + random.below(8)))
      text.push(random.below(40) === 0 ? `${word}${random.below(1000)}` : word);
  }
  const joined = text.join(' ');
  const month = String(1 + (number % 12)).padStart(2, '0');
  return {
    id: `d${number}` as DocumentId,
    title: `Document ${number}`,
    text: joined,
    notesFrom: joined.length,
    places: [],
    sourceText: null,
    tags: [{ kind: 'person', from: 0, to: 40 }],
    facts: { from: number % 2 === 0 ? 'Stevenson New York' : 'Department of State' },
    when: `1962-${month}`,
  };
}

const words = await wordsOfSamples();
const shards = new SearchShards();
const files = Array.from({ length: documents }, (_, number) =>
  shards.add(searchable(words, number), { address: `documents/${number}.html`, date: '' }),
).flat();
files.push(...shards.finish());

const search = new SiteSearch();
const read = await timed(() => {
  for (const [name, text] of files)
    if (name.includes('words'))
      search.add(JSON.parse(text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'))) as WordsShard);
});
const bytesOf = (part: string): number =>
  files.filter(([name]) => name.includes(part)).reduce((sum, [, text]) => sum + text.length, 0);
console.log(
  `${documents} documents of ${wordsOfDocument} words: words ${(bytesOf('words') / 1e6).toFixed(1)} MB in ${files.filter(([name]) => name.includes('words')).length} files, read in ${read.toFixed(0)} ms; texts ${(bytesOf('texts') / 1e6).toFixed(1)} MB in ${files.filter(([name]) => name.includes('texts')).length} files`,
);
let worst = 0;
for (const query of queries) {
  const times: number[] = [];
  let total = 0;
  for (let round = 0; round < rounds; round++)
    times.push(
      await timed(() => {
        const found = search.find(query, 50);
        total = found.kind === 'found' ? found.total : -1;
      }),
    );
  const middle = median(times);
  worst = Math.max(worst, middle);
  console.log(`${query.padEnd(40)}${String(total).padStart(6)} found${middle.toFixed(1).padStart(9)} ms`);
}
console.log(`slowest ${worst.toFixed(1)} ms   goal ≤ ${goalMs} ms   ${worst <= goalMs ? 'met' : 'NOT met'}`);
process.exitCode = worst <= goalMs ? 0 : 1;
