import type { Mark, Node } from 'prosemirror-model';
import { inEnglish } from '../translation/retell.ts';

/** The passages of a document that a web page or a form added, in order, as they read: whole blocks, and words within others. */
export function furnitureOf(doc: Node): readonly string[] {
  const passages: string[] = [];
  doc.descendants((block) => {
    if (!block.isTextblock) return true;
    if (block.type.name === 'furniture') passages.push(readsAs(block));
    else passages.push(...passagesWithin(block));
    return false;
  });
  return passages.filter((passage) => passage !== '');
}

function passagesWithin(block: Node): readonly string[] {
  const passages: string[] = [];
  let isOpen = false;
  block.forEach((child) => {
    const isFurniture = child.marks.some(({ type }) => type.name === 'furnitureText');
    if (isFurniture) passages.push(`${isOpen ? (passages.pop() ?? '') : ''}${readsAs(child)}`);
    isOpen = isFurniture;
  });
  return passages.map(oneLine);
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const readsAs = (node: Node): string =>
  node.isText ? (node.text ?? '') : oneLine(node.textBetween(0, node.content.size, ' ', ' '));

/** So many passages are cited, … */
const mostCited = 12;
/** … each up to so many characters. */
const longestCited = 60;

/** How much the passages are, and what they say: `2 passages of 5 words in all: “Home > Documents”, “Back to top”`. */
export function furnitureInWords(passages: readonly string[]): string {
  const words = passages.reduce((sum, passage) => sum + (passage.match(/\S+/g) ?? []).length, 0);
  const cited = passages.slice(0, mostCited).map((passage) => `“${shortened(passage)}”`);
  const more = passages.length - mostCited;
  const list = cited.join(', ');
  const all = more > 0 ? inEnglish`${list}, and ${more} more` : list;
  if (passages.length !== 1)
    return words === 1
      ? inEnglish`${passages.length} passages of one word in all: ${all}`
      : inEnglish`${passages.length} passages of ${words} words in all: ${all}`;
  return words === 1 ? inEnglish`one passage of one word: ${all}` : inEnglish`one passage of ${words} words: ${all}`;
}

function shortened(passage: string): string {
  const characters = [...passage];
  return characters.length <= longestCited ? passage : `${characters.slice(0, longestCited - 1).join('')}…`;
}

/** What the form of a page prints, or a hand stamps, amid a sentence that goes on below it: a `segment` whose type says so. Between
 *  blocks the same is a block of its own. TEI: `fw` within the block. */
interface FormSegment {
  readonly sort: 'form work' | 'stamp';
  /** `FormWorkType` or `StampType`. */
  readonly type: string;
}

const prefixes: Readonly<Record<FormSegment['sort'], string>> = { 'form work': 'fw-', stamp: 'stamp-' };

/** The `type` of the segment: `fw-header`, `stamp-declassification`. */
export const formSegmentType = ({ sort, type }: FormSegment): string => prefixes[sort] + type;

/** What of a page's form a mark stands for; null for any other mark. */
export function formSegmentOf(mark: Mark): FormSegment | null {
  if (mark.type.name !== 'segment') return null;
  const type = String(mark.attrs.type);
  for (const sort of ['form work', 'stamp'] as const)
    if (type.startsWith(prefixes[sort])) return { sort, type: type.slice(prefixes[sort].length) };
  return null;
}
