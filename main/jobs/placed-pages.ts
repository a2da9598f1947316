import type { Node } from 'prosemirror-model';
import type { PlacedLayoutWord, PlacedPage } from '../../shared/contract/facsimile.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import type { Box, PageLayout, PageReading, ReadingRole } from '../../shared/document/layout.ts';
import type { PageImage } from '../../shared/document/page-image.ts';

/** Which reading of a page the text is tied to: one that came with the page before one that was made here. */
const rolesByTrust: readonly ReadingRole[] = ['layout file', 'text layer', 'ocr'];

/** The reading of a page that is trusted most; undefined when it has none. */
export function trustedReading(readings: readonly PageReading[], page: PageImage): PageReading | undefined {
  const own = readings.filter((reading) => reading.page === page.id);
  return rolesByTrust.flatMap((role) => own.find((reading) => reading.role === role) ?? [])[0];
}

/** Where the words of the pages stand in the document as it was imported. Boxes are in pixels of the present image, also where
 *  the reading was measured on one of another size. */
export function placedPages({ imported, pages, readings }: DocumentState): readonly PlacedPage[] {
  const words = importedWords(imported);
  let next = 0;
  return pages.flatMap((page) => {
    const reading = trustedReading(readings, page);
    if (!reading) return [];
    const scale = scaleTo(page, reading.layout);
    const placed: PlacedLayoutWord[] = [];
    const lines: { from: number; to: number; box: Box }[] = [];
    for (const line of reading.layout.blocks.flatMap((block) => block.lines)) {
      const ofLine: { from: number; to: number }[] = [];
      for (const { text, box, confidence } of line.words) {
        const found = words.findIndex((word, index) => index >= next && index < next + lookAhead && word.text === text);
        const place = words[found];
        if (!place) continue;
        next = found + 1;
        ofLine.push(place);
        if (box) placed.push({ from: place.from, to: place.to, box: scale(box), confidence });
      }
      const [first, last] = [ofLine[0], ofLine.at(-1)];
      if (first && last && line.box) lines.push({ from: first.from, to: last.to, box: scale(line.box) });
    }
    return [{ page: page.id, words: placed, lines }];
  });
}

/** How many words of the document are passed over in looking for one of the page. */
const lookAhead = 40;

function scaleTo({ width, height }: PageImage, layout: PageLayout): (box: Box) => Box {
  const [across, down] = [layout.width > 0 ? width / layout.width : 1, layout.height > 0 ? height / layout.height : 1];
  return (box) => ({ x: box.x * across, y: box.y * down, width: box.width * across, height: box.height * down });
}

interface ImportedWord {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function importedWords(doc: Node): readonly ImportedWord[] {
  const words: ImportedWord[] = [];
  doc.descendants((node, pos) => {
    if (!node.isText) return;
    for (const match of (node.text ?? '').matchAll(/\S+/g)) {
      const from = pos + match.index;
      words.push({ text: match[0], from, to: from + match[0].length });
    }
  });
  return words;
}
