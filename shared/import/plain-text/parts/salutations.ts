import { newAnnotationId } from '../../../document/identifier.ts';
import { schema } from '../../../document/schema.ts';
import { inEnglish } from '../../../translation/retell.ts';
import { anyOf } from '../draft/any-of.ts';
import { claim, type Draft, isUnclaimed, rangeOfLines } from '../draft/draft.ts';

const officeHolders = [
  "minister|president(?:-elect)?|chairman|(?:acting |under |assistant )?secretary(?: of state)?|ambassador|chargé(?: d[’']affaires)?",
  'counsell?or|speaker|consul(?: general)?|commissioner|delegate|prime minister|premier|chancellor|dean|director|senator',
  'foreign minister|vice president|high commissioner|governor|mayor|attorney general|editor|justice|chief justice',
];
/** Salutations that nothing else begins like. */
const certain = [
  '(?:my\\s+)?(?:very\\s+)?dear\\s+\\S[^:;!?.]{0,50}(?:(?:mr|mrs|ms|dr|messrs|st|gen|col|capt|adm|sen|gov|hon|prof|jr|\\p{Lu})\\.[^:;!?.]{0,40}){0,4}',
  '(?:honou?r(?:able|ed)\\s+)?sirs?|gentlemen|madam|mesdames|sire|my\\s+lords?(?:\\s+\\p{L}+){0,3}|messieurs(?:\\s[^:;!?.,]{1,30})?',
  '(?:your|his)\\s+(?:imperial\\s+|royal\\s+|serene\\s+)?(?:excellency|excellencies|majesty|highness|grace|lordship|eminence|holiness|honor)',
  '(?:most\\s+)?excellenc(?:y|ies)|monsieur\\s[^:;!?.,]{1,40}|monsieur|herr\\s[^:;!?.,]{1,40}|señor(?:\\s[^:;!?.,]{1,40})?|mr\\.?\\s+and\\s+dear\\s+\\S+',
];
const ofOffice = `mr\\.?\\s+${anyOf(officeHolders)}(?:\\s+and\\s+(?:my\\s+)?dear\\s+\\S+)?`;
const salutation = `(?:${certain.join('|').replaceAll(' ', '\\s+')}|${ofOffice})`;

const wholeLine = new RegExp(`^${salutation}\\s?[:,.](?:\\s?[—–-]+)?$`, 'iu');
/** At the beginning of a paragraph a comma is enough only behind `Dear`: with it any other word of address may begin a sentence. */
const beginning = new RegExp(
  `^(?:${salutation}\\s?:(?:\\s?[—–-]+)?|(?:My\\s+)?Dear\\s+(?:(?:Mr|Mrs|Dr|Gen|Sir|Madam)\\.?\\s+)?\\p{Lu}[\\p{L}.'’-]*(?:\\s+\\p{Lu}[\\p{L}.'’-]*){0,4},(?=\\s))`,
  'iu',
);

/** Longest salutation, in characters. */
const longestSalutation = 100;

/** Whether a line is nothing but a salutation: `Dear Mr. Chairman:`. */
export const isSalutation = (words: string): boolean =>
  words.length <= longestSalutation && wholeLine.test(words) && !/^(?:sir|señor|monsieur)\.$/i.test(words);

/** The salutation that runs into a paragraph (`Sir: I have the honor …`); empty when none does. */
export function salutationWithin(words: string): string {
  const found = beginning.exec(words.slice(0, longestSalutation + 20))?.[0] ?? '';
  return /^\p{Lu}/u.test(found) && found.length <= longestSalutation && found.length < words.length ? found : '';
}

/** Salutations of their own become blocks. One that runs into the first paragraph (`Dear Mr. President, I have …`) stays
 *  there as a segment. */
export function recogniseSalutations(draft: Draft): void {
  for (const block of draft.blocks) {
    if (!isUnclaimed(block)) continue;
    if (isSalutation(block.words)) {
      claim(block, { kind: 'salutation' }, 'salutation', inEnglish`Salutation: ${block.words}`);
      continue;
    }
    const from = rangeOfLines(block).from;
    const found = salutationWithin(draft.text.slice(from, from + 140));
    if (found !== '') markSalutation(draft, from, found);
  }
}

function markSalutation(draft: Draft, from: number, words: string): void {
  const to = from + words.length;
  draft.spans.push({
    sort: 'mark',
    from,
    to,
    finding: {
      kind: 'salutation',
      what: inEnglish`Salutation within the paragraph: ${words}`,
      certainty: 'stated',
      from,
      to,
    },
    mark: (recognition) => schema.mark('segment', { id: newAnnotationId(), type: 'salute', recognition }),
  });
}
