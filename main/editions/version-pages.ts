import type { StateName } from '../../shared/contract/payloads/versions.ts';
import type { DocumentState, Version } from '../../shared/document/document-state.ts';
import { versionsPage } from '../../shared/export/html/html-versions.ts';
import type { Templates } from '../../shared/export/html/template-set.ts';
import { withoutComments } from '../../shared/export/reading/public-document.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { compareStates, namedState } from '../versions/versions.ts';
import type { JobContext } from '../workers/job.ts';

/** A document has no such version, or the two could not be compared. Its message is a clause behind the document's name. */
export class NoComparisonError extends Error {
  override name = 'NoComparisonError';
}

/** Two versions of a document beside each other; the older one stands first, whichever is named first. Null when it was cancelled.
 *  @param names null for the import and the present
 *  @throws NoComparisonError */
export async function versionsOf(
  context: JobContext,
  store: DocumentStore,
  names: readonly [StateName, StateName] | null,
  {
    templates,
    language,
    signal,
  }: { readonly templates: Templates; readonly language: string; readonly signal: AbortSignal },
): Promise<string | null> {
  const [one, other] = names ?? [store.state.versions[0]?.number ?? 'present', 'present' as const];
  const [first, second] = [await named(store, one), await named(store, other)];
  const [older, newer] = first.state.seq <= second.state.seq ? [first, second] : [second, first];
  const outcome = await compareStates(context, publicState(older.state), publicState(newer.state), signal);
  if (outcome.kind === 'cancelled') return null;
  if (outcome.kind === 'stopped')
    throw new NoComparisonError(inEnglish`its versions were not compared: ${outcome.reason}`);
  const { rows, changes } = outcome.value.comparison;
  return versionsPage({
    title: store.state.metadata.title || store.state.source.name,
    language,
    application: context.application,
    older: sideName(older.version),
    newer: sideName(newer.version),
    changes,
    rows,
    templates,
  });
}

async function named(store: DocumentStore, name: StateName) {
  const found = await namedState(store, name);
  if (!found) throw new NoComparisonError(inEnglish`it has no version ${name}`);
  return found;
}

const publicState = (state: DocumentState): DocumentState => ({ ...state, doc: withoutComments(state.doc) });

const sideName = (version: Version | null): string =>
  version
    ? `Version ${version.number}: ${version.name} (${version.editor}, ${version.time.slice(0, 10)})`
    : 'At present';
