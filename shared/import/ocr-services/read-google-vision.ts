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
    const end = symbols.at(-1)?.at('property').at('detectedBreak').at('type').text ?? '';
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
