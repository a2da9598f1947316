import type { Node } from 'prosemirror-model';
import type { PageImageId } from '../../shared/document/identifier.ts';
import type { PlacedPage } from '../../shared/tracking/placed-words.ts';

export const pageOfWords = 's1' as PageImageId;

/** Every word of a document on one page, with its number for the left edge of its box. */
export function everyWord(imported: Node): PlacedPage {
  const words: PlacedPage['words'][number][] = [];
  imported.descendants((node, pos) => {
    for (const match of (node.text ?? '').matchAll(/\S+/g))
      words.push({
        from: pos + match.index,
        to: pos + match.index + match[0].length,
        box: { x: words.length, y: 0, width: 1, height: 1 },
        confidence: 90,
        read: [words.length],
      });
  });
  const [first, last] = [words[0], words.at(-1)];
  return {
    page: pageOfWords,
    words,
    lines: first && last ? [{ from: first.from, to: last.to, box: { x: 0, y: 0, width: 99, height: 1 } }] : [],
  };
}
