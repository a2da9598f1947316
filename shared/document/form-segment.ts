import type { Mark } from 'prosemirror-model';

/** What the form of a page prints, or a hand stamps, amid a sentence that goes on below it: a `segment` whose type says so. Between
 *  blocks the same is a block of its own. TEI: `fw` within the block. */
export interface FormSegment {
  readonly sort: 'form work' | 'stamp';
  /** `FormWorkType` or `StampType`. */
  readonly type: string;
}

const prefixes: Readonly<Record<FormSegment['sort'], string>> = { 'form work': 'fw-', stamp: 'stamp-' };

/** The `type` of the segment: `fw-header`, `stamp-declassification`. */
export const formSegmentType = ({ sort, type }: FormSegment): string => prefixes[sort] + type;

/** What of a page's form a mark stands for; null for any other mark. */
export function formSegmentOf(mark: Mark): FormSegment | null {
  if (mark.type.name !== 'segment') return null;
  const type = String(mark.attrs.type);
  for (const sort of ['form work', 'stamp'] as const)
    if (type.startsWith(prefixes[sort])) return { sort, type: type.slice(prefixes[sort].length) };
  return null;
}
