import { readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { schema } from '../../shared/document/schema.ts';
import { namesInEnglish } from '../../shared/recognition/names-in-english.ts';
import { type Passage, passagesOf, type Span } from '../../shared/recognition/passages.ts';
import { learnTags, suggestTags } from '../../shared/recognition/suggest-tags.ts';
import { readTeiFile } from '../../shared/tei/read-tei-file.ts';
import { frusVolumes } from '../helpers/frus-volumes.ts';

// How much of what the editors of a printed volume tagged as persons is suggested. Truth: the `persName` of the volume that has them in its
// running text. Measured are the recogniser by itself, and what a memory of a quarter of the volume's documents adds for the other three:
// its first quarter, which is harder because other persons come up later, and every fourth document. Strict is a suggestion that begins and ends
// where the tag does, overlap one that shares a word with it.

const volume = 'frus1918Russiav03.xml';

interface Score {
  gold: number;
  said: number;
  strict: number;
  overlap: number;
}

const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;
const isPerson = ({ kind }: Span): boolean => kind === 'person';

function scoreOf(passages: readonly Passage[], said: ReadonlyMap<Passage, readonly Span[]>): Score {
  const score = { gold: 0, said: 0, strict: 0, overlap: 0 };
  for (const passage of passages) {
    const gold = passage.spans.filter(isPerson);
    const suggested = (said.get(passage) ?? []).filter(isPerson);
    score.gold += gold.length;
    score.said += suggested.length;
    score.strict += suggested.filter((span) =>
      gold.some(({ from, to }) => from === span.from && to === span.to),
    ).length;
    score.overlap += suggested.filter((span) => gold.some((tag) => overlaps(tag, span))).length;
  }
  return score;
}

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : ((100 * part) / whole).toFixed(1));

function tell(name: string, passages: readonly Passage[], said: ReadonlyMap<Passage, readonly Span[]>): void {
  const parts = [
    ['all', passages],
    ['paragraphs', passages.filter(({ block }) => block === 'paragraph')],
  ] as const;
  for (const [which, part] of parts) {
    const { gold, said: count, strict, overlap } = scoreOf(part, said);
    const figures = [strict, overlap].map(
      (right) =>
        `${percent(right, count).padStart(6)} ${percent(right, gold).padStart(6)} ${percent(2 * right, count + gold).padStart(6)}`,
    );
    process.stdout.write(`${`${name}, ${which}`.padEnd(38)} ${String(gold).padStart(5)}  ${figures.join('   ')}\n`);
  }
}

const untagged = (passage: Passage): Passage => ({ ...passage, spans: [] });

/** What is suggested for documents without tags, by the passages with their tags. */
function suggestedFor(
  documents: readonly (readonly Passage[])[],
  memory: readonly (readonly Passage[])[],
  recogniser: (text: string) => readonly Span[],
): ReadonlyMap<Passage, readonly Span[]> {
  const bare = documents.map((passages) => passages.map(untagged));
  const learned = learnTags([...memory, ...bare], recogniser);
  return new Map(
    documents.flatMap((passages, index) => {
      const spans = suggestTags(learned, bare[index] ?? [], recogniser);
      return passages.map((passage, at) => [passage, spans[at] ?? []] as const);
    }),
  );
}

const file = frusVolumes.find((name) => path.basename(name) === volume);
const read = file === undefined ? null : readTeiFile(readFileSync(file, 'utf8'));
if (read?.kind === 'volume') {
  const documents = read.documents.map(({ doc }) => passagesOf(schema.nodeFromJSON(doc)));
  const kept = new Map<string, readonly Span[]>();
  const recogniser = (text: string): readonly Span[] => {
    const known = kept.get(text) ?? namesInEnglish(text);
    kept.set(text, known);
    return known;
  };
  const all = documents.flat();
  const words = all.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  const start = performance.now();
  const said = new Map(all.map((passage) => [passage, recogniser(passage.text)]));
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(`${volume}: ${words} words, ${(words / seconds / 1000).toFixed(1)} thousand a second\n\n`);
  process.stdout.write(`${''.padEnd(38)}  tags  strict: P      R     F1   overlap: P   R     F1\n`);
  tell('recogniser alone', all, said);
  const quarters = [
    ['memory of the first quarter', (index: number) => index < documents.length / 4],
    ['memory of every fourth', (index: number) => index % 4 === 0],
  ] as const;
  for (const [name, isKnown] of quarters) {
    const rest = documents.filter((_, index) => !isKnown(index));
    const began = performance.now();
    const suggested = suggestedFor(
      rest,
      documents.filter((_, index) => isKnown(index)),
      recogniser,
    );
    tell(name, rest.flat(), suggested);
    process.stdout.write(`${''.padEnd(38)} ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  }
} else process.stdout.write(`The volume ${volume} is not on this machine: nothing was measured.\n`);
