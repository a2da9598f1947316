import type { Node } from 'prosemirror-model';
import type { AnnotationAct, AnnotationState } from './annotation.ts';
import type { AnnotationId, DocumentId, GroupId } from './identifier.ts';
import type { ImportReport } from './import-report.ts';
import type { PageReading } from './layout.ts';
import type { DocumentMetadata, DocumentStatus } from './metadata.ts';
import type { PageImage, Zone, ZoneAct } from './page-image.ts';
import type { ReviewEvent } from './review.ts';

/** The file that a document was imported from, kept byte for byte; of a document made from images, the first of them, which is kept
 *  with the others in the folder `facsimile/`. */
export interface SourceFile {
  /** Base name of the imported file. */
  readonly name: string;
  /** Size in bytes. */
  readonly bytes: number;
  /** SHA-256 of the bytes, in hex. */
  readonly sha256: string;
  /** The encoding its bytes were read in, such as `utf-8`; `image` (`imageEncoding`) when it is an image. */
  readonly encoding: string;
}

/** The `encoding` of a source that is an image: it has no text of its own. */
export const imageEncoding = 'image';

/** A state of a document that has a name, or that the program kept by itself. TEI: `revisionDesc/listChange/change`. */
export interface Version {
  /** From 1, in order of time; the import is version 1. TEI: `change/@n`. */
  readonly number: number;
  readonly name: string;
  readonly automatic: boolean;
  /** The sequence number of the journal record that the version includes last. */
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Siglum of the editor who made it. */
  readonly editor: string;
  readonly status: DocumentStatus;
}

/** Where in the journal something was done first. */
export interface EditOrigin {
  readonly seq: number;
  /** Siglum. */
  readonly editor: string;
}

/** What was done otherwise to one place by people who did not know of each other. */
export interface MergeConflict {
  /** The same on every replica that makes the same merge. */
  readonly id: string;
  /** `words`: both changed the same words; `removed`: one took away what the other changed, and it stays; `structure`: they divided or
   *  arranged the same passage otherwise; `anchor`: both acted on one page anchor; `fact`: both set the same detail. */
  readonly kind: 'words' | 'removed' | 'structure' | 'anchor' | 'fact';
  /** Where what was kept stands in the document that the merge leads to. */
  readonly from: number;
  readonly to: number;
  /** What both began with, as people read it. */
  readonly base: string;
  /** What the line of changes has that the merge goes on from. */
  readonly ours: string;
  /** What the other one has. */
  readonly theirs: string;
  /** Which of them the merge left in place. */
  readonly kept: 'ours' | 'theirs';
  /** The detail that both set, such as `title`; absent for anything else. */
  readonly fact?: string;
}

/** A conflict before the merge that tells of it gives it its identity. */
export type UnnamedConflict = Omit<MergeConflict, 'id'>;

/** A conflict that nobody has settled yet, with its place in the present document. */
export interface OpenConflict extends MergeConflict {
  /** Sigla of who worked on either line. */
  readonly editors: { readonly ours: readonly string[]; readonly theirs: readonly string[] };
}

/** What a person decided of a conflict: what the one line has, the other, or something else. */
export interface Settlement {
  readonly conflict: string;
  readonly as: 'ours' | 'theirs' | 'own';
}

/** A document as its journal leaves it: everything that is known of it, computed from the records and nothing else. */
export interface DocumentState {
  readonly id: DocumentId;
  /** Sequence number of the last record applied; the import is record 1. */
  readonly seq: number;
  readonly doc: Node;
  /** The document as it was read on import, or, when it came without words, as it was given what was read on its page images: what
   *  corrections are counted against. */
  readonly imported: Node;
  readonly source: SourceFile;
  readonly report: ImportReport;
  readonly metadata: DocumentMetadata;
  readonly status: DocumentStatus;
  readonly annotations: ReadonlyMap<AnnotationId, AnnotationState>;
  /** Who first made each mark that says something of the page, such as an emendation, by the id of the mark. Those that the
   *  import made are not among them. TEI: `@change`, `@resp`. */
  readonly edits: ReadonlyMap<string, EditOrigin>;
  readonly versions: readonly Version[];
  /** The images of its pages, in the order of the pages. */
  readonly pages: readonly PageImage[];
  /** What the pages follow from; absent while nobody said how any lies in its picture. */
  readonly treated?: {
    /** As the last record has them: without what acts say, and with further pages of pictures that are none just now. */
    readonly listed: readonly PageImage[];
    /** Those that count, the acts of each page in their order. */
    readonly acts: readonly { readonly act: ZoneAct; readonly group: GroupId }[];
  };
  /** The latest reading of each page and role, in the order in which they came. Those of a page that was taken off stay. */
  readonly readings: readonly PageReading[];
  /** The regions that are drawn, in the order in which they were drawn first. */
  readonly zones: readonly Zone[];
  /** What was looked at, oldest first. */
  readonly reviews: readonly ReviewEvent[];
  /** What people did otherwise to the same places and nobody has settled, oldest first. */
  readonly conflicts: readonly OpenConflict[];
  /** Time and editor of the last record: ISO 8601, siglum. */
  readonly changed: { readonly time: string; readonly editor: string };
}

/** A ProseMirror step as `Step.toJSON` writes it. */
export type StepJson = Readonly<Record<string, unknown>> & { readonly stepType: string };

/** What one act of a person did to a document: the unit of undo. Parts of one act may arrive in several changes. */
export interface Change {
  readonly group: GroupId;
  /** The group that this change takes back; redo takes back an undo. */
  readonly undoes?: GroupId;
  /** It gives the document the text that was read on its page images: as long as it is not taken back, the document after it stands
   *  for the one that was imported. */
  readonly asImported?: true;
  /** It takes a passage out of the document, or puts one in, that is no correction, as where a document is divided: steps that do the same
   *  to what corrections are counted against. As long as it is not taken back, what they lead to stands in its place. */
  readonly importedSteps?: readonly StepJson[];
  readonly steps: readonly StepJson[];
  readonly annotations?: readonly AnnotationAct[];
  readonly zones?: readonly ZoneAct[];
  /** The conflicts that it settles, as long as it is not taken back. */
  readonly settles?: readonly Settlement[];
}

/** A change of the journal with what takes it back, so that undo works after reopening. */
export interface StoredChange extends Change {
  /** Inverses of `steps`, in the order in which they must be applied. */
  readonly inverse: readonly StepJson[];
}
