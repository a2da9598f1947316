import { Node } from 'prosemirror-model';
import { schema } from '../../shared/document/schema.ts';
import { compareDocuments } from '../../shared/journal/compare-documents.ts';
import { p, doc as page } from '../helpers/builders.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';
import { median, timed } from './measure.ts';
import { type WordDiff, wordDiff } from './word-diff-peer.ts';

/** Two versions of a document compared, and the same words by a diff of a general library:
 *  `npm run bench -- compare [words] [rounds]`. */
const [peers = '', wordCount = '50000', roundCount = '9'] = process.argv.slice(2);
const rounds = Number(roundCount);
/** What the product set itself, as a part of what the library takes. */
const goals = [
  { edits: 1_000, ratio: 0.3 },
  { edits: 5_000, ratio: 0.06 },
] as const;

const wordsOfParagraph = 60;
const vocabularySize = 6_000;

/** As in prose, a few words are very frequent. */
const anyWord = (random: SeededRandom): string => `w${Math.floor(vocabularySize * random.next() ** 3).toString(36)}`;

function paragraphsOf(count: number, random: SeededRandom): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(count / wordsOfParagraph) }, (_, index) =>
    Array.from({ length: Math.min(wordsOfParagraph, count - index * wordsOfParagraph) }, () => anyWord(random)),
  );
}

/** Corrects words at random places: three of five are another word then, one is taken away, one has another behind it. */
function edited(
  paragraphs: readonly (readonly string[])[],
  edits: number,
  random: SeededRandom,
): readonly (readonly string[])[] {
  const result = paragraphs.map((words) => [...words]);
  for (let edit = 0; edit < edits; edit++) {
    const words = result[random.below(result.length)] ?? [];
    const at = random.below(words.length);
    const kind = random.below(5);
    if (kind < 3) words[at] = `${words[at]}e`;
    else if (kind === 3 && words.length > 1) words.splice(at, 1);
    else words.splice(at + 1, 0, anyWord(random));
  }
  return result;
}

/** The document as it comes to the thread that compares: versions share nothing there. */
const documentOf = (paragraphs: readonly (readonly string[])[]): Node =>
  Node.fromJSON(schema, page(...paragraphs.map((words) => p(words.join(' ')))).toJSON());

async function compare(peer: WordDiff, edits: number, ratio: number): Promise<void> {
  const random = new SeededRandom(edits);
  const before = paragraphsOf(Number(wordCount), random);
  const after = edited(before, edits, random);
  const [ours, theirs]: [number[], number[]] = [[], []];
  let [changes, runs] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    const [older, newer] = [documentOf(before), documentOf(after)];
    ours.push(
      await timed(() => {
        changes = compareDocuments(older, newer).changes;
      }),
    );
    theirs.push(
      await timed(() => {
        runs = peer.changedRuns(before.flat(), after.flat());
      }),
    );
  }
  const [own, other] = [median(ours), median(theirs)];
  console.log(
    `${edits} edits: ${own.toFixed(1)} ms (${changes} changes), ${peer.name} ${other.toFixed(1)} ms (${runs} runs): ${(own / other).toFixed(3)}×, goal ≤ ${ratio}×`,
  );
}

const peer = wordDiff(peers);
console.log(`two versions of ${wordCount} words, medians of ${rounds} rounds`);
for (const { edits, ratio } of goals) await compare(peer, edits, ratio);
