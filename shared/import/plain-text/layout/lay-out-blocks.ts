import { inEnglish } from '../../../translation/retell.ts';
import type { AnchorDraft, Block, Draft } from '../draft/draft.ts';
import { anchorFromMarker, type PageMarker } from '../draft/page-markers.ts';
import type { SourceLine, SourceRange } from '../draft/source-lines.ts';
import { groupLines, type LineGroup } from './group-lines.ts';

/** Makes the blocks of a draft, each a paragraph at first. A marker on a line of its own stands before the block that
 *  follows it; one among words stands in its block. */
export function layOutBlocks(draft: Draft, lines: readonly SourceLine[], markers: readonly PageMarker[]): void {
  const { groups, markerLinesAfter } = groupLines(draft.text, lines);
  const onOwnLine = (line: SourceLine): readonly AnchorDraft[] =>
    markersWithin(markers, line).map((found) =>
      anchorFromMarker(found, 'before block', inEnglish`on a line of its own`),
    );
  for (const group of groups) {
    const first = group.lines[0];
    const atBeginning = first ? markersWithin(markers, { from: first.markersFrom, to: first.from }) : [];
    const leading = [
      ...group.markerLines.flatMap(onOwnLine),
      ...atBeginning.map((found) => anchorFromMarker(found, 'text', inEnglish`at the beginning of a paragraph`)),
    ];
    const block = newBlock(group, leading);
    draft.blocks.push(block);
    for (const line of block.lines)
      for (const found of markersWithin(markers, line))
        draft.spans.push({
          sort: 'anchor',
          ...anchorFromMarker(found, 'text', placeWithin(draft.text, block, line, found)),
        });
  }
  draft.trailing = markerLinesAfter.flatMap(onOwnLine);
}

function newBlock(group: LineGroup, leading: readonly AnchorDraft[]): Block {
  const interruptions = new Set(group.interruptions.map(({ line }) => line));
  return {
    // Markers at the beginning of a further line stand within the block.
    lines: group.lines.map((line, index) => (index === 0 ? line : { ...line, from: line.markersFrom })),
    interruptions: group.interruptions,
    words: group.lines
      .filter((line) => !interruptions.has(line))
      .map((line) => line.words)
      .filter((words) => words !== '')
      .join(' '),
    opening: group.opening,
    role: { kind: 'paragraph' },
    finding: null,
    leading,
  };
}

/** The markers inside a range; `markers` are in source order. O(log n + hits). */
function markersWithin(markers: readonly PageMarker[], range: SourceRange): readonly PageMarker[] {
  let low = 0;
  let high = markers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((markers[middle]?.from ?? 0) < range.from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while ((markers[end]?.to ?? Infinity) <= range.to) end++;
  return markers.slice(low, end);
}

/** Where among the words of its block a marker stands, for the report. */
function placeWithin(text: string, block: Block, line: SourceLine, found: SourceRange): string {
  if (line.words === '') return inEnglish`on a line of its own inside a paragraph`;
  if (found.to === block.lines.at(-1)?.to) return inEnglish`at the end of a paragraph`;
  const before = text.slice(Math.max(line.from, found.from - 20), found.from).trimEnd();
  return /[.!?:]["”’)\]]*$/.test(before) ? inEnglish`between sentences` : inEnglish`inside a sentence`;
}
