import type { DocumentState } from '../../document/document-state.ts';
import { type ArchiveFacts, archiveFactLabels, knownArchiveFacts, type StatedDate } from '../../document/metadata.ts';

/** What a catalogue says of a document. Texts are empty where nothing is known. */
export interface Catalogued {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly number: string;
  readonly date: StatedDate | null;
  readonly from: string;
  readonly to: string;
  readonly place: string;
  readonly classification: string;
  /** BCP 47. */
  readonly language: string;
  readonly archive: ArchiveFacts;
  /** Base name of the imported file. */
  readonly source: string;
  readonly pages: number;
}

/** What a catalogue says of a document, from its facts alone. */
export function catalogued(state: Pick<DocumentState, 'id' | 'metadata' | 'source' | 'pages'>): Catalogued {
  const { id, metadata, source, pages } = state;
  return {
    id,
    title: metadata.title.trim() || source.name,
    type: metadata.type,
    number: metadata.number.trim(),
    date: metadata.date,
    from: metadata.from.trim(),
    to: metadata.to.trim(),
    place: metadata.placeSent.trim(),
    classification: metadata.classification.trim(),
    language: metadata.language,
    archive: Object.fromEntries(knownArchiveFacts(metadata)),
    source: source.name,
    pages: pages.length,
  };
}

/** Where the paper lies, from the outside in: `National Archives, RG 59, Box 1762, Folder 3`; empty when nobody said. */
export function locationInWords({ repository, fonds, box, folder, item, callNumber }: ArchiveFacts): string {
  const counted = { box, folder, item } as const;
  const inside = (['box', 'folder', 'item'] as const).flatMap((name) => {
    const value = counted[name];
    if (value === undefined) return [];
    return [value.toLowerCase().startsWith(name) ? value : `${archiveFactLabels[name]} ${value}`];
  });
  return [repository, fonds, callNumber, ...inside].filter((part) => part !== undefined).join(', ');
}

/** An identifier that is an address of the web, such as a DOI or an ARK with its resolver; null when it is none. */
export const webAddress = (identifier: string | undefined): string | null =>
  identifier !== undefined && /^https?:\/\/\S+$/.test(identifier) ? identifier : null;

/** A DOI without its resolver; null when it is none. */
export const doiOf = (identifier: string | undefined): string | null =>
  /^(?:doi:|https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/\S+)$/i.exec(identifier ?? '')?.[1] ?? null;
