import type { QuickFix, TextEdit } from './validate-xml.ts';

/** The XML with fixes done: of each finding the first, and of those that touch the same stretch the first. */
export function withFixes(xml: string, fixes: readonly QuickFix[]): { readonly xml: string; readonly done: number } {
  const taken: TextEdit[] = [];
  let done = 0;
  for (const { edits } of fixes) {
    if (edits.some((edit) => taken.some((other) => edit.start <= other.end && other.start <= edit.end))) continue;
    taken.push(...edits);
    done += 1;
  }
  taken.sort((a, b) => b.start - a.start);
  return {
    xml: taken.reduce((text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end), xml),
    done,
  };
}
