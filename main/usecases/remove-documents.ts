import path from 'node:path';
import type { RemovedDocument } from '../../shared/contract/payloads/document-summary.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { countedInEnglish, inEnglish } from '../../shared/translation/retell.ts';
import type { Collection } from '../storage/collection/collection.ts';

/** What became of documents that were removed, put back or emptied. */
export interface RemovalOutcome {
  readonly documents: readonly RemovedDocument[];
  /** What happened, and what was kept, for a person. */
  readonly sentence: string;
}

/** Takes documents out of a collection. They are kept whole, and can be put back until they are emptied.
 *  @throws as `RemovedDocuments.remove` */
export async function removeDocuments({ removed }: Collection, ids: readonly DocumentId[]): Promise<RemovalOutcome> {
  await removed.remove(ids);
  const documents = (await removed.list()).filter(({ id }) => ids.includes(id));
  const names = namesOf(documents);
  return {
    documents,
    sentence:
      documents.length === 1
        ? inEnglish`${names} was removed from the collection. It is kept whole, with all versions, and can be put back.`
        : inEnglish`${names} were removed from the collection. They are kept whole, with all versions, and can be put back.`,
  };
}

/** Makes removed documents documents of the collection again, each in its old place of the list.
 *  @throws as `RemovedDocuments.putBack` */
export async function putBackDocuments({ removed }: Collection, ids: readonly DocumentId[]): Promise<RemovalOutcome> {
  const documents = (await removed.list()).filter(({ id }) => ids.includes(id));
  await removed.putBack(ids);
  const names = namesOf(documents);
  const sentence =
    documents.length === 1
      ? inEnglish`${names} is a document of the collection again, as before.`
      : inEnglish`${names} are documents of the collection again, as before.`;
  return { documents, sentence };
}

/** Deletes what is kept of removed documents, for good.
 *  @throws as `RemovedDocuments.empty` */
export async function emptyRemoved({ removed }: Collection, ids: readonly DocumentId[]): Promise<RemovalOutcome> {
  const documents = (await removed.list()).filter(({ id }) => ids.includes(id));
  await removed.empty(ids);
  const names = namesOf(documents);
  return {
    documents,
    sentence:
      documents.length === 1
        ? inEnglish`${names} is gone from the collection for good. Backups that were made before may hold it still.`
        : inEnglish`${names} are gone from the collection for good. Backups that were made before may hold it still.`,
  };
}

/** How many names fit into a sentence. */
const mostNames = 3;

/** `“Telegram 1762”`, `“A” and “B”`, `“A”, “B” and 5 more documents`. */
function namesOf(documents: readonly Pick<RemovedDocument, 'title'>[]): string {
  const names = documents.map(({ title }) => `“${title}”`);
  if (names.length > mostNames)
    return `${names.slice(0, 2).join(', ')} and ${countedInEnglish(names.length - 2, 'more document')}`;
  const last = names.at(-1) ?? inEnglish`No document`;
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

export type FoundRemoved =
  | { readonly ok: true; readonly document: RemovedDocument }
  | { readonly ok: false; readonly fault: Fault };

/** The removed document that a person named: by its id, by the name of its source with or without its ending, by its title, or by its
 *  number in the list of removed documents.
 *  @param removed that list */
export function findRemoved(removed: readonly RemovedDocument[], name: string): FoundRemoved {
  const number = Number(/^#?([1-9]\d*)$/.exec(name)?.[1] ?? 0);
  const folded = name.normalize('NFC').trim().toLowerCase();
  const isMeant = ({ id, source, title }: RemovedDocument, index: number): boolean =>
    [id, source, path.parse(source).name].includes(name) ||
    title.normalize('NFC').trim().toLowerCase() === folded ||
    index + 1 === number;
  const byId = removed.filter(({ id }) => id === name);
  const found = byId.length > 0 ? byId : removed.filter(isMeant);
  const [document] = found;
  if (document && found.length === 1) return { ok: true, document };
  return {
    ok: false,
    fault: {
      what: document
        ? inEnglish`More than one removed document is named “${name}”: ${found.map(({ id, title }) => `${id} (“${title}”)`).join('; ')}.`
        : inEnglish`There is no removed document “${name}” in the collection.`,
      kept: inEnglish`Nothing was changed.`,
      next: inEnglish`Name it by its id, which the list of removed documents shows.`,
      details: null,
    },
  };
}
