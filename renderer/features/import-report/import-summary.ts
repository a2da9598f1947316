import type { ImportOutcome } from '../../../shared/contract/calls/collection.ts';

/** What an import came to, in a sentence or two. */
export function importSummary({ imported, refused, cancelled }: ImportOutcome): string {
  if (imported.length === 0 && !cancelled) return 'No document came in. Nothing was imported or changed.';
  const came = imported.length === 1 ? 'One document came in' : `${imported.length} documents came in`;
  const left = refused.length === 0 ? '' : `; ${refused.length} ${refused.length === 1 ? 'file' : 'files'} did not`;
  return `${came}${left}.${cancelled ? ' The import was cancelled before the rest.' : ''}`;
}
