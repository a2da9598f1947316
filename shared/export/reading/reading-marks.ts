import type { Mark } from 'prosemirror-model';
import type { AnnotationKind } from '../../document/annotation.ts';
import { formSegmentOf } from '../../document/furniture.ts';
import type { MarkName } from '../../document/schema.ts';

/** `reading`: the clean text. `diplomatic`: lines as the page has them, what was struck, stamped and written by hand. */
export type ReadingView = 'reading' | 'diplomatic';

/** How words look on the page. */
export type Look = 'italic' | 'bold' | 'underline' | 'smallcaps' | 'superscript' | 'subscript' | 'other';

/** What an edition for readers says of a stretch of words. */
export type ReadingMark =
  | { readonly kind: 'look'; readonly look: Look }
  | { readonly kind: 'tag'; readonly id: string; readonly as: AnnotationKind }
  /** The words are the editor's; the page reads `sic`. */
  | { readonly kind: 'emendation'; readonly id: string; readonly sic: string }
  /** A paper that is named; `target` is where it is, null when that is not known. */
  | { readonly kind: 'reference'; readonly target: string | null }
  | { readonly kind: 'struck' }
  /** A sign that somebody put on the page by hand: a check mark, a circled number. */
  | { readonly kind: 'by hand' }
  /** Words of the text that a hand added, or that another hand wrote. */
  | { readonly kind: 'added' }
  | { readonly kind: 'abbreviation'; readonly id: string; readonly expansion: string }
  /** In another language: a tag of BCP 47. */
  | { readonly kind: 'foreign'; readonly language: string }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'supplied' }
  /** Printed at the edge of the page by its form, or stamped on it, amid a sentence. */
  | { readonly kind: 'form' }
  /** The words were read otherwise when the page was imported: `before`. */
  | { readonly kind: 'correction'; readonly before: string }
  /** A passage that a region of a page image shows. */
  | { readonly kind: 'zone'; readonly id: string };

const looks: ReadonlySet<string> = new Set<Look>([
  'italic',
  'bold',
  'underline',
  'smallcaps',
  'superscript',
  'subscript',
]);

/** What each mark of the document says to a reader: nothing (null), or that its words are left out (`left out`). */
const readers: Readonly<Record<MarkName, (mark: Mark) => ReadingMark | 'left out' | null>> = {
  annotation: ({ attrs }) => ({ kind: 'tag', id: String(attrs.id), as: attrs.kind as AnnotationKind }),
  emendation: ({ attrs }) => ({ kind: 'emendation', id: String(attrs.id), sic: String(attrs.sic) }),
  reference: ({ attrs }) => ({ kind: 'reference', target: attrs.target as string | null }),
  segment: (mark) => (formSegmentOf(mark) ? { kind: 'form' } : null),
  struck: () => ({ kind: 'struck' }),
  byHand: () => ({ kind: 'by hand' }),
  added: () => ({ kind: 'added' }),
  otherHand: () => ({ kind: 'added' }),
  abbreviation: ({ attrs }) => ({ kind: 'abbreviation', id: String(attrs.id), expansion: String(attrs.expansion) }),
  foreign: ({ attrs }) => ({ kind: 'foreign', language: String(attrs.language) }),
  unclear: () => ({ kind: 'unclear' }),
  supplied: () => ({ kind: 'supplied' }),
  zone: ({ attrs }) => ({ kind: 'zone', id: String(attrs.id) }),
  furnitureText: () => 'left out',
  rendition: ({ attrs }) => ({ kind: 'look', look: lookOf(String(attrs.rend)) }),
  carried: () => null,
};

const lookOf = (rend: string): Look => (looks.has(rend) ? (rend as Look) : 'other');

/** From outside to inside, where several marks cover the same words. */
const nesting: readonly ReadingMark['kind'][] = [
  'zone',
  'tag',
  'reference',
  'form',
  'foreign',
  'added',
  'by hand',
  'struck',
  'supplied',
  'unclear',
  'abbreviation',
  'emendation',
  'correction',
  'look',
];

/** What the marks of a stretch say, the outermost first; null when its words are left out.
 *  @throws TypeError when this build does not know a mark */
export function readingMarks(marks: readonly Mark[]): readonly ReadingMark[] | null {
  const read: ReadingMark[] = [];
  for (const mark of marks) {
    const reader = readers[mark.type.name as MarkName];
    if (!reader) throw new TypeError(`the export does not know the mark "${mark.type.name}"`);
    const said = reader(mark);
    if (said === 'left out') return null;
    if (said) read.push(said);
  }
  return inNesting(read);
}

/** Marks with the outermost first. */
export const inNesting = (marks: readonly ReadingMark[]): readonly ReadingMark[] =>
  [...marks].sort((a, b) => nesting.indexOf(a.kind) - nesting.indexOf(b.kind));
