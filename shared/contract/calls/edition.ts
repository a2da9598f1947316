import type { StepJson } from '../../document/document-state.ts';
import type { DocumentId } from '../../document/identifier.ts';
import type { ReadingView } from '../../export/reading/reading-marks.ts';
import type { Finding, TextEdit } from '../../export/validation/validate-xml.ts';
import type { EditionFacts } from '../../export/volume/edition-facts.ts';
import type { CollectionReview } from '../../review/review.ts';
import type { SampleRequest } from '../../review/sample.ts';
import type { EditionShape, ExportFormat, ExportReply, Printed, TakenAnnotations } from '../payloads/edition.ts';
import type { StateName } from '../payloads/versions.ts';

/** What the window asks of editions. */
export interface EditionCalls {
  /** Makes the TEI of documents and validates it; writes nothing. */
  'edition:check': { argument: { readonly documents: readonly DocumentId[] }; reply: readonly DocumentFindings[] };
  /** Checks the open document while somebody works on it: quietly, in a thread that is kept for it, without the documents that it refers to.
   *  Null when it could not be checked just now. */
  'edition:watch': { argument: { readonly document: DocumentId }; reply: DocumentFindings | null };
  /** Works out how a rule's fix is done in the text of a document: as steps from the state `seq`. */
  'edition:fix': {
    argument: { readonly document: DocumentId; readonly seq: number; readonly edits: readonly TextEdit[] };
    reply: FixedFinding;
  };
  /** The same as `edition:check`, then writes what is valid to a folder chosen in a dialog. When files are there that it would overwrite it says so and
   *  writes nothing; asked once more with `overwrite`, it writes to the folder that was chosen last. Null when the person cancelled. */
  'edition:export': {
    argument: {
      readonly documents: readonly DocumentId[];
      readonly format: ExportFormat;
      /** Of an edition for readers; null for the usual one of the format. */
      readonly view: ReadingView | null;
      /** Of an edition in TEI; a file each when not given. */
      readonly shape?: EditionShape | undefined;
      readonly writeInvalid: boolean;
      readonly overwrite: boolean;
      /** `chosen`: what `edition:choose-template` chose last; else what the collection keeps, or the program's own. */
      readonly template?: 'usual' | 'chosen' | undefined;
      /** Which two stand side by side; the import and the present when not given. */
      readonly versions?: readonly [StateName, StateName] | undefined;
    };
    reply: ExportReply | null;
  };
  /** Prints a document or a report on paper, or as a PDF file chosen in a dialog. Null when the person cancelled. */
  'edition:print': {
    argument: { readonly what: Printed; readonly to: 'paper' | 'pdf' };
    /** Null for paper. */
    reply: { readonly file: string | null } | null;
  };
  /** Takes the annotations of a file of Web Annotations, chosen in a dialog, over into an open document. Null when the person cancelled. */
  'edition:import-annotations': { argument: { readonly document: DocumentId }; reply: TakenAnnotations | null };
  /** What the form of the edition keeps in the folder of the collection. */
  'edition:facts': { argument: null; reply: EditionFacts };
  'edition:keep-facts': { argument: { readonly facts: EditionFacts }; reply: null };
  /** Works through the list of the project of the collection, with a sample drawn from a seed. */
  'edition:review': { argument: { readonly sample: SampleRequest }; reply: CollectionReview };
  /** Writes the report of the same review, as CSV and HTML, to a folder chosen in a dialog; the paths of its files, or null when the person cancelled. */
  'edition:write-review': { argument: { readonly sample: SampleRequest }; reply: readonly string[] | null };
  /** Asks in a dialog for a folder of templates, or for a Word document that others are made after, and checks it. Null when the person cancelled. */
  'edition:choose-template': {
    argument: { readonly kind: 'folder' | 'word document' };
    reply: { readonly name: string } | null;
  };
  /** Writes the program's own templates to a folder chosen in a dialog, as an example to change. Null when the person cancelled. */
  'edition:write-templates': { argument: null; reply: { readonly folder: string; readonly files: number } | null };
  /** Shows what was exported last in the system's own window for files. */
  'edition:show-in-folder': { argument: null; reply: null };
}

export interface DocumentFindings {
  readonly document: DocumentId;
  readonly title: string;
  readonly findings: readonly Finding[];
  /** The number of the state that was checked; 0 when it could not be read. */
  readonly seq: number;
}

/** What became of a fix. */
export type FixedFinding =
  | { readonly kind: 'steps'; readonly steps: readonly StepJson[] }
  /** Why it is not done, as a sentence. */
  | { readonly kind: 'left'; readonly sentence: string };
