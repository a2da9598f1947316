import type { DocumentId } from '../document/identifier.ts';
import type { CorrespondenceRow } from './correspondence.ts';

/** A document of a thread. */
export interface ThreadStep {
  readonly document: DocumentId;
  /** How many answers lie between it and the document of which it is the thread, from 1. */
  readonly distance: number;
}

/** What a document answers, and what answers it, on and on. */
export interface PaperThread {
  /** The farthest first. */
  readonly answers: readonly ThreadStep[];
  /** Each followed by what answers it. */
  readonly answeredBy: readonly ThreadStep[];
}

/** Threads that are longer are cut: nobody reads so far. */
const mostSteps = 1_000;

/** The thread of a document: its question with the question of that, its answers with their answers. A document stands in it once, though
 *  several ways lead there. */
export function paperThread(rows: ReadonlyMap<DocumentId, CorrespondenceRow>, document: DocumentId): PaperThread {
  const seen = new Set([document]);
  const follow = (from: DocumentId, way: 'answers' | 'answeredBy'): readonly ThreadStep[] => {
    const steps: ThreadStep[] = [];
    const left = nextOf(from, way, 1);
    for (let step = left.pop(); step !== undefined && steps.length < mostSteps; step = left.pop()) {
      if (seen.has(step.document)) continue;
      seen.add(step.document);
      steps.push(step);
      left.push(...nextOf(step.document, way, step.distance + 1));
    }
    return steps;
  };
  const nextOf = (from: DocumentId, way: 'answers' | 'answeredBy', distance: number): ThreadStep[] =>
    (rows.get(from)?.[way] ?? []).map((next) => ({ document: next, distance })).reverse();
  return { answers: follow(document, 'answers').toReversed(), answeredBy: follow(document, 'answeredBy') };
}
