import type { ReadDocument } from '../../../shared/import/plain-text/read-plain-text.ts';
import { alignBlocks, CopyCharacters } from './aligned-blocks.ts';
import type { Copy } from './copy.ts';
import type { Tally } from './tally.ts';
import type { TrueKind } from './truth.ts';

/** Kinds of which it makes no difference whether their lines are one block or several. */
const loose: readonly TrueKind[] = [
  'signature',
  'closer',
  'addressee',
  'dateline',
  'remark',
  'table',
  'field label',
  'field value',
  'attachment title',
  'title',
  'file number',
  'centred',
];

/** What an item of a list may begin with. */
const marked = /^(?:["“([]*(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)\]]|[—–•*-]|1st|\dd|No\. \d)/i;
/** A paragraph that counts, although it is not encoded as an item: a list of such is no fault. */
const numbered = /^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|[—–-]{1,2}\s?\w|•)/i;

/** Holds the beginnings of paragraphs and items, and the number of tables, against the encoding. */
export function scoreBlocks(tally: Tally, copy: Copy, { doc, report }: ReadDocument): void {
  const calls = report.recognitions.filter(({ kind, what }) => kind === 'note reference' && !what.includes('proposed'));
  const characters = new CopyCharacters(copy, [...report.setAside, ...calls.map(({ source }) => source)]);
  const found = alignBlocks(doc, characters).filter(({ type }) => type !== 'formWork' && type !== 'stamp');
  const truth = trueStarts(copy, characters);
  const starts = new Set(found.map(({ start }) => start));
  const items = new Set(found.filter(({ type }) => type === 'item').map(({ start }) => start));
  for (const [start, { kind }] of truth.starts) {
    if (starts.has(start)) tally.add('paragraph', 'right');
    else tally.add('paragraph', 'missed', `joined, ${kind}: ${characters.around(start)}`);
  }
  const inNotes = noteCharacters(copy, characters);
  for (const start of starts)
    if (!truth.starts.has(start) && !truth.free.has(start) && !inNotes.has(start) && !characters.isUnread(start))
      tally.add('paragraph', 'wrong', `split: ${characters.around(start)}`);
  for (const start of truth.items)
    tally.add('list item', items.has(start) ? 'right' : 'missed', characters.around(start));
  for (const start of items)
    if (!truth.items.has(start) && !truth.mayBeItems.has(start))
      tally.add('list item', 'wrong', characters.around(start));
  scoreTables(tally, copy, doc.children.flatMap(tablesIn).length);
  scoreCharacters(tally, copy, doc);
}

interface TrueStarts {
  readonly starts: ReadonlyMap<number, { readonly kind: TrueKind }>;
  readonly items: ReadonlySet<number>;
  /** Items without a label, and paragraphs with one. */
  readonly mayBeItems: ReadonlySet<number>;
  /** Where a block may begin or not. */
  readonly free: ReadonlySet<number>;
}

function trueStarts(copy: Copy, characters: CopyCharacters): TrueStarts {
  const starts = new Map<number, { readonly kind: TrueKind }>();
  const [items, mayBeItems, free] = [new Set<number>(), new Set<number>(), new Set<number>()];
  for (const range of copy.blocks) {
    const { kind, block } = range;
    const start = kind === 'page line' ? null : characters.firstIn(range);
    if (start === null) continue;
    const words = copy.text.slice(range.from, range.to);
    if (kind === 'item') (block.label || marked.test(words) ? items : mayBeItems).add(start);
    else if ((kind === 'paragraph' || kind === 'item paragraph') && numbered.test(words)) mayBeItems.add(start);
    if (kind === 'field value') free.add(start);
    else starts.set(start, { kind });
    if (loose.includes(kind))
      for (const number of charactersIn(range, characters)) if (number !== start) free.add(number);
  }
  return { starts, items, mayBeItems, free };
}

function* charactersIn(
  { from, to }: { readonly from: number; readonly to: number },
  characters: CopyCharacters,
): Generator<number> {
  for (let at = from; at < to; at++) {
    const number = characters.numberAt(at);
    if (number !== undefined) yield number;
  }
}

function noteCharacters(copy: Copy, characters: CopyCharacters): ReadonlySet<number> {
  return new Set([...copy.notes.values()].flatMap((range) => [...charactersIn(range, characters)]));
}

type Doc = ReadDocument['doc'];

const tablesIn = (node: Doc): readonly Doc[] =>
  node.type.name === 'table' ? [node] : node.isTextblock ? [] : node.children.flatMap(tablesIn);

function scoreTables(tally: Tally, copy: Copy, found: number): void {
  const truth = copy.blocks.filter(({ kind }) => kind === 'table').length;
  const words = `${found} for ${truth}`;
  for (let index = 0; index < Math.max(found, truth); index++)
    tally.add('table', index >= truth ? 'wrong' : index >= found ? 'missed' : 'right', words);
}

/** Every character that is no white space is in the document, or printed for an atom of it. What is set aside is markup. */
function scoreCharacters(tally: Tally, copy: Copy, doc: Doc): void {
  let kept = 0;
  doc.descendants((node) => {
    const printed = node.text ?? (node.attrs.raw as string | null | undefined) ?? '';
    kept += printed.replace(/\s/g, '').length;
  });
  const lost = copy.text.replace(/\s/g, '').length - kept;
  if (lost > 0) tally.addHarm('characters lost', String(lost), lost);
}
