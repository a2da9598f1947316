import type { Node } from 'prosemirror-model';
import type { MeasuredDocument, MeasuredState } from '../../shared/contract/error-rate.ts';
import { misreadText, pageText } from '../../shared/document/misreadings.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import { namedState } from './document-versions.ts';
import type { ErrorRateAnswer, ErrorRateRequest } from './error-rate-worker.ts';
import type { JobContext } from './job-context.ts';
import { taskFaultSentence, taskThread } from './task-thread.ts';

/** What the error rate of a document is measured against, and of which states. */
export interface MeasureRequest {
  /** The text of a ground truth; null takes the present text for the truth. */
  readonly truth: string | null;
  /** A version that is measured too. */
  readonly version: number | null;
}

/** How long measuring one document may take, and how much memory: far more than a large one needs. A ground truth that belongs to
 *  another document can take for ever. */
const measureLimitMs = 60_000;
const measureMemoryMb = 1_024;

export type MeasureOutcome =
  | { readonly kind: 'measured'; readonly value: MeasuredDocument }
  | { readonly kind: 'no such version' }
  /** With the reason as the end of a sentence. */
  | { readonly kind: 'stopped'; readonly reason: string };

/** Measures in a thread of its own how many characters and words are wrong: of the text as it was imported, of a version, and, against
 *  a ground truth, of the text as it stands. What an emendation mends is a fault of the page and no misreading: it counts as the
 *  page has it; notes of editors and what a web page or a form added do not count. Where the present text is taken for right, the
 *  misreadings are those that `misreadings` finds. */
export async function measureErrors(
  context: Pick<JobContext, 'workers'>,
  store: DocumentStore,
  request: MeasureRequest,
  signal: AbortSignal,
): Promise<MeasureOutcome> {
  const { state } = store;
  const { version } = request;
  const past = version === null ? null : await namedState(store, version);
  if (version !== null && !past) return { kind: 'no such version' };
  const present = pageText(state.doc);
  const read = (doc: Node): string => (request.truth === null ? misreadText(doc, state.doc) : pageText(doc));
  const texts: (readonly [MeasuredState['state'], string])[] = [['import', read(state.imported)]];
  if (past && version !== null) texts.push([version, read(past.state.doc)]);
  if (request.truth !== null) texts.push(['present', present]);
  const worker = taskThread<ErrorRateRequest, ErrorRateAnswer>(
    new URL('error-rate-worker.js', context.workers),
    measureMemoryMb,
  );
  try {
    const task = { texts: texts.map(([, text]) => text), truth: request.truth ?? present };
    const result = await worker.ask(task, { limitMs: measureLimitMs, signal });
    if (!result.ok) return { kind: 'stopped', reason: taskFaultSentence(result.fault, 'measuring') };
    const states = texts.flatMap(([name], index) => {
      const rate = result.answer[index];
      return rate ? [{ state: name, ...rate }] : [];
    });
    const truth = request.truth === null ? 'present' : 'file';
    return {
      kind: 'measured',
      value: { document: store.id, title: state.metadata.title, source: state.source.name, truth, states },
    };
  } finally {
    await worker.close();
  }
}
