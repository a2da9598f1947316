import { type DocumentId, isIdentifier } from '../../shared/document/identifier.ts';
import type { Fidelity } from '../../shared/document/import-report.ts';
import { checkTei } from '../../shared/tei/source/check-tei.ts';
import { documentsIn, volumeOf } from '../../shared/tei/volume.ts';
import { writeTei } from '../../shared/tei/write-tei.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { decodeSource } from '../storage/document/journal-entries.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import { encodeTei, markOf } from './tei-source.ts';

/** The TEI of a document that was imported from TEI. */
export interface WrittenTei {
  readonly bytes: Uint8Array;
  /** What a person must know of it: that it is no XML, or lacks a document. Empty when all is well. */
  readonly faults: readonly string[];
}

/** Writes a document that was imported from TEI: one that was never changed is its source, byte for byte; of one that was, only that
 *  differs. What stands around the documents of a volume is written with all of them: the volume.
 *  @throws SourceMissingError */
export async function importedTei(documents: Documents, store: DocumentStore, tei: Fidelity): Promise<WrittenTei> {
  const source = await store.sourceBytes();
  const { encoding } = store.state.source;
  if (tei.part !== 'frame') {
    if (isUnchanged(store)) return { bytes: source, faults: [] };
    const text = writtenText(store, source, tei);
    return { bytes: encodeTei(text, encoding, markOf(source, encoding)), faults: wellFormed(text, tei) };
  }
  const frame = isUnchanged(store) ? decodeSource(source, store.state.source) : writtenText(store, source, tei);
  const faults: string[] = [];
  const parts = new Map<string, string>();
  for (const id of documentsIn(frame)) {
    const text = isIdentifier(id) ? await partText(documents, id as DocumentId) : null;
    if (text === null)
      faults.push(
        inEnglish`The volume lacks the document ${id}, which cannot be read or is not in the collection any more.`,
      );
    else parts.set(id, text);
  }
  const volume = volumeOf(frame, parts);
  return {
    bytes: encodeTei(volume, encoding, markOf(source, encoding)),
    faults: [...faults, ...wellFormed(volume, tei)],
  };
}

/** What stands around the documents of a volume, as text that names them. */
export async function volumeFrame(store: DocumentStore): Promise<string> {
  const source = await store.sourceBytes();
  const { report } = store.state;
  return isUnchanged(store) || !report.tei
    ? decodeSource(source, store.state.source)
    : writtenText(store, source, report.tei);
}

/** Null when it cannot be read. */
async function partText(documents: Documents, id: DocumentId): Promise<string | null> {
  try {
    return await documents.withDocument(id, async (store) => {
      const { source, report } = store.state;
      const bytes = await store.sourceBytes();
      if (!report.tei || isUnchanged(store)) return decodeSource(bytes, source);
      return writtenText(store, bytes, report.tei);
    });
  } catch (error) {
    if (error instanceof DocumentUnreadableError) return null;
    throw error;
  }
}

const isUnchanged = (store: DocumentStore): boolean =>
  store.history(1).length === 0 && store.state.doc.eq(store.state.imported);

function writtenText({ state }: DocumentStore, source: Uint8Array, fidelity: Fidelity): string {
  const { imported, doc } = state;
  return writeTei({ xml: decodeSource(source, state.source), fidelity, imported, doc });
}

/** A document of a volume is XML only where it belongs: below what declares its prefixes. */
function wellFormed(text: string, { part, namespaces }: Fidelity): readonly string[] {
  const declared = Object.entries(namespaces).map(([prefix, uri]) =>
    prefix === '' ? ` xmlns="${uri}"` : ` xmlns:${prefix}="${uri}"`,
  );
  const checked = checkTei(part === 'document' ? `<volume${declared.join('')}>${text}</volume>` : text);
  if (checked.ok) return [];
  const { reason, line, shown } = checked.fault;
  return [
    inEnglish`What came out is no XML that is read: line ${line}: ${reason} (“${shown}”). This is a fault of the program.`,
  ];
}
