import type { DocumentId, PageImageId } from '../../document/identifier.ts';
import type { PlacedPage } from '../../tracking/placed-words.ts';
import type { DocumentSummary } from '../payloads/document-summary.ts';
import type {
  ArrangedPage,
  FacsimileChange,
  FacsimileOutcome,
  ProposedTreatment,
  RelinkOutcome,
  SheetDocument,
} from '../payloads/facsimile.ts';

/** What the window asks of a document's page images. */
export interface FacsimileCalls {
  /** Where the words of the pages stand on the images and in the document as it was imported. */
  'facsimile:places': { argument: { readonly document: DocumentId }; reply: readonly PlacedPage[] };
  /** Adds images dropped on the window, or, with null, chosen in a dialog, behind those that are there. Sends `progress`; can be
   *  cancelled. Null when the person cancelled the dialog. */
  'facsimile:add': {
    argument: { readonly document: DocumentId; readonly files: readonly string[] | null };
    reply: FacsimileOutcome | null;
  };
  /** Order, links and turns of all pages. One that is left out is no page of the document any more; its file stays. */
  'facsimile:arrange': {
    argument: { readonly document: DocumentId; readonly pages: readonly ArrangedPage[] };
    reply: FacsimileChange;
  };
  /** The pages of documents that are not open, for a contact sheet; the window may have their small pictures from then on. */
  'facsimile:sheet': { argument: { readonly documents: readonly DocumentId[] }; reply: readonly SheetDocument[] };
  /** Makes other documents of the pages of some, in their order: each page of `starts`, and the first of all, begins one. Sends `progress`; can be
   *  cancelled. The reply has all rows of the table, and a sentence where it could not go on. */
  'facsimile:group': {
    argument: {
      readonly documents: readonly DocumentId[];
      readonly starts: readonly { readonly document: DocumentId; readonly page: PageImageId }[];
    };
    reply: { readonly documents: readonly DocumentSummary[]; readonly refused: string | null };
  };
  /** Takes the last `facsimile:group` back. The reply has all rows of the table. */
  'facsimile:ungroup': { argument: null; reply: readonly DocumentSummary[] };
  /** How a page seems to lie in its picture: the angle of its lines, its edges, the gutter. */
  'facsimile:propose-treatment': {
    argument: { readonly document: DocumentId; readonly page: PageImageId };
    reply: ProposedTreatment;
  };
  /** Gives a picture that shows two pages a second one, which is none until a part of the picture is said to be it. */
  'facsimile:add-half': {
    argument: { readonly document: DocumentId; readonly page: PageImageId };
    reply: FacsimileChange & { readonly half: PageImageId };
  };
  /** Brings the file of a page back: one dropped on the window, or, with null, chosen in a dialog. Null when the person cancelled. */
  'facsimile:relink': {
    argument: {
      readonly document: DocumentId;
      readonly page: PageImageId;
      readonly file: string | null;
      /** Takes a file with other content, too. */
      readonly acceptOther: boolean;
    };
    reply: RelinkOutcome | null;
  };
  /** Reads pages by OCR; all that have no reading yet, with null. Sends `progress`; can be cancelled. */
  'facsimile:read': {
    argument: { readonly document: DocumentId; readonly pages: readonly PageImageId[] | null };
    reply: FacsimileOutcome;
  };
  /** Adds what files with a layout (hOCR, ALTO, PAGE) say of the pages; with null they are chosen in a dialog. Null when the person
   *  cancelled it. */
  'facsimile:add-layout': {
    argument: { readonly document: DocumentId; readonly files: readonly string[] | null };
    reply: FacsimileOutcome | null;
  };
}
