import { ownTable } from '../../text/own-table.ts';
import type { ImageSizeOf, RawBlock, RawLine, RawPage, WordBudget } from '../ocr/raw-page.ts';
import { roleNamed } from '../ocr/raw-spans.ts';
import type { JsonValue } from './json-values.ts';
import { addWord, boxOfPoints, newBlock, newLine, pairs, type ServicePage, servicePage } from './service-pages.ts';

/** Reads what Azure says of pages: `readResults` of its Read API, or `pages` with `paragraphs` of Document Intelligence. */
export function readAzure(root: JsonValue, imageSize: ImageSizeOf, budget: WordBudget): readonly RawPage[] {
  const result = root.at('analyzeResult').isThere ? root.at('analyzeResult') : root;
  if (root.at('readResult').isThere || root.at('regions').isThere) return [imageAnalysis(root, imageSize, budget)];
  const older = [...result.at('readResults').items, ...root.at('recognitionResults').items];
  const pages = older.length > 0 ? older : result.at('pages').items;
  return pages.map((page, index) => {
    const unit = page.at('unit').text === 'inch' ? ('inch' as const) : ('pixel' as const);
    const size = { width: page.at('width').number, height: page.at('height').number, unit };
    const made = servicePage(imageSize, index + 1, null, size);
    const language = page.at('language').text || result.at('languages').items[0]?.at('locale').text;
    made.page.language = language || null;
    made.page.blocks = blocksOf(result, page, made, budget);
    return made.page;
  });
}

/** What Azure says of one image: `readResult` of Image Analysis, or `regions` of its older OCR, whose boxes are four numbers in a text. */
function imageAnalysis(root: JsonValue, imageSize: ImageSizeOf, budget: WordBudget): RawPage {
  const size = root.at('metadata');
  const [width, height] = [size.at('width').number, size.at('height').number];
  const made = servicePage(imageSize, 1, null, { width: width || 0, height: height || 0, unit: 'pixel' });
  const language = root.at('language').text;
  // `unk` is a language that it did not tell.
  made.page.language = language === '' || language === 'unk' ? null : language;
  const blocks = [...root.at('readResult').at('blocks').items, ...root.at('regions').items];
  const whole = { ...made, scale: { x: 1, y: 1 } };
  made.page.blocks = blocks.map((block) =>
    newBlock(block.at('lines').items.map((line) => lineOf(line, line.at('words').items, whole, budget))),
  );
  if (!(width > 0 && height > 0)) sizeFromImage(made.page, imageSize(1, null));
  return made.page;
}

/** Boxes are in pixels of an image whose size the answer does not state. */
function sizeFromImage(page: RawPage, known: ReturnType<ImageSizeOf>): void {
  page.width = known?.width ?? null;
  page.height = known?.height ?? null;
}

interface Spanned {
  readonly from: number;
  readonly to: number;
}

/** Where something stands in the text of the whole answer; null in answers that do not say. */
function spanOf(part: JsonValue): Spanned | null {
  const span = part.at('span').isThere ? part.at('span') : part.at('spans').items[0];
  const [from, length] = [span?.at('offset').number ?? Number.NaN, span?.at('length').number ?? Number.NaN];
  return from >= 0 && length >= 0 ? { from, to: from + length } : null;
}

/** What a paragraph is called, in the words of others. */
const roleNames: Readonly<Record<string, string>> = ownTable<string>({
  title: 'title',
  sectionHeading: 'heading',
  pageHeader: 'header',
  pageFooter: 'footer',
  pageNumber: 'page-number',
  footnote: 'footnote',
});

/** The lines of each paragraph; those of none are one block, as all are where there are none. */
function blocksOf(result: JsonValue, page: JsonValue, made: ServicePage, budget: WordBudget): readonly RawBlock[] {
  const words = page.at('words').items.map((word) => ({ word, span: spanOf(word) }));
  const paragraphs = result.at('paragraphs').items.flatMap((paragraph) => {
    const span = spanOf(paragraph);
    const name = paragraph.at('role').text;
    return span ? [{ span, name: roleNames[name] ?? name }] : [];
  });
  const blocks = new Map<(typeof paragraphs)[number] | null, RawLine[]>();
  let [nextWord, nextParagraph] = [0, 0];
  for (const line of page.at('lines').items) {
    const span = spanOf(line);
    const own: JsonValue[] = [];
    if (span) {
      while ((words[nextWord]?.span?.from ?? Infinity) < span.from) nextWord++;
      for (; (words[nextWord]?.span?.to ?? Infinity) <= span.to; nextWord++)
        own.push(words[nextWord]?.word as JsonValue);
      while ((paragraphs[nextParagraph]?.span.to ?? Infinity) <= span.from) nextParagraph++;
    }
    const paragraph = paragraphs[nextParagraph];
    const holder = span && paragraph && paragraph.span.from <= span.from ? paragraph : null;
    const read = lineOf(line, own.length > 0 ? own : line.at('words').items, made, budget);
    const lines = blocks.get(holder);
    if (lines) lines.push(read);
    else blocks.set(holder, [read]);
  }
  return [...blocks].map(([holder, lines]) => newBlock(lines, roleNamed(holder?.name, made.page)));
}

function lineOf(line: JsonValue, words: readonly JsonValue[], made: ServicePage, budget: WordBudget): RawLine {
  const read = newLine(boxOf(line, made));
  const text = line.at('content').text || line.at('text').text;
  if (words.length === 0) budget.addText(read, text, null);
  for (const word of words)
    addWord(budget, read, {
      text: word.at('content').text || word.at('text').text,
      box: boxOf(word, made),
      confidence: word.at('confidence').number,
      most: 1,
    });
  return read;
}

function boxOf(part: JsonValue, { scale }: ServicePage) {
  const corners = [...part.at('polygon').items, ...part.at('boundingPolygon').items, ...part.at('boundingBox').items];
  const numbers = corners.flatMap((one) =>
    one.at('x').isThere ? [one.at('x').number, one.at('y').number] : one.number,
  );
  const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = part
    .at('boundingBox')
    .text.split(',')
    .map(Number);
  if (height > 0) return boxOfPoints(pairs([x, y, x + width, y + height]), scale);
  return numbers.length < 4 ? null : boxOfPoints(pairs(numbers), scale);
}
