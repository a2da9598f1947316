import { newAnnotationId } from '../../../document/identifier.ts';
import { schema } from '../../../document/schema.ts';
import { claim, type Draft, isUnclaimed, rangeOf } from '../draft/draft.ts';

const wholeLine =
  /^(?:(?:my\s+)?dear\s+\S[^:;!?]{0,70}[:,]|(?:sirs?|gentlemen|madam|(?:your\s+)?excellency|mr\.?\s+(?:president|chairman|secretary|ambassador|minister))\s?[:,])(?:\s?[—–-])?$/i;

const beginning =
  /^(?:My\s+)?Dear\s+(?:(?:Mr|Mrs|Dr|Gen|Sir|Madam)\.?\s+)?\p{Lu}[\p{L}.'’-]*(?:\s+\p{Lu}[\p{L}.'’-]*){0,4}[,:](?=\s)/u;

/** Whether a line is nothing but a salutation: `Dear Mr. Chairman:`. */
export const isSalutation = (words: string): boolean => words.length <= 80 && wholeLine.test(words);

/** Salutations of their own become blocks. One that runs into the first paragraph (`Dear Mr. President, I have …`) stays
 *  there as a segment. */
export function recogniseSalutations(draft: Draft): void {
  for (const block of draft.blocks) {
    if (!isUnclaimed(block)) continue;
    if (isSalutation(block.words)) {
      claim(block, { kind: 'salutation' }, 'salutation', `Salutation: ${block.words}`);
      continue;
    }
    const start = rangeOf(block).from;
    const found = beginning.exec(draft.text.slice(start, start + 120));
    if (!found) continue;
    draft.spans.push({
      sort: 'mark',
      from: start,
      to: start + found[0].length,
      finding: {
        kind: 'salutation',
        what: `Salutation within the paragraph: ${found[0]}`,
        certainty: 'stated',
        from: start,
        to: start + found[0].length,
      },
      mark: (recognition) => schema.mark('segment', { id: newAnnotationId(), type: 'salute', recognition }),
    });
  }
}
