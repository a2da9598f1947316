import { anchorName } from '../../../document/page-anchor.ts';
import { inEnglish } from '../../../translation/retell.ts';
import { type AnchorDraft, type Block, type Draft, type DraftFinding, rangeOfLines, remark } from '../draft/draft.ts';
import type { SourceLine, SourceRange } from '../draft/source-lines.ts';
import { pageOfContinuationHead } from './form-marks.ts';
import { startsPage } from './form-work.ts';

/** Where a page of the paper begins, and what shows it. */
interface PageStart {
  readonly block: Block;
  /** The line of the block above which the page begins, where a sentence of the block goes on over it; null for the whole block. */
  readonly line: SourceLine | null;
  readonly page: number;
  readonly evidence: SourceRange;
  readonly reason: string;
}

/** Where no marker states the pages, running heads (`-2- 1762, … FROM NEW YORK`) or form feeds show them: each page gets a
 *  facsimile anchor that says it is inferred. */
export function inferPages(draft: Draft): void {
  const first = draft.blocks[0];
  if (!first || hasAnchors(draft)) return;
  const heads = startsByHeads(draft);
  const further = heads.length > 0 ? heads : startsByFormFeeds(draft.blocks);
  if (further.length === 0) return;
  const start = rangeOfLines(first).from;
  const evidence = { from: start, to: start };
  const beginning = { block: first, line: null, page: 1, evidence, reason: inEnglish`the text begins here` };
  for (const pageStart of [beginning, ...further]) {
    if (pageStart.line === null)
      pageStart.block.leading = [anchorOfStart(pageStart, rangeOfLines(pageStart.block).from)];
    else draft.spans.push({ sort: 'anchor', ...anchorOfStart(pageStart, pageStart.line.from) });
  }
}

const hasAnchors = (draft: Draft): boolean =>
  draft.trailing.length > 0 ||
  draft.blocks.some((block) => block.leading.length > 0) ||
  draft.spans.some((span) => span.sort === 'anchor');

function anchorOfStart({ page, evidence, reason, line }: PageStart, at: number): AnchorDraft {
  const label = String(page);
  const what = `${anchorName({ kind: 'facsimile', label })}, inferred: ${reason}`;
  const finding: DraftFinding = { ...evidence, kind: 'page anchor', what, certainty: 'inferred' };
  const placement = line === null ? 'before block' : 'text';
  return { kind: 'facsimile', label, placement, inferred: true, from: at, to: at, finding };
}

/** The starts of pages 2, 3, … as running heads number them. A head out of turn is remarked and starts nothing. */
function startsByHeads(draft: Draft): readonly PageStart[] {
  const starts: PageStart[] = [];
  const add = (page: number, evidence: SourceRange, words: string, place: Pick<PageStart, 'block' | 'line'>): void => {
    // Cables number their first page, too.
    if (page === 1 && starts.length === 0) return;
    if (page === starts.length + 2)
      starts.push({ ...place, page, evidence, reason: inEnglish`its running head is ${words}` });
    else
      remark(
        draft,
        inEnglish`The running head of page ${page} does not follow page ${starts.length + 1}. No page begins here.`,
        evidence,
      );
  };
  draft.blocks.forEach((block, index) => {
    const page = isRunningHead(block) ? pageOfContinuationHead(block.words) : null;
    if (page !== null) {
      const top = draft.blocks[topOfPage(draft.blocks, index)] ?? block;
      add(page, rangeOfLines(block), block.words, { block: top, line: null });
    }
    addWithin(block, add);
  });
  return starts;
}

type AddStart = (page: number, evidence: SourceRange, words: string, place: Pick<PageStart, 'block' | 'line'>) => void;

/** The pages that begin within a block, over whose ends its sentence goes on. */
function addWithin(block: Block, add: AddStart): void {
  block.interruptions.forEach(({ line }, index) => {
    const page = pageOfContinuationHead(line.words);
    if (page === null) return;
    const above = block.interruptions[index - 1];
    const top = above && startsPage(block.interruptions, above) ? above.line : line;
    add(page, { from: line.from, to: line.to }, line.words, { block, line: top });
  });
}

const isRunningHead = ({ role }: Block): boolean => role.kind === 'form work' && role.type === 'header';

/** A page begins above its running head: with a classification marking, and with the shelf mark above that. Of two shelf
 *  marks the upper one closes the page before. */
function topOfPage(blocks: readonly Block[], head: number): number {
  let top = head;
  if (isFormWork(blocks[top - 1], 'classification')) top--;
  const mark = blocks[top - 1];
  if (!mark || !isFormWork(mark, 'shelfmark')) return top;
  const opensPage = mark.words.includes('/') || isFormWork(blocks[top - 2], 'shelfmark');
  return opensPage ? top - 1 : top;
}

const isFormWork = (block: Block | undefined, type: string): boolean =>
  block?.role.kind === 'form work' && block.role.type === type;

function startsByFormFeeds(blocks: readonly Block[]): readonly PageStart[] {
  return blocks
    .filter((block, index) => index > 0 && block.lines[0]?.afterFormFeed === true)
    .map((block, index) => ({
      block,
      line: null,
      page: index + 2,
      evidence: rangeOfLines(block),
      reason: inEnglish`a form feed stands before it`,
    }));
}
