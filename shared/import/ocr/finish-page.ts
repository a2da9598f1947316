import type { Box, LayoutBlock, LayoutLine, LayoutWord, PageLayout, WordAlternative } from '../../document/layout.ts';
import type { LayoutFault, LayoutRemark } from './layout-fault.ts';
import type { RawLine, RawPage, RawWord } from './raw-page.ts';

/** More pixels than any page has on one side. */
const longestSide = 100_000;

/** What became of a page as a file has it. */
export type FinishedPage =
  | { readonly kind: 'page'; readonly layout: PageLayout; readonly remarks: readonly LayoutRemark[] }
  | Extract<LayoutFault, { readonly kind: 'page-size' }>;

/** Checks a page: boxes are cut at its edge or left out, confidences that are none become null, and what was done is counted.
 *  @param page number of the page in its file, from 1 */
export function finishPage(raw: RawPage, page: number): FinishedPage {
  const stated = raw.width === null || raw.height === null ? null : { width: raw.width, height: raw.height };
  const { width, height } = stated ?? extentOf(raw);
  if (!(width > 0 && width <= longestSide && height > 0 && height <= longestSide))
    return { kind: 'page-size', page, width, height };
  const check = new PageCheck(width, height);
  const blocks = raw.blocks.map(
    (block): LayoutBlock => ({
      box: check.box(block.box),
      lines: block.lines.map((line) => check.line(line)),
    }),
  );
  const remarks: LayoutRemark[] = check.remarks(page);
  if (!stated) remarks.push({ kind: 'size-from-boxes', page });
  if (raw.isSizeOfImage) remarks.push({ kind: 'size-from-image', page });
  if (raw.correctedLines > 0) remarks.push({ kind: 'lines-taken', page, count: raw.correctedLines });
  if (raw.leftOut > 0) remarks.push({ kind: 'text-left-out', page, count: raw.leftOut });
  if (raw.assumedDpi !== null) remarks.push({ kind: 'resolution-assumed', page, dpi: raw.assumedDpi });
  return { kind: 'page', layout: { width, height, blocks }, remarks };
}

/** How far the boxes reach; 1 × 1 when there is none. */
function extentOf({ blocks }: RawPage): { readonly width: number; readonly height: number } {
  let [width, height] = [1, 1];
  const reach = (box: Box | null): void => {
    if (!box || !isSound(box)) return;
    width = Math.max(width, Math.ceil(box.x + box.width));
    height = Math.max(height, Math.ceil(box.y + box.height));
  };
  for (const block of blocks) {
    reach(block.box);
    for (const line of block.lines) {
      reach(line.box);
      for (const word of line.words) reach(word.box);
    }
  }
  return { width, height };
}

const isSound = ({ x, y, width, height }: Box): boolean =>
  width > 0 && height > 0 && [x, y, width, height].every(Number.isFinite);

class PageCheck {
  private clipped = 0;
  private dropped = 0;
  private doubtful = 0;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {}

  remarks(page: number): LayoutRemark[] {
    const found: LayoutRemark[] = [];
    if (this.clipped > 0) found.push({ kind: 'boxes-clipped', page, count: this.clipped });
    if (this.dropped > 0) found.push({ kind: 'boxes-dropped', page, count: this.dropped });
    if (this.doubtful > 0) found.push({ kind: 'confidences-dropped', page, count: this.doubtful });
    return found;
  }

  line({ box, baseline, words }: RawLine): LayoutLine {
    const sound = baseline?.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)) ?? [];
    return {
      box: this.box(box),
      baseline: sound.length < 2 ? null : sound,
      words: words.map((word) => this.word(word)),
    };
  }

  private word({ text, box, confidence, alternatives, hyphenation }: RawWord): LayoutWord {
    return {
      text,
      box: this.box(box),
      confidence: this.confidence(confidence),
      alternatives: alternatives.map(
        (other): WordAlternative => ({ text: other.text, confidence: this.confidence(other.confidence) }),
      ),
      hyphenation,
    };
  }

  box(box: Box | null): Box | null {
    if (!box) return null;
    const left = Math.max(0, box.x);
    const top = Math.max(0, box.y);
    const right = Math.min(this.width, box.x + box.width);
    const bottom = Math.min(this.height, box.y + box.height);
    if (!isSound(box) || right <= left || bottom <= top) {
      this.dropped += 1;
      return null;
    }
    if (left === box.x && top === box.y && right === box.x + box.width && bottom === box.y + box.height) return box;
    this.clipped += 1;
    return { x: left, y: top, width: right - left, height: bottom - top };
  }

  private confidence(value: number | null): number | null {
    if (value === null || Number.isFinite(value)) return value;
    this.doubtful += 1;
    return null;
  }
}
