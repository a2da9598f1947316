import type { Fault } from '../../shared/contract/fault.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { Collection } from '../storage/collection.ts';

export type FoundDocument =
  | { readonly ok: true; readonly id: DocumentId }
  | { readonly ok: false; readonly fault: Fault };

/** The document of a collection that a person named: by its id, or by the name of its source with or without its ending. */
export function findDocument(collection: Collection, name: string): FoundDocument {
  const resolved = collection.resolve(name);
  if (resolved !== 'unknown' && resolved !== 'ambiguous') return { ok: true, id: resolved };
  const what =
    resolved === 'unknown'
      ? `There is no document “${name}” in the collection.`
      : `More than one document is named “${name}”.`;
  const next = 'Name it by its id, which the list of documents shows.';
  return { ok: false, fault: { what, kept: 'Nothing was changed.', next, details: null } };
}
