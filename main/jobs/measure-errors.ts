import { type ErrorRate, errorRate } from '../../shared/correct/error-rate.ts';
import { readingText } from '../../shared/document/block-text.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import { namedState } from './document-versions.ts';

/** What the error rate of a document is measured against, and of which states. */
export interface MeasureRequest {
  /** The text of a ground truth; null takes the present text for the truth. */
  readonly truth: string | null;
  /** A version that is measured too. */
  readonly version: number | null;
}

/** The error rate of one state of a document. */
export interface MeasuredState extends ErrorRate {
  /** `import` is the document as it was read, `present` as it stands, a number that version. */
  readonly state: 'import' | 'present' | number;
}

export interface MeasuredDocument {
  readonly document: DocumentId;
  readonly title: string;
  readonly source: string;
  /** What was taken for the truth. */
  readonly truth: 'present' | 'file';
  readonly states: readonly MeasuredState[];
}

/** Measures how many characters and words are wrong: of the text as it was imported, of a version, and, against a ground truth, of
 *  the text as it stands.
 *  @returns null when there is no such version */
export async function measureErrors(store: DocumentStore, request: MeasureRequest): Promise<MeasuredDocument | null> {
  const { state } = store;
  const { version } = request;
  const past = version === null ? null : await namedState(store, version);
  if (version !== null && !past) return null;
  const present = readingText(state.doc);
  const truth = request.truth ?? present;
  const states: MeasuredState[] = [{ state: 'import', ...errorRate(readingText(state.imported), truth) }];
  if (past && version !== null) states.push({ state: version, ...errorRate(readingText(past.state.doc), truth) });
  if (request.truth !== null) states.push({ state: 'present', ...errorRate(present, truth) });
  return {
    document: store.id,
    title: state.metadata.title,
    source: state.source.name,
    truth: request.truth === null ? 'present' : 'file',
    states,
  };
}
