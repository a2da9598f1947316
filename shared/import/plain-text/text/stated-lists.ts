import { countedInEnglish, inEnglish } from '../../../translation/retell.ts';
import { type Block, claim, type Draft, excerpt, isUnclaimed, type ListDraft, rangeOfLines } from '../draft/draft.ts';

/** An item of a list, as a file itself has it. */
export interface StatedItem {
  /** Items with the same key count on from one another. */
  readonly key: string;
  /** How deep it stands, from 0. */
  readonly level: number;
  readonly rend: ListDraft['rend'];
}

interface OpenList extends StatedItem {
  readonly list: ListDraft;
}

/** Paragraphs between two items that count on are of the item above them: so many at most. */
const mostParagraphs = 5;

/** Makes lists of blocks that a file calls items.
 *  @param items by their blocks */
export function claimStatedItems({ blocks }: Draft, items: ReadonlyMap<Block, StatedItem>): void {
  let open: OpenList[] = [];
  let pending: Block[] = [];
  const lists: ListDraft[] = [];
  for (const block of items.size === 0 ? [] : blocks) {
    const item = items.get(block);
    if (!item) {
      const mayGoOn = open.at(-1)?.rend === 'numbered' && isUnclaimed(block) && pending.length < mostParagraphs;
      if (mayGoOn) pending.push(block);
      else [open, pending] = [[], []];
      continue;
    }
    const at = open.findIndex(({ key }) => key === item.key);
    const innermost = open.at(-1)?.list;
    if (at >= 0 && innermost) for (const one of pending) one.role = { kind: 'item paragraph', list: innermost };
    const isWithin = pending.length === 0 && item.level > (open.at(-1)?.level ?? Infinity);
    if (at >= 0) open = open.slice(0, at + 1);
    else open = [...(isWithin ? open : []), opened(item, block, isWithin ? innermost : undefined)];
    pending = [];
    const own = open.at(-1)?.list;
    if (!own) continue;
    if (!lists.includes(own)) lists.push(own);
    own.size += 1;
    for (const { list } of open) list.last = block;
    const textFrom = rangeOfLines(block).from;
    claim(
      block,
      { kind: 'item', item: { bullet: null, label: null, textFrom }, list: own },
      'list',
      excerpt(block.words),
    );
    block.finding = null;
  }
  for (const list of lists) {
    const what = inEnglish`List of ${countedInEnglish(list.size, 'item')}, as the file has it: ${excerpt(list.first.words)}`;
    const [from, to] = [rangeOfLines(list.first).from, rangeOfLines(list.last).to];
    list.finding = { kind: 'list', what, certainty: 'stated', from, to };
  }
}

const opened = (item: StatedItem, block: Block, parent: ListDraft | undefined): OpenList => ({
  ...item,
  list: { rend: item.rend, parent: parent ?? null, first: block, last: block, size: 0, finding: null },
});
