import { anchorName } from '../../../document/page-anchor.ts';
import { type AnchorDraft, type Block, type Draft, rangeOf, remark } from '../draft/draft.ts';
import type { SourceRange } from '../draft/source-lines.ts';
import { pageOfContinuationHead } from './form-work.ts';

/** A block with which a page of the paper begins, and what shows it. */
interface PageStart {
  readonly block: Block;
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
  const start = rangeOf(first).from;
  const beginning = { block: first, page: 1, evidence: { from: start, to: start }, reason: 'the text begins here' };
  for (const pageStart of [beginning, ...further]) {
    pageStart.block.leading = [anchorOfStart(pageStart)];
  }
}

const hasAnchors = (draft: Draft): boolean =>
  draft.trailing.length > 0 ||
  draft.blocks.some((block) => block.leading.length > 0) ||
  draft.spans.some((span) => span.sort === 'anchor');

function anchorOfStart({ block, page, evidence, reason }: PageStart): AnchorDraft {
  const at = rangeOf(block).from;
  const label = String(page);
  const what = `${anchorName({ kind: 'facsimile', label })}, inferred: ${reason}`;
  return {
    kind: 'facsimile',
    label,
    placement: 'before block',
    inferred: true,
    from: at,
    to: at,
    finding: { ...evidence, kind: 'page anchor', what, certainty: 'inferred' },
  };
}

/** The starts of pages 2, 3, … as running heads number them. A head out of turn is remarked and starts nothing. */
function startsByHeads(draft: Draft): readonly PageStart[] {
  const starts: PageStart[] = [];
  draft.blocks.forEach((block, index) => {
    const page = isRunningHead(block) ? pageOfContinuationHead(block.words) : null;
    if (page === null) return;
    if (page !== starts.length + 2) {
      remark(
        draft,
        `The running head of page ${page} does not follow page ${starts.length + 1}. No page begins here.`,
        rangeOf(block),
      );
      return;
    }
    const startBlock = draft.blocks[topOfPage(draft.blocks, index)] ?? block;
    starts.push({ block: startBlock, page, evidence: rangeOf(block), reason: `its running head is ${block.words}` });
  });
  return starts;
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
      page: index + 2,
      evidence: rangeOf(block),
      reason: 'a form feed stands before it',
    }));
}
