import type { Node } from 'prosemirror-model';
import { doc, fac, p, table, td, tr } from './builders.ts';
import { type Act, type ActName, actNames } from './editing-acts.ts';
import { sampleDocument } from './sample-document.ts';
import { SeededRandom } from './seeded-random.ts';

/** Documents that sessions begin with. */
export const startDocuments = {
  sample: sampleDocument,
  /** Nothing but an empty block with a page anchor. */
  empty: () => doc(p(fac(1))),
  /** A table whose rows are not of one length, as a careless source may have it. */
  ragged: () =>
    doc(
      p('Before ', fac(1)),
      table(tr(td(p('one')), td(p(fac(2), 'two')), td(p('three'))), tr(td(p('four'))), tr(td(p('five')), td(p('six')))),
      p('After'),
    ),
} satisfies Record<string, () => Node>;

export type StartName = keyof typeof startDocuments;

/** A session as it is recorded: what it begins with and what is done. */
export interface RecordedSession {
  /** The sample unless given. */
  readonly start?: StartName;
  readonly acts: readonly Act[];
}

/** What people do most. */
const often: readonly ActName[] = ['type', 'type', 'deleteRange', 'undo', 'undo', 'redo', 'enter', 'tag'];
const choices: readonly ActName[] = [...actNames, ...often];

/** A session of 30 to 60 acts; the same seed gives the same session. */
export function randomSession(seed: number): RecordedSession {
  const random = new SeededRandom(seed * 7919);
  const start = (['sample', 'sample', 'sample', 'ragged', 'empty'] as const)[seed % 5] ?? 'sample';
  const fraction = (): number => random.below(1_000) / 1_000;
  const acts = Array.from({ length: 30 + random.below(31) }, () => {
    const name = choices[random.below(choices.length)] ?? 'type';
    return { name, a: fraction(), b: fraction(), c: fraction() };
  });
  return { start, acts };
}
