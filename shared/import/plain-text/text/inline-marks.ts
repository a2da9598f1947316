import { newAnnotationId } from '../../../document/identifier.ts';
import { schema } from '../../../document/schema.ts';
import { inEnglish } from '../../../translation/retell.ts';
import type { Draft, DraftFinding } from '../draft/draft.ts';

/** Text recognition writes what is struck through between double tildes. */
const struck = /~~([^~\n]{1,400})~~/g;

/** Signs that typewriters do not have: check marks and crosses, figures in circles. */
const byHand = /[✓✔☑✗✘]|[\u2460-\u2473\u24EA\u2776-\u277F]/g;

/** Words struck through. The tildes are set aside. */
export function recogniseStruckText(draft: Draft): void {
  for (const match of draft.text.matchAll(struck)) {
    const from = match.index;
    const to = from + match[0].length;
    const words = match[1] ?? '';
    if (words.trim() === '') continue;
    draft.spans.push({ sort: 'set aside', from, to: from + 2, why: inEnglish`opens words struck through` });
    draft.spans.push({ sort: 'set aside', from: to - 2, to, why: inEnglish`closes words struck through` });
    const finding: DraftFinding = {
      from,
      to,
      kind: 'struck text',
      what: inEnglish`Struck through: ${words}`,
      certainty: 'stated',
    };
    const mark = (recognition: string) => schema.mark('struck', { id: newAnnotationId(), hand: null, recognition });
    draft.spans.push({ sort: 'mark', from: from + 2, to: to - 2, finding, mark });
  }
}

/** Check marks and numbers in circles, which a person drew on the paper. */
export function recogniseMarksByHand(draft: Draft): void {
  for (const match of draft.text.matchAll(byHand)) {
    const from = match.index;
    const to = from + match[0].length;
    const isCheck = /[✓✔☑✗✘]/.test(match[0]);
    const what = isCheck ? inEnglish`Check mark by hand: ${match[0]}` : inEnglish`Number by hand: ${match[0]}`;
    draft.spans.push({
      sort: 'mark',
      from,
      to,
      finding: { from, to, kind: 'mark by hand', what, certainty: 'stated' },
      mark: (recognition) =>
        schema.mark('byHand', {
          id: newAnnotationId(),
          function: isCheck ? 'check' : 'numbering',
          hand: null,
          recognition,
        }),
    });
  }
}
