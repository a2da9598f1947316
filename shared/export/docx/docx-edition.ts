import { unreachable } from '../../text/unreachable.ts';
import { html as xml } from '../html/html-writer.ts';
import type {
  ListPart,
  ParagraphRole,
  ReadingBlock,
  ReadingEdition,
  ReadingNote,
  TableCell,
} from '../reading/reading-edition.ts';
import type { Inline } from '../reading/reading-inline.ts';
import { zipPackage } from '../reading/zip-package.ts';
import { entityPlaces, namesDocx } from './docx-names.ts';
import {
  contentTypes,
  coreProperties,
  documentRelations,
  numberingPart,
  packageRelations,
  settingsPart,
  stylesPart,
  wordPart,
} from './docx-parts.ts';
import { type DocxContext, runs, styledRun, textElement } from './docx-runs.ts';
import { type DocxTemplate, withTemplateIds } from './docx-template.ts';

interface DocxOptions {
  readonly application: { readonly name: string; readonly version: string };
  /** When the document was changed last: ISO 8601. */
  readonly changed: string;
  /** BCP 47. */
  readonly language: string;
  /** A Word document whose looks it gets; the program's own when not given. */
  readonly template?: DocxTemplate;
}

/** A document as an Office Open XML text document (`.docx`; ECMA-376): a style for each sort of paragraph and tag, footnotes that the program knows as
 *  such, under the labels that they have in the document, and visible page markers that bookmarks name. The same document gives the same bytes. Pure, O(document).
 *  @param edition of one view */
export function docxEdition(edition: ReadingEdition, options: DocxOptions): Uint8Array<ArrayBuffer> {
  const labels = new Map(
    countedLabels(edition.notes).map(({ number, label, isCounted }) => [number, { label, isCounted }]),
  );
  const context: DocxContext = {
    inNote: false,
    placed: new Set(),
    labels,
    links: new Map(),
    bookmarks: new Set(),
    entityOfTag: entityPlaces(edition.names),
  };
  const [first] = edition.blocks;
  const title = first?.kind === 'heading' ? [] : [paragraph('Title', '', xml('w:r', {}, textElement(edition.title)))];
  const body = [...title, ...blocksDocx(edition.blocks, context, { depth: 0, isTop: true })];
  const inNotes = { ...context, inNote: true };
  const footnotes = edition.notes
    .filter(({ number }) => context.placed.has(number))
    .map((note) => footnote(note, inNotes));
  const uncalled = edition.notes
    .filter(({ number }) => !context.placed.has(number))
    .map((note) => uncalledNote(note, inNotes));
  const end = uncalled.length === 0 ? [] : [paragraph('Separator', '', ''), ...uncalled];
  const index = edition.names.length === 0 ? [] : namesDocx(edition.names, context);
  const { template } = options;
  const fitted = (part: string): string => (template ? withTemplateIds(part, template) : part);
  const page =
    template?.section ||
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';
  const { name, version } = options.application;
  return zipPackage({
    '[Content_Types].xml': contentTypes(template?.parts),
    '_rels/.rels': packageRelations(),
    'docProps/core.xml': coreProperties(edition.title, `${name} ${version}`, options.changed),
    'word/document.xml': fitted(wordPart('document', xml('w:body', {}, [...body, ...end, ...index, page].join('')))),
    'word/styles.xml': template?.styles ?? stylesPart(options.language),
    'word/footnotes.xml': fitted(wordPart('footnotes', separators + footnotes.join(''))),
    'word/numbering.xml': template?.numbering || numberingPart(),
    'word/settings.xml': settingsPart(),
    'word/_rels/document.xml.rels': documentRelations(context.links, template?.parts),
    ...Object.fromEntries([...(template?.parts ?? [])].map(([path, { content }]) => [path, content])),
  });
}

/** Notes are counted by the program when their labels are what it would count, in the order in which they are called. */
function countedLabels(
  notes: readonly ReadingNote[],
): readonly (Pick<ReadingNote, 'number' | 'label'> & { readonly isCounted: boolean })[] {
  const called = notes.filter(({ calls }) => calls.length > 0).sort((a, b) => (a.calls[0] ?? 0) - (b.calls[0] ?? 0));
  const isCounted = called.every(({ label }, index) => label === String(index + 1));
  return notes.map(({ number, label }) => ({ number, label, isCounted }));
}

const separators =
  '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>' +
  '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>';

function footnote(note: ReadingNote, context: DocxContext): string {
  const known = context.labels.get(note.number);
  const mark = known?.isCounted ? '<w:footnoteRef/>' : textElement(known?.label ?? '');
  const head = styledRun('FootnoteReference', mark) + xml('w:r', {}, textElement(' '));
  return xml('w:footnote', { 'w:id': note.number }, noteBody(note, head, context));
}

const uncalledNote = (note: ReadingNote, context: DocxContext): string =>
  noteBody(note, note.label === '' ? '' : xml('w:r', {}, textElement(`${note.label} `)), context);

/** @param head runs before the first words */
function noteBody({ blocks }: ReadingNote, head: string, context: DocxContext): string {
  const [first, ...rest] = blocks;
  const isWords = first?.kind === 'paragraph';
  const opening = paragraph('FootnoteText', '', head + (isWords ? runs(first.content, context) : ''));
  const others = (isWords ? rest : blocks).flatMap((block) =>
    blockDocx(block, context, { depth: 0, style: 'FootnoteText', isTop: false }),
  );
  return opening + others.join('');
}

/** Where a block stands. */
interface Place {
  /** How many lists are around it. */
  readonly depth: number;
  /** Of plain paragraphs; the usual one when not given. */
  readonly style?: string;
  /** Whether the title of the document may stand here. */
  readonly isTop: boolean;
}

function blocksDocx(blocks: readonly ReadingBlock[], context: DocxContext, place: Place): readonly string[] {
  return blocks.flatMap((block, index) => blockDocx(block, context, { ...place, isTop: place.isTop && index === 0 }));
}

const styles: Readonly<Record<ParagraphRole, string | null>> = {
  paragraph: null,
  dateline: 'Dateline',
  salutation: 'Salutation',
  'header field': 'HeaderField',
  signature: 'Signature',
  postscript: 'Postscript',
  stamp: 'Stamp',
  'form work': 'FormWork',
};

/** @param more properties of the paragraph behind its style */
function paragraph(style: string | null, more: string, content: string): string {
  const properties = (style === null ? '' : xml('w:pStyle', { 'w:val': style }, null)) + more;
  return xml('w:p', {}, (properties === '' ? '' : xml('w:pPr', {}, properties)) + content);
}

function blockDocx(block: ReadingBlock, context: DocxContext, place: Place): readonly string[] {
  switch (block.kind) {
    case 'heading': {
      const style = place.isTop ? 'Title' : `Heading${Math.min(5, Math.max(1, block.level))}`;
      return [paragraph(style, '', runs(block.content, context))];
    }
    case 'paragraph':
      return [
        paragraph(styles[block.role] ?? place.style ?? null, indented(place.depth), runs(block.content, context)),
      ];
    case 'list':
      return block.items.flatMap((part) => listPart(part, context, place));
    case 'table':
      // A table at the end of a cell or a document wants a paragraph behind it.
      return [tableDocx(block.rows, context), paragraph(null, '', '')];
    case 'division':
      return [
        ...(block.type === 'attachment' ? [paragraph('Separator', '', '')] : []),
        ...blocksDocx(block.blocks, context, { ...place, isTop: false }),
      ];
    default:
      return unreachable(block);
  }
}

const indented = (depth: number): string => (depth === 0 ? '' : xml('w:ind', { 'w:left': 360 * depth }, null));

/** The label of an item is a word of the document and stands before it, in front of the place of its lines. */
function listPart(part: ListPart, context: DocxContext, place: Place): readonly string[] {
  if (part.kind === 'between') return blocksDocx(part.blocks, context, place);
  const depth = place.depth + 1;
  const [first, ...rest] = part.blocks;
  const isWords = first?.kind === 'paragraph';
  const content: readonly Inline[] = isWords ? first.content : [];
  const hasLabel = part.label !== null && part.label.length > 0;
  const label = hasLabel ? runs(part.label ?? [], context) + xml('w:r', {}, '<w:tab/>') : '';
  const bullet = `<w:numPr>${xml('w:ilvl', { 'w:val': Math.min(8, depth - 1) }, null)}<w:numId w:val="1"/></w:numPr>`;
  const properties = hasLabel ? xml('w:ind', { 'w:left': 360 * depth + 240, 'w:hanging': 600 }, null) : bullet;
  const opening = paragraph('ListParagraph', properties, label + runs(content, context));
  const others = (isWords ? rest : part.blocks).flatMap((block) =>
    blockDocx(block, context, { ...place, depth, isTop: false }),
  );
  return [opening, ...others];
}

/** A cell in its place of the grid, or the place below one that reaches down. */
type Slot = { readonly cell: TableCell } | { readonly below: number };

function tableDocx(rows: readonly (readonly TableCell[])[], context: DocxContext): string {
  const grid = slotsOf(rows);
  const width = Math.max(1, ...grid.map((row) => row.reduce((sum, slot) => sum + columnsOf(slot), 0)));
  const lines = grid.map((row) => {
    const used = row.reduce((sum, slot) => sum + columnsOf(slot), 0);
    const missing = used < width ? [emptyCell(width - used)] : [];
    return xml('w:tr', {}, [...row.map((slot) => cellDocx(slot, context)), ...missing].join(''));
  });
  const properties = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>';
  return xml('w:tbl', {}, `${properties}${xml('w:tblGrid', {}, '<w:gridCol/>'.repeat(width))}${lines.join('')}`);
}

const columnsOf = (slot: Slot): number => ('cell' in slot ? slot.cell.colspan : slot.below);

/** Puts into each row what reaches down into it from those above. */
function slotsOf(rows: readonly (readonly TableCell[])[]): readonly (readonly Slot[])[] {
  /** By the column at which it begins: how many rows a cell still reaches down, and how many columns it has. */
  let open = new Map<number, { readonly rows: number; readonly columns: number }>();
  return rows.map((row) => {
    const slots: Slot[] = [];
    const next: typeof open = new Map();
    let column = 0;
    const below = (): void => {
      for (let above = open.get(column); above; above = open.get(column)) {
        slots.push({ below: above.columns });
        if (above.rows > 1) next.set(column, { ...above, rows: above.rows - 1 });
        open.delete(column);
        column += above.columns;
      }
    };
    for (const cell of row) {
      below();
      slots.push({ cell });
      if (cell.rowspan > 1) next.set(column, { rows: cell.rowspan - 1, columns: cell.colspan });
      column += cell.colspan;
    }
    below();
    open = next;
    return slots;
  });
}

const emptyCell = (columns: number): string => xml('w:tc', {}, `${cellProperties(columns, null)}<w:p/>`);

function cellProperties(columns: number, merge: 'restart' | 'continue' | null): string {
  const span = columns > 1 ? xml('w:gridSpan', { 'w:val': columns }, null) : '';
  const reach = merge === null ? '' : xml('w:vMerge', { 'w:val': merge }, null);
  return xml('w:tcPr', {}, `<w:tcW w:w="0" w:type="auto"/>${span}${reach}`);
}

function cellDocx(slot: Slot, context: DocxContext): string {
  if (!('cell' in slot)) return xml('w:tc', {}, `${cellProperties(slot.below, 'continue')}<w:p/>`);
  const { colspan, rowspan, blocks } = slot.cell;
  const content = blocksDocx(blocks, context, { depth: 0, isTop: false }).join('');
  return xml(
    'w:tc',
    {},
    cellProperties(colspan, rowspan > 1 ? 'restart' : null) + (content === '' ? '<w:p/>' : content),
  );
}
