/** The quotation marks and brackets around the words of a block that have no other. */
export interface LoneMarks {
  /** Those around one word. */
  around(word: { readonly lead: string; readonly core: string; readonly trail: string }): string;
}

/** Looks through the words of a block. Double marks are lone when their number is odd, single ones and brackets when those that open
 *  and those that close are not as many. An apostrophe after an s closes nothing. */
export function loneMarks(
  words: readonly { readonly lead: string; readonly core: string; readonly trail: string }[],
): LoneMarks {
  let [doubles, singles, brackets] = [0, 0, 0];
  for (const { lead, core, trail } of words) {
    doubles += (lead + trail).match(/["“”]/g)?.length ?? 0;
    brackets += (lead.match(/\(/g)?.length ?? 0) + (core.match(/\(/g)?.length ?? 0);
    brackets -= (trail.match(/\)/g)?.length ?? 0) + (core.match(/\)/g)?.length ?? 0);
    if (/['‘]/.test(lead)) singles += 1;
    if (isSingle(core, trail)) singles -= 1;
  }
  return {
    around({ lead, core, trail }) {
      const marks = [
        ...(doubles % 2 === 1 ? ((lead + trail).match(/["“”]/g) ?? []) : []),
        ...(brackets > 0 ? (lead.match(/\(/g) ?? []) : []),
        ...(brackets < 0 ? (trail.match(/\)/g) ?? []) : []),
        ...(singles > 0 ? (lead.match(/['‘]/g) ?? []) : []),
        ...(singles < 0 && isSingle(core, trail) ? (trail.match(/['’]/g) ?? []) : []),
      ];
      return marks.join('');
    },
  };
}

const isSingle = (core: string, trail: string): boolean => /['’]/.test(trail) && !/s$/i.test(core);
