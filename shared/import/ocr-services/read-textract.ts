import { ownTable } from '../../text/own-table.ts';
import type { ImageSizeOf, RawBlock, RawLine, RawPage, WordBudget } from '../ocr/raw-page.ts';
import { roleNamed } from '../ocr/raw-spans.ts';
import type { JsonValue } from './json-values.ts';
import { addWord, boxOfPoints, newBlock, newLine, type ServicePage, servicePage } from './service-pages.ts';

/** What Textract calls blocks of its layout, in the words of others. */
const layoutNames: Readonly<Record<string, string>> = ownTable<string>({
  LAYOUT_TITLE: 'title',
  LAYOUT_SECTION_HEADER: 'heading',
  LAYOUT_HEADER: 'header',
  LAYOUT_FOOTER: 'footer',
  LAYOUT_PAGE_NUMBER: 'page-number',
});

/** Reads what Amazon Textract says of pages: `Blocks` of lines and words, in blocks of its layout where it made one. */
export function readTextract(root: JsonValue, imageSize: ImageSizeOf, budget: WordBudget): readonly RawPage[] {
  const parts = root.items.length > 0 ? root.items : [root];
  const blocks = parts.flatMap((part) => part.at('Blocks').items);
  const byId = new Map(blocks.map((block) => [block.at('Id').text, block]));
  const pages = new Map<number, JsonValue[]>();
  for (const block of blocks) {
    const own = pages.get(pageOf(block));
    if (own) own.push(block);
    else pages.set(pageOf(block), [block]);
  }
  const inOrder = [...pages].sort(([a], [b]) => a - b);
  return inOrder.map(([, own], index) => {
    const made = servicePage(imageSize, index + 1, null, { width: 0, height: 0, unit: 'ratio' });
    made.page.blocks = pageBlocks(own, byId, made, budget);
    return made.page;
  });
}

const pageOf = (block: JsonValue): number => (Number.isInteger(block.at('Page').number) ? block.at('Page').number : 1);

const typeOf = (block: JsonValue): string => block.at('BlockType').text;

const childrenOf = (block: JsonValue): readonly string[] =>
  block
    .at('Relationships')
    .items.filter((relation) => relation.at('Type').text === 'CHILD')
    .flatMap((relation) => relation.at('Ids').items.map((id) => id.text));

function pageBlocks(
  own: readonly JsonValue[],
  byId: ReadonlyMap<string, JsonValue>,
  made: ServicePage,
  budget: WordBudget,
): readonly RawBlock[] {
  const lines = new Map(own.filter((block) => typeOf(block) === 'LINE').map((block) => [block.at('Id').text, block]));
  const left = new Set(lines.keys());
  const read = (ids: readonly string[]): RawLine[] =>
    ids.flatMap((id) => {
      const line = lines.get(id);
      return line && left.delete(id) ? [lineOf(line, byId, made, budget)] : [];
    });
  const blocks: RawBlock[] = [];
  for (const block of own) {
    if (!typeOf(block).startsWith('LAYOUT_')) continue;
    const inside = read(childrenOf(block));
    if (inside.length > 0) blocks.push(newBlock(inside, roleNamed(layoutNames[typeOf(block)], made.page)));
  }
  const rest = read([...left]);
  return rest.length === 0 ? blocks : [...blocks, newBlock(rest)];
}

function lineOf(line: JsonValue, byId: ReadonlyMap<string, JsonValue>, made: ServicePage, budget: WordBudget): RawLine {
  const read = newLine(boxOf(line, made));
  const words = childrenOf(line).flatMap((id) => byId.get(id) ?? []);
  if (words.length === 0) budget.addText(read, line.at('Text').text, null);
  for (const word of words)
    addWord(budget, read, {
      text: word.at('Text').text,
      box: boxOf(word, made),
      confidence: word.at('Confidence').number,
      most: 100,
    });
  return read;
}

function boxOf(block: JsonValue, { scale }: ServicePage) {
  const box = block.at('Geometry').at('BoundingBox');
  if (!box.isThere) return null;
  const [x, y] = [box.at('Left').number, box.at('Top').number];
  return boxOfPoints(
    [
      { x, y },
      { x: x + box.at('Width').number, y: y + box.at('Height').number },
    ],
    scale,
  );
}
