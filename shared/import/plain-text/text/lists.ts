import {
  type Block,
  type Draft,
  excerpt,
  isInterruption,
  isUnclaimed,
  type ListDraft,
  rangeOf,
} from '../draft/draft.ts';
import { type Enumerator, type ItemLabel, itemLabelOf } from './item-labels.ts';

/** A list that may still go on. */
interface OpenList {
  readonly list: ListDraft;
  readonly style: string;
  value: number;
}

/** Blocks that count on from one another become lists; a list within an item is one of another style that begins anew.
 *  Stamps, running heads and other form work between two items (the end of a page) do not end a list. A lone `1.` is no list. */
export function recogniseLists(draft: Draft): void {
  let open: OpenList[] = [];
  const all: ListDraft[] = [];
  for (const block of draft.blocks) {
    if (isInterruption(block)) continue;
    const label = isUnclaimed(block) ? labelOfBlock(draft.text, block) : null;
    open = label ? addItem(open, block, label, all) : [];
  }
  for (const list of all) settle(list);
  settleItems(draft);
}

const labelOfBlock = (text: string, block: Block): ItemLabel | null => {
  const line = block.lines[0];
  return line ? itemLabelOf(text, line.from, line.to) : null;
};

/** Puts the block into the innermost open list that it continues, else into a new one.
 *  @returns the lists that are open after it */
function addItem(open: readonly OpenList[], block: Block, label: ItemLabel, all: ListDraft[]): OpenList[] {
  const item = { bullet: label.bullet, label: label.label, textFrom: label.textFrom };
  for (let depth = open.length - 1; depth >= 0; depth--) {
    const candidate = open[depth];
    const reading = candidate && label.readings.find((one) => continues(candidate, one));
    if (!candidate || !reading) continue;
    candidate.value = reading.value;
    const stillOpen = open.slice(0, depth + 1);
    for (const { list } of stillOpen) list.last = block;
    candidate.list.size++;
    block.role = { kind: 'item', item, list: candidate.list };
    return stillOpen;
  }
  const reading = label.readings.find((one) => one.value <= 1) ?? label.readings.at(-1) ?? { style: '', value: 0 };
  const isNested = reading.value <= 1 && open.every(({ style }) => style !== reading.style);
  const around = isNested ? [...open] : [];
  const parent = around.at(-1)?.list ?? null;
  const list: ListDraft = { rend: rendOf(reading), parent, first: block, last: block, size: 1, finding: null };
  for (const { list: outer } of around) outer.last = block;
  all.push(list);
  block.role = { kind: 'item', item, list };
  return [...around, { list, ...reading }];
}

const continues = ({ style, value }: OpenList, next: Enumerator): boolean =>
  style === next.style && (next.value === 0 || next.value === value + 1);

const rendOf = ({ value }: Enumerator): ListDraft['rend'] => (value === 0 ? 'bulleted' : 'numbered');

/** A list of one item, at the top level, is none. The others get their line in the report. Outer lists come first. */
function settle(list: ListDraft): void {
  if (list.parent?.finding === null) list.parent = null;
  if (list.size === 1 && list.parent === null) return;
  const from = rangeOf(list.first).from;
  const to = rangeOf(list.last).to;
  const what = `List of ${list.size} ${list.size === 1 ? 'item' : 'items'}: ${excerpt(list.first.words)}`;
  list.finding = { kind: 'list', what, certainty: 'stated', from, to };
}

/** Turns the items of lists that were not kept back into paragraphs, and sets the bullets of the others aside. */
function settleItems(draft: Draft): void {
  for (const block of draft.blocks) {
    if (block.role.kind !== 'item') continue;
    const { item, list } = block.role;
    if (list.finding === null) block.role = { kind: 'paragraph' };
    else if (item.bullet) draft.spans.push({ sort: 'set aside', ...item.bullet, why: 'bullet of a list item' });
  }
}
