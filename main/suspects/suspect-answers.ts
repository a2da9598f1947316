import type { ChangedSuspects } from '../../shared/contract/calls/document.ts';
import { askedFrom } from '../../shared/correct/suspects/suspects.ts';
import type { SuspectsOfBlock } from './suspect-finder.ts';

/** So many answers are remembered: whoever could not take one has that before it. */
const mostAnswers = 4;

/** An answer: what it is known by, and the blocks that have other suspects than in an earlier one. */
export interface SuspectAnswer {
  readonly answer: number;
  /** Null when the answer is of all blocks. */
  readonly since: number | null;
  readonly changed: readonly ChangedSuspects[];
  /** How many suspects there are in all. */
  readonly count: number;
}

/** What one who looks at a document has been told of its suspects, so that only what is otherwise is told again. */
export class SuspectAnswers {
  readonly #given = new Map<number, readonly SuspectsOfBlock[]>();
  readonly #asked = new WeakMap<SuspectsOfBlock, SuspectsOfBlock>();
  #last = 0;

  /** @param blocks the suspects now
   *  @param since the answer that is known; null when none is
   *  @param edited blocks that are told of in any case, by their indices */
  next(blocks: readonly SuspectsOfBlock[], since: number | null, edited: readonly number[]): SuspectAnswer {
    const asked = blocks.map((suspects) => this.#askedOf(suspects));
    const known = since === null ? undefined : this.#given.get(since);
    this.#last += 1;
    this.#given.set(this.#last, asked);
    const [oldest] = this.#given.keys();
    if (this.#given.size > mostAnswers && oldest !== undefined) this.#given.delete(oldest);
    return {
      answer: this.#last,
      since: known ? since : null,
      changed: changedBetween(known ?? [], asked, new Set(edited)),
      count: asked.reduce((sum, { length }) => sum + length, 0),
    };
  }

  /** Those that a person is asked about; the same object for the same ones. */
  #askedOf(suspects: SuspectsOfBlock): SuspectsOfBlock {
    const known = this.#asked.get(suspects);
    if (known) return known;
    const asked = suspects.every(({ score }) => score >= askedFrom)
      ? suspects
      : suspects.filter(({ score }) => score >= askedFrom);
    this.#asked.set(suspects, asked);
    return asked;
  }
}

/** The blocks whose suspects are not those of the same block before. Blocks in the place of others may be told of without need. */
function changedBetween(
  before: readonly SuspectsOfBlock[],
  now: readonly SuspectsOfBlock[],
  edited: ReadonlySet<number>,
): readonly ChangedSuspects[] {
  const most = Math.min(before.length, now.length);
  let end = 0;
  while (end < most && before.at(-1 - end) === now.at(-1 - end)) end += 1;
  return now.flatMap((suspects, block) => {
    const isSame = before[block] === suspects || block >= now.length - end;
    return isSame && !edited.has(block) ? [] : [{ block, suspects }];
  });
}
