import { countedInEnglish, inEnglish } from '../../../translation/retell.ts';
import {
  type Block,
  type Draft,
  excerpt,
  isInterruption,
  isUnclaimed,
  type ListDraft,
  rangeOfLines,
} from '../draft/draft.ts';
import { type Enumerator, type ItemLabel, isLabelAlone, itemLabelOf } from './item-labels.ts';

/** A list that may still go on. */
interface OpenList {
  readonly list: ListDraft;
  readonly style: string;
  value: number;
}

/** An item may have so many further paragraphs before the list goes on. */
const mostParagraphs = 5;

/** Blocks that count on from one another become lists; a list within an item is one of another style that begins anew.
 *  Stamps, running heads and other form work between two items (the end of a page) do not end a list, and paragraphs between two items that
 *  count on are of the item above them. A lone `1.` is no list. */
export function recogniseLists(draft: Draft): void {
  joinLabelsAlone(draft);
  const finder = new ListFinder(draft.text);
  for (const block of draft.blocks) finder.take(block);
  const [text] = draft.blocks.filter(
    ({ role, opening }) => !opening && (role.kind === 'item' || role.kind === 'paragraph'),
  );
  const isFirst = text !== undefined && /^\W{0,2}1\W/.test(text.words);
  for (const list of finder.lists) settle(list, isFirst && list.first === text);
  settleItems(draft);
}

/** A label and the paragraph below a blank line are one item, where several such labels count on from one another. */
function joinLabelsAlone(draft: Draft): void {
  const labels = draft.blocks.filter((block) => isUnclaimed(block) && isLabelAlone(block.words));
  if (labels.length < 2) return;
  const kept: Block[] = [];
  for (const block of draft.blocks) {
    const label = kept.at(-1);
    const isWords = isUnclaimed(block) && !isLabelAlone(block.words) && block.leading.length === 0;
    if (label && isWords && isUnclaimed(label) && isLabelAlone(label.words)) {
      label.lines = [...label.lines, ...block.lines];
      label.words = `${label.words} ${block.words}`;
    } else kept.push(block);
  }
  draft.blocks = kept;
}

class ListFinder {
  readonly lists: ListDraft[] = [];
  readonly #text: string;
  #open: OpenList[] = [];
  /** Paragraphs since the last item. */
  #pending: Block[] = [];
  /** Whether the form of a page stands among them: then they are of no item. */
  #isParted = false;

  constructor(text: string) {
    this.#text = text;
  }

  take(block: Block): void {
    if (isInterruption(block)) {
      this.#isParted ||= this.#pending.length > 0;
      return;
    }
    const label = isUnclaimed(block) ? this.#labelOf(block) : null;
    if (label && this.#mayGoOn(label)) this.#claimPending();
    else if (!label && this.#mayBePending(block)) {
      this.#pending.push(block);
      return;
    }
    if (this.#pending.length > 0 || !label) this.#open = [];
    this.#pending = [];
    this.#isParted = false;
    if (label) this.#addItem(block, label);
  }

  #labelOf(block: Block): ItemLabel | null {
    const [line] = block.lines;
    const end = block.lines.length > 1 && isLabelAlone(line?.words ?? '') ? (block.lines[1]?.to ?? 0) : (line?.to ?? 0);
    return line ? itemLabelOf(this.#text, line.from, end) : null;
  }

  /** Whether a paragraph can be a further one of the last item. */
  #mayBePending(block: Block): boolean {
    if (this.#open.length === 0 || !isUnclaimed(block) || block.opening) return false;
    return this.#pending.length < mostParagraphs;
  }

  /** Whether an item behind pending paragraphs goes on with one of the open lists. A bullet does not count. */
  #mayGoOn(label: ItemLabel): boolean {
    if (this.#pending.length === 0 || this.#isParted) return false;
    return this.#open.some((open) => label.readings.some((reading) => reading.value > 0 && continues(open, reading)));
  }

  #claimPending(): void {
    const innermost = this.#open.at(-1);
    if (!innermost) return;
    for (const block of this.#pending) block.role = { kind: 'item paragraph', list: innermost.list };
    this.#pending = [];
  }

  /** Puts the block into the innermost open list that it continues, else into a new one. */
  #addItem(block: Block, label: ItemLabel): void {
    const item = { bullet: label.bullet, label: label.label, textFrom: label.textFrom };
    for (let depth = this.#open.length - 1; depth >= 0; depth--) {
      const candidate = this.#open[depth];
      const reading = candidate && label.readings.find((one) => continues(candidate, one));
      if (!candidate || !reading) continue;
      candidate.value = reading.value;
      this.#open = this.#open.slice(0, depth + 1);
      for (const { list } of this.#open) list.last = block;
      candidate.list.size++;
      block.role = { kind: 'item', item, list: candidate.list };
      return;
    }
    const reading = label.readings.find((one) => one.value <= 1) ?? label.readings.at(-1) ?? { style: '', value: 0 };
    const isNested = reading.value <= 1 && this.#open.every(({ style }) => style !== reading.style);
    const around = isNested ? [...this.#open] : [];
    const parent = around.at(-1)?.list ?? null;
    const list: ListDraft = { rend: rendOf(reading), parent, first: block, last: block, size: 1, finding: null };
    for (const { list: outer } of around) outer.last = block;
    this.lists.push(list);
    block.role = { kind: 'item', item, list };
    this.#open = [...around, { list, ...reading }];
  }
}

const continues = ({ style, value }: OpenList, next: Enumerator): boolean =>
  style === next.style && (next.value === 0 || next.value === value + 1);

const rendOf = ({ value }: Enumerator): ListDraft['rend'] => (value === 0 ? 'bulleted' : 'numbered');

/** A list of one item, at the top level, is none, unless the text begins with it. The others get their line in the report. Outer lists come first. */
function settle(list: ListDraft, beginsText: boolean): void {
  if (list.parent?.finding === null) list.parent = null;
  if (list.size === 1 && list.parent === null && !beginsText) return;
  const from = rangeOfLines(list.first).from;
  const to = rangeOfLines(list.last).to;
  const what = inEnglish`List of ${countedInEnglish(list.size, 'item')}: ${excerpt(list.first.words)}`;
  list.finding = { kind: 'list', what, certainty: 'stated', from, to };
}

/** Turns the items of lists that were not kept back into paragraphs, and sets the bullets of the others aside. */
function settleItems(draft: Draft): void {
  for (const block of draft.blocks) {
    if (block.role.kind === 'item paragraph' && block.role.list.finding === null) block.role = { kind: 'paragraph' };
    if (block.role.kind !== 'item') continue;
    const { item, list } = block.role;
    if (list.finding === null) block.role = { kind: 'paragraph' };
    else if (item.bullet)
      draft.spans.push({ sort: 'set aside', ...item.bullet, why: inEnglish`bullet of a list item` });
  }
}
