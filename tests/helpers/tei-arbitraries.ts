import fc from 'fast-check';
import type { Mark, Node } from 'prosemirror-model';
import { schema } from '../../shared/document/schema.ts';

/** A document as random choices: names of blocks and inline things, without the numbers that make them distinct. */
type InlineChoice =
  | { readonly kind: 'text'; readonly text: string; readonly marks: readonly string[] }
  | {
      readonly kind: 'anchor';
      readonly placement: string;
      readonly sequence: string;
      readonly inferred: boolean;
      readonly marks: readonly string[];
    }
  | {
      readonly kind: 'call';
      readonly target: string | null;
      readonly raw: string | null;
      readonly marks: readonly string[];
    }
  | { readonly kind: 'lineEnd'; readonly joins: boolean; readonly marks: readonly string[] }
  | { readonly kind: 'gap'; readonly quantity: number | null; readonly marks: readonly string[] };

type BlockChoice =
  | { readonly kind: 'words'; readonly type: string; readonly inline: readonly InlineChoice[] }
  | { readonly kind: 'list'; readonly items: readonly ItemChoice[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly CellChoice[])[] }
  | { readonly kind: 'division'; readonly type: string; readonly blocks: readonly BlockChoice[] };

type ItemChoice =
  | { readonly kind: 'item'; readonly label: readonly InlineChoice[] | null; readonly blocks: readonly BlockChoice[] }
  | { readonly kind: 'interruption'; readonly type: string; readonly inline: readonly InlineChoice[] };

interface CellChoice {
  readonly heading: boolean;
  readonly paragraphs: readonly (readonly InlineChoice[])[];
}

interface NoteChoice {
  readonly id: string;
  readonly type: string;
  readonly paragraphs: readonly (readonly InlineChoice[])[];
}

interface DocumentChoice {
  readonly blocks: readonly BlockChoice[];
  readonly notes: readonly NoteChoice[];
}

/** Few marks, so that one stands in several places, is interrupted, and crosses others. */
const markPool: Readonly<Record<string, () => Mark>> = {
  ...Object.fromEntries(
    ['person', 'place', 'organisation', 'date', 'term', 'person'].map((kind, index) => [
      `a${index}`,
      () => schema.mark('annotation', { id: `a${index}`, kind }),
    ]),
  ),
  e0: () => schema.mark('emendation', { id: 'e0', sic: 'DISTANTLING & <more>', cert: 'high' }),
  e1: () => schema.mark('emendation', { id: 'e1', sic: '', cert: 'certain' }),
  r0: () => schema.mark('reference', { id: 'r0', target: 'd12#p 1' }),
  s0: () => schema.mark('segment', { id: 's0', type: 'salute' }),
  s1: () => schema.mark('segment', { id: 's1', type: 'two words' }),
  s2: () => schema.mark('segment', { id: 's2', type: 'fw-header' }),
  s3: () => schema.mark('segment', { id: 's3', type: 'stamp-declassification' }),
  k0: () => schema.mark('struck', { id: 'k0', hand: 'blue pencil' }),
  k1: () => schema.mark('struck', { id: 'k1' }),
  h0: () => schema.mark('byHand', { id: 'h0', function: 'check', hand: 'blue pencil' }),
  u0: () => schema.mark('unclear', { id: 'u0' }),
  v0: () => schema.mark('supplied', { id: 'v0', reason: '' }),
  i0: () => schema.mark('added', { id: 'i0', place: 'above', hand: 'blue pencil' }),
  i1: () => schema.mark('added', { id: 'i1', place: '' }),
  o0: () => schema.mark('otherHand', { id: 'o0', hand: 'a clerk' }),
  b0: () => schema.mark('abbreviation', { id: 'b0', expansion: 'Department & <more>' }),
  l0: () => schema.mark('foreign', { id: 'l0', language: 'ru-Latn' }),
  l1: () => schema.mark('foreign', { id: 'l1', language: 'no tag of a language' }),
  f0: () => schema.mark('furnitureText', { id: 'f0' }),
  z0: () => schema.mark('zone', { id: 'z0' }),
  z1: () => schema.mark('zone', { id: 'z1' }),
  bold: () => schema.mark('rendition', { rend: 'bold' }),
  italic: () => schema.mark('rendition', { rend: 'italic' }),
};

const words = [
  'by the',
  ' United ',
  'States',
  'RECONNAIS-',
  '-',
  ' ',
  'A&B <c> "d" ]]>',
  'é✓②',
  '\u0001',
  'a\u0000\u0008b',
  '\ud800',
  '\r\n',
  '\t',
  '😀',
];

const marks = fc.subarray(Object.keys(markPool), { maxLength: 3 });

/** Most stretches carry few marks or none, as documents do. */
const someMarks = fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 3, arbitrary: marks });

const inline: fc.Arbitrary<InlineChoice> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('text' as const), text: fc.constantFrom(...words), marks: someMarks }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('anchor' as const),
      placement: fc.constantFrom('text', 'before block', 'before item', 'before row'),
      sequence: fc.constantFrom('facsimile', 'typeset', 'page'),
      inferred: fc.boolean(),
      marks: someMarks,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('call' as const),
      target: fc.constantFrom(null, 'n1', 'n2', 'n3', 'gone'),
      raw: fc.constantFrom(null, '(1)', '/2/', '\u0002'),
      marks: someMarks,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lineEnd' as const), joins: fc.boolean(), marks: someMarks }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('gap' as const),
      quantity: fc.constantFrom(null, 3, 0.5, -1),
      marks: someMarks,
    }),
  },
);

const line = fc.array(inline, { maxLength: 6 });

const wordBlocks = [
  'paragraph',
  'paragraph',
  'heading',
  'dateline',
  'salutation',
  'headerField',
  'signature',
  'postscript',
  'stamp',
  'formWork',
  'furniture',
];

const { block } = fc.letrec<{ block: BlockChoice; item: ItemChoice }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    {
      weight: 8,
      arbitrary: fc.record({ kind: fc.constant('words' as const), type: fc.constantFrom(...wordBlocks), inline: line }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('list' as const),
        items: fc.array(tie('item'), { minLength: 1, maxLength: 4 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('table' as const),
        rows: fc.array(fc.array(cell(), { maxLength: 3 }), { minLength: 1, maxLength: 3 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('division' as const),
        type: fc.constantFrom('main', 'attachment', 'section', 'annex A'),
        blocks: fc.array(tie('block'), { minLength: 1, maxLength: 4 }),
      }),
    },
  ),
  item: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('item' as const),
        label: fc.option(line, { nil: null }),
        blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('interruption' as const),
        type: fc.constantFrom('stamp', 'formWork', 'furniture'),
        inline: line,
      }),
    },
  ),
}));

function cell(): fc.Arbitrary<CellChoice> {
  return fc.record({ heading: fc.boolean(), paragraphs: fc.array(line, { minLength: 1, maxLength: 2 }) });
}

const note: fc.Arbitrary<NoteChoice> = fc.record({
  id: fc.constantFrom('n1', 'n2', 'n3'),
  type: fc.constantFrom('footnote', 'footnote', 'source'),
  paragraphs: fc.array(line, { minLength: 1, maxLength: 2 }),
});

/** Any document that the schema allows, in every order of blocks. Page anchors are numbered in the order of the document, so that
 *  their labels tell it. */
export const anyDocument: fc.Arbitrary<Node> = fc
  .record({ blocks: fc.array(block, { minLength: 1, maxLength: 8 }), notes: fc.array(note, { maxLength: 3 }) })
  .map((choice) => new DocumentMaker().document(choice));

class DocumentMaker {
  private anchors = 0;
  private calls = 0;

  document({ blocks, notes }: DocumentChoice): Node {
    const content = this.blocks(blocks);
    const bodies = notes.map((choice) =>
      schema.node(
        'note',
        { id: choice.id, type: choice.type, label: choice.id.slice(1) },
        choice.paragraphs.map((paragraph) => this.words('paragraph', paragraph)),
      ),
    );
    const all = bodies.length > 0 ? [...content, schema.node('notes', null, bodies)] : content;
    const made = schema.node('doc', null, all);
    made.check();
    return made;
  }

  private blocks(choices: readonly BlockChoice[]): Node[] {
    return choices.map((choice) => this.block(choice));
  }

  private block(choice: BlockChoice): Node {
    switch (choice.kind) {
      case 'words':
        return this.words(choice.type, choice.inline);
      case 'list':
        return schema.node(
          'list',
          { rend: 'numbered' },
          choice.items.map((item) => this.item(item)),
        );
      case 'table':
        return schema.node(
          'table',
          null,
          choice.rows.map((row) => this.row(row)),
        );
      default:
        return schema.node('division', { type: choice.type }, this.blocks(choice.blocks));
    }
  }

  private item(choice: ItemChoice): Node {
    if (choice.kind === 'interruption') return this.words(choice.type, choice.inline);
    const label = choice.label ? [this.words('itemLabel', choice.label)] : [];
    // Items hold paragraphs and lists; other choices count as paragraphs.
    const blocks = choice.blocks.map((block) =>
      block.kind === 'list' ? this.block(block) : this.words('paragraph', block.kind === 'words' ? block.inline : []),
    );
    return schema.node('listItem', null, [...label, ...blocks]);
  }

  private row(cells: readonly CellChoice[]): Node {
    return schema.node(
      'tableRow',
      null,
      cells.map(({ heading, paragraphs }) =>
        schema.node(
          heading ? 'tableHeader' : 'tableCell',
          { colspan: paragraphs.length, rowspan: 1 },
          paragraphs.map((paragraph) => this.words('paragraph', paragraph)),
        ),
      ),
    );
  }

  private words(type: string, choices: readonly InlineChoice[]): Node {
    return schema.node(
      type,
      null,
      choices.map((choice) => this.inline(choice)),
    );
  }

  private inline(choice: InlineChoice): Node {
    const marks = choice.marks.flatMap((name) => markPool[name]?.() ?? []);
    const set = marks.reduce<readonly Mark[]>((all, mark) => mark.addToSet(all), []);
    switch (choice.kind) {
      case 'text':
        return schema.text(choice.text, set);
      case 'anchor':
        return schema.node('pageAnchor', this.anchorAttributes(choice), undefined, set);
      case 'call':
        this.calls += 1;
        return schema.node(
          'noteReference',
          { id: `c${this.calls}`, target: choice.target, label: '1', raw: choice.raw },
          undefined,
          set,
        );
      case 'lineEnd':
        return schema.node('lineBreak', { joins: choice.joins }, undefined, set);
      default:
        return schema.node('gap', { quantity: choice.quantity }, undefined, set);
    }
  }

  private anchorAttributes(choice: Extract<InlineChoice, { readonly kind: 'anchor' }>): Record<string, unknown> {
    this.anchors += 1;
    const label = String(this.anchors);
    const { placement, sequence, inferred } = choice;
    return { id: `p${label}`, kind: sequence, label, placement, inferred, recognition: null, raw: null };
  }
}
