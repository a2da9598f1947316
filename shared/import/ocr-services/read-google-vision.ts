import { baseName, type ImageSizeOf, type RawLine, type RawPage, type WordBudget } from '../ocr/raw-page.ts';
import type { JsonValue } from './json-values.ts';
import { addWord, boxOfPoints, newBlock, newLine, type ServicePage, servicePage } from './service-pages.ts';

/** Reads what Google Vision says of pages: `fullTextAnnotation` of one response or of several. Breaks between symbols part lines. */
export function readGoogleVision(root: JsonValue, imageSize: ImageSizeOf, budget: WordBudget): readonly RawPage[] {
  const responses = root.at('responses').items;
  const all = responses.length > 0 ? responses : root.items.length > 0 ? root.items : [root];
  let number = 0;
  return all.flatMap((response) => {
    const image = baseName(response.at('context').at('uri').text);
    if (!response.at('fullTextAnnotation').isThere && response.at('textAnnotations').items.length > 0) {
      number += 1;
      return [pageOfAnnotations(response.at('textAnnotations').items, number, image, imageSize, budget)];
    }
    return response
      .at('fullTextAnnotation')
      .at('pages')
      .items.map((page) => {
        number += 1;
        const [width, height] = [page.at('width').number, page.at('height').number];
        const made = servicePage(imageSize, number, image, { width, height, unit: 'pixel' });
        const language = page.at('property').at('detectedLanguages').items[0]?.at('languageCode').text ?? '';
        made.page.language = language === '' ? null : language;
        made.page.blocks = page
          .at('blocks')
          .items.flatMap((block) => block.at('paragraphs').items)
          .map((paragraph) => newBlock(linesOf(paragraph, made, { width, height }, budget)));
        return made.page;
      });
  });
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where no break is behind a word, nothing parts it from the next one, as from a full stop. */
function linesOf(paragraph: JsonValue, made: ServicePage, size: Size, budget: WordBudget): RawLine[] {
  const lines: RawLine[] = [];
  let line = newLine(null);
  let isOpen = false;
  for (const word of paragraph.at('words').items) {
    const symbols = word.at('symbols').items;
    const end = breakBehind(symbols.at(-1));
    const text = symbols.map((symbol) => symbol.at('text').text).join('');
    const box = boxOfVertices(word.at('boundingBox'), made, size);
    const before = line.words.length;
    addWord(budget, line, {
      text: end === 'HYPHEN' ? `${text}-` : text,
      box,
      confidence: word.at('confidence').number,
      most: 1,
    });
    if (before === 0) lines.push(line);
    else if (isOpen && line.words.length > before) joinLast(line);
    isOpen = end === '';
    if (/^(?:EOL_SURE_SPACE|LINE_BREAK|HYPHEN)$/.test(end)) line = newLine(null);
  }
  return lines;
}

/** Libraries write the kinds of breaks by their numbers. */
const breaks = ['', 'SPACE', 'SURE_SPACE', 'EOL_SURE_SPACE', 'HYPHEN', 'LINE_BREAK'] as const;

function breakBehind(symbol: JsonValue | undefined): string {
  const type = symbol?.at('property').at('detectedBreak').at('type');
  const name = type?.text || (breaks[type?.number ?? 0] ?? '');
  return name === 'UNKNOWN' ? '' : name;
}

/** Detection of text alone gives the whole text, then its words with their places: the lines are those of the whole. */
function pageOfAnnotations(
  [whole, ...words]: readonly JsonValue[],
  number: number,
  image: ReturnType<typeof baseName>,
  imageSize: ImageSizeOf,
  budget: WordBudget,
): RawPage {
  const corners = whole?.at('boundingPoly').at('vertices').items ?? [];
  const reach = (side: 'x' | 'y'): number => Math.max(0, ...corners.map((corner) => corner.at(side).number || 0));
  const made = servicePage(imageSize, number, image, { width: reach('x'), height: reach('y'), unit: 'pixel' });
  const language = whole?.at('locale').text ?? '';
  made.page.language = language === '' ? null : language;
  let next = 0;
  const lines = (whole?.at('description').text ?? '').split('\n').map((text) => {
    const line = newLine(null);
    let left = text.replace(/\s+/g, '');
    for (let word = words[next]; word && left !== ''; word = words[next]) {
      const own = word.at('description').text;
      if (own === '' || !left.startsWith(own.replace(/\s+/g, ''))) break;
      left = left.slice(own.replace(/\s+/g, '').length);
      const box = boxOfVertices(word.at('boundingPoly'), made, { width: 0, height: 0 });
      addWord(budget, line, { text: own, box, confidence: Number.NaN, most: 1 });
      next += 1;
    }
    // Words that are not those of the text have no place in it.
    if (left !== '') return withTextAlone(text, budget);
    return asWritten(line, text) ? line : withTextAlone(text, budget);
  });
  made.page.blocks = [newBlock(lines.filter(({ words: own }) => own.length > 0))];
  return made.page;
}

function withTextAlone(text: string, budget: WordBudget): RawLine {
  const line = newLine(null);
  if (text.trim() !== '') budget.addText(line, text, null);
  return line;
}

/** Joins words that the text does not part, as a full stop from its word.
 *  @returns whether the line reads as its text */
function asWritten(line: RawLine, text: string): boolean {
  const written = text.split(/\s+/).filter(Boolean);
  const words = line.words.splice(0);
  for (const word of written) {
    let [read, first] = ['', true];
    while (words.length > 0 && read.length < word.length) {
      const next = words.shift();
      if (!next) break;
      read += next.text;
      line.words.push(next);
      if (!first) joinLast(line);
      first = false;
    }
    if (read !== word) return false;
  }
  return words.length === 0;
}

function joinLast({ words }: RawLine): void {
  const [word, next] = words.splice(-2);
  if (!word || !next) return;
  const corners = [word.box, next.box].flatMap((box) =>
    box
      ? [
          { x: box.x, y: box.y },
          { x: box.x + box.width, y: box.y + box.height },
        ]
      : [],
  );
  const confidences = [word, next].flatMap(({ confidence }) => confidence ?? []);
  words.push({
    ...word,
    text: word.text + next.text,
    box: boxOfPoints(corners, { x: 1, y: 1 }),
    confidence: confidences.length === 0 ? null : Math.min(...confidences),
  });
}

function boxOfVertices(box: JsonValue, { page }: ServicePage, size: Size) {
  const point = (scale: Size) => (vertex: JsonValue) => ({
    // A coordinate of 0 is left out.
    x: (vertex.at('x').isThere ? vertex.at('x').number : 0) * scale.width,
    y: (vertex.at('y').isThere ? vertex.at('y').number : 0) * scale.height,
  });
  const vertices = box.at('vertices').items;
  const unit = { x: 1, y: 1 };
  if (vertices.length > 0) return boxOfPoints(vertices.map(point({ width: 1, height: 1 })), unit);
  const whole = { width: size.width || (page.width ?? 1), height: size.height || (page.height ?? 1) };
  return boxOfPoints(box.at('normalizedVertices').items.map(point(whole)), unit);
}
