import type { AttributeSpec, MarkSpec } from 'prosemirror-model';

const recognition: AttributeSpec = { default: null, validate: 'string|null' };
const id: AttributeSpec = { validate: 'string' };

/** A mark that stands for one thing. `excludes: ''` lets marks of one type overlap, told apart by id; `inclusive: false`
 *  keeps text typed at its edge out of it. It is not read from foreign HTML. */
function identified(tag: string, name: string, attrs: Record<string, AttributeSpec>): MarkSpec {
  return {
    attrs: { id, ...attrs },
    excludes: '',
    inclusive: false,
    toDOM: (mark) => {
      const dom: Record<string, string> = { 'data-mark': name };
      for (const [key, value] of Object.entries(mark.attrs as Record<string, unknown>))
        if (value !== null && key !== 'recognition') dom[`data-${key}`] = String(value);
      return [tag, dom, 0];
    },
  };
}

/** Everything that covers a stretch of text. */
export const marks: Record<string, MarkSpec> = {
  /** `persName placeName orgName date term`: a tag of the editor's; what it says beyond its kind is in its records. */
  annotation: identified('span', 'annotation', { kind: { validate: 'string' } }),
  /** `choice/sic/corr`: the page itself is wrong; the marked text is the `corr`, `sic` is what the page reads. */
  emendation: identified('span', 'emendation', {
    sic: { validate: 'string' },
    cert: { default: 'high', validate: 'string' },
  }),
  /** `ref[@type=document]`: a cable reference such as `Yourtel 1606, November 2`. */
  reference: identified('span', 'reference', { target: { default: null, validate: 'string|null' }, recognition }),
  /** `seg[@type]`: a part of a block that has a role of its own, such as a salutation inside a paragraph or a number; with
   *  a type of `form-segment.ts` an `fw`: a running head over which a sentence goes on. */
  segment: identified('span', 'segment', { type: { validate: 'string' }, recognition }),
  /** `del[@rend=strikethrough][@hand]` */
  struck: identified('s', 'struck', { hand: { default: null, validate: 'string|null' }, recognition }),
  /** `add[@hand][@place]/metamark[@function]`: a check mark, a circled number. */
  byHand: identified('span', 'byHand', {
    function: { default: 'check', validate: 'string' },
    hand: { default: null, validate: 'string|null' },
    recognition,
  }),
  /** `unclear[@reason][@cert]` */
  unclear: identified('span', 'unclear', {
    reason: { default: 'faded', validate: 'string' },
    cert: { default: 'low', validate: 'string' },
  }),
  /** `supplied[@reason]` */
  supplied: identified('span', 'supplied', { reason: { default: 'illegible', validate: 'string' } }),
  /** `@facs`: the passage that a region of the page image shows; the region itself is a zone of the document. */
  zone: identified('span', 'zone', {}),
  /** Words inside a block that a web page added, such as `Back` after a note: kept, out of exports. */
  furnitureText: identified('span', 'furnitureText', { recognition }),
  /** `hi[@rend]`: italic, bold, underline, smallcaps, superscript. A look, not a thing: no id, one of each at most. */
  rendition: {
    attrs: { rend: { validate: 'string' } },
    excludes: '',
    toDOM: (mark) => ['span', { 'data-mark': 'rendition', 'data-rend': mark.attrs.rend as string }, 0],
    parseDOM: [
      { tag: 'i, em', attrs: { rend: 'italic' } },
      { tag: 'b, strong', attrs: { rend: 'bold' } },
      { tag: 'u', attrs: { rend: 'underline' } },
      { tag: 'sup', attrs: { rend: 'superscript' } },
    ],
  },
};
