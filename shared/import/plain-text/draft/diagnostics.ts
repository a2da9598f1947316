import { inEnglish } from '../../../translation/retell.ts';
import { type Draft, remark } from './draft.ts';

/** More remarks of one sort than this help nobody; the rest is counted. */
const mostRemarks = 50;

const runTogether = /(?<![\p{L}.@/])(\p{L}{3,40})[.?!]\p{Lu}\p{Ll}+/gu;
const abbreviations =
  /^(?:mrs|mss|gen|col|maj|sgt|capt|gov|sen|rep|hon|rev|amb|dept|messrs|www|vol|sec|art|par|para|fig)$/i;

/** Control characters, which XML cannot hold. Tabs, line feeds, form feeds and carriage returns are none. */
const control = /(?![\t\n\v\f\r\u0080-\u009F])[\p{Cc}\uFFFE\uFFFF]/gu;

/** Remarks sentences between which the space was lost (`withdrawn.All`). They are kept as they are: print has such too. */
export function remarkRunTogether(draft: Draft): void {
  const found = [...draft.text.matchAll(runTogether)].filter(([, word = '']) => !abbreviations.test(word));
  for (const match of found.slice(0, mostRemarks)) {
    const range = { from: match.index, to: match.index + match[0].length };
    remark(draft, inEnglish`Two sentences run together: ${match[0]}. The text was kept as it is.`, range);
  }
  if (found.length > mostRemarks)
    remark(draft, inEnglish`Sentences run together in ${found.length - mostRemarks} more places.`, null);
}

/** Remarks control characters. */
export function remarkControlCharacters(draft: Draft): void {
  const found = [...draft.text.matchAll(control)];
  const first = found[0];
  if (!first) return;
  const what = inEnglish`The text holds control characters (${found.length}), the first here. They were kept; an XML file cannot hold them.`;
  remark(draft, what, { from: first.index, to: first.index + 1 });
}
