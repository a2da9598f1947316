import type { Node } from 'prosemirror-model';
import { type ChangedRange, rangesAfter } from '../../shared/derived/changed-ranges.ts';
import { doc, p } from './builders.ts';
import { type Act, runAct } from './editing-acts.ts';
import { EditingSession } from './editing-session.ts';
import { type RecordedSession, startDocuments } from './random-sessions.ts';
import { sampleDocument } from './sample-document.ts';
import { SeededRandom } from './seeded-random.ts';

/** A state of a document, and what has changed since the one before it that was looked at. */
export interface FollowedState {
  readonly doc: Node;
  /** Null where the document was opened again: it is another one. */
  readonly ranges: readonly ChangedRange[] | null;
}

/** What somebody sees who looks at the document of a session now and then: after each act, or after some of them.
 *  @param looks whether to look after an act */
export function* followedSession(
  { start = 'sample', acts }: RecordedSession,
  looks: (index: number) => boolean,
  first: Node = startDocuments[start](),
): Iterable<FollowedState> {
  const session = new EditingSession(first);
  let ranges: readonly ChangedRange[] | null = [];
  for (const [index, act] of acts.entries()) {
    const before = session.state.doc;
    const applied = runAct(session, act as Act);
    if (applied.length === 0 && session.state.doc !== before) ranges = null;
    for (const transaction of applied) ranges = ranges && rangesAfter(ranges, transaction);
    if (!looks(index)) continue;
    yield { doc: session.state.doc, ranges };
    ranges = [];
  }
}

/** A document of many blocks. */
export const longDocument = (paragraphs = 400): Node =>
  doc(
    ...Array.from({ length: paragraphs }, (_, index) => p(`Paragraph ${index} of a long letter, as it was written.`)),
    ...sampleDocument().content.content,
  );

/** Every third look is after several acts. */
export const nowAndThen =
  (seed: number) =>
  (index: number): boolean =>
    new SeededRandom(seed * 31 + index).below(3) > 0;
