import type { RecognitionId } from './identifier.ts';

/** What became of an element of a TEI file. */
export type Fate =
  /** It has a node or a mark of its own. */
  | 'mapped'
  /** Its name and attributes are carried, its text is edited. */
  | 'carried'
  /** It is kept whole, as it is written, in its place. */
  | 'opaque'
  /** A reading that is not shown, beside the one that is. */
  | 'other reading';

/** How many elements of a name had a fate, and where the first of them stands. */
export interface FidelityCount {
  readonly name: string;
  readonly fate: Fate;
  readonly count: number;
  /** Offset of the first one in the source of the document, in UTF-16 units. */
  readonly first: number;
}

/** What an import of TEI kept, and how. Nothing of the file is left out: what is not shown is in the source, from which the edition is
 *  written. */
export interface Fidelity {
  /** Number of the reading: how white space and references become text. */
  readonly reading: 1;
  /** What of a file the document is: all of it, one of the documents of a volume, or what stands around these. */
  readonly part: 'file' | 'document' | 'frame';
  /** Offset of the start tag whose content is the text that is edited. */
  readonly root: number;
  /** Of a part: what the elements around it declare, by prefix. */
  readonly namespaces: Readonly<Record<string, string>>;
  /** The entities that the document type declares. */
  readonly entities: Readonly<Record<string, string>>;
  readonly elements: readonly FidelityCount[];
  readonly comments: number;
  readonly instructions: number;
  readonly cdata: number;
  /** References to entities that are not declared in the file. */
  readonly unresolved: number;
  /** Characters of the source that stand outside the text, such as a header. */
  readonly outside: number;
  /** Values of `xml:id` that stand in the file more than once; of a volume they are told with its first document. */
  readonly doubled: readonly string[];
  /** Pointers into the file that lead to no `xml:id` of it, told with the first document as well; none when absent. */
  readonly dangling?: readonly string[] | undefined;
  /** The namespace of the root when it is not TEI's; absent when it is, or when there is none. */
  readonly foreign?: string | undefined;
  /** Whether writing the document anew, block by block, gave its source byte for byte. */
  readonly identical: boolean;
}

/** What a reader took a stretch of its source for. */
export type RecognitionKind =
  | 'page anchor'
  | 'note reference'
  | 'note'
  | 'source note'
  | 'heading'
  | 'number'
  | 'dateline'
  | 'salutation'
  | 'valediction'
  | 'signature'
  | 'postscript'
  | 'header field'
  | 'attachment'
  | 'list'
  | 'table'
  | 'stamp'
  | 'form work'
  | 'struck text'
  | 'mark by hand'
  | 'reference'
  | 'line end'
  | 'furniture';

/** One thing that an import recognised. The nodes and marks that came of it carry `id` as their `recognition`. */
export interface Recognition {
  readonly id: RecognitionId;
  readonly kind: RecognitionKind;
  /** In words, for a person: `Facsimile 2, inside a sentence`. */
  readonly what: string;
  /** The source as it stands there, and where: UTF-16 offsets into the decoded source text. */
  readonly source: { readonly from: number; readonly to: number; readonly text: string };
  /** `stated`: the source says so itself; `inferred`: the reader concluded it. */
  readonly certainty: 'stated' | 'inferred';
}

/** Something that a person should look at: what was not understood, is missing or contradicts itself. Nothing was dropped. */
export interface ImportRemark {
  readonly what: string;
  readonly source: { readonly from: number; readonly to: number; readonly text: string } | null;
}

/** What an import did, for a person to check and undo. Kept in the journal with the document as it was read. */
export interface ImportReport {
  readonly recognitions: readonly Recognition[];
  readonly remarks: readonly ImportRemark[];
  /** Stretches of the source that are not in the document: only markup of the source's own, such as the `~~` around struck
   *  words or the bullets of a list. Every character of the source that is no white space is in the document or here. */
  readonly setAside: readonly {
    readonly from: number;
    readonly to: number;
    readonly text: string;
    readonly why: string;
  }[];
  /** Of an import of TEI: what was kept how. The edition of such a document is written from its source (`shared/tei`). */
  readonly tei?: Fidelity;
}
