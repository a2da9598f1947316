import type { ComparisonFigures } from '../../shared/journal/compare-documents.ts';

export const countOf = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : nouns}`;

/** What was done, as a person reads it: `3 corrections · 1 tag`; empty when nothing was. */
export function figuresLabel({ corrections, tags, anchors }: ComparisonFigures): string {
  return [
    corrections > 0 && countOf(corrections, 'correction'),
    tags > 0 && countOf(tags, 'tag'),
    anchors > 0 && countOf(anchors, 'page anchor'),
  ]
    .filter((part) => part !== false)
    .join(' · ');
}
