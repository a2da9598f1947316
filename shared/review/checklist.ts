import { inEnglish } from '../translation/retell.ts';
/** The checks that run themselves, by the name that a list gives them. */
export const checkNames = [
  'numbering',
  'boundaries',
  'pages',
  'dates',
  'persons',
  'titles',
  'proofread',
  'suspects',
] as const;

export type CheckName = (typeof checkNames)[number];

/** A point of the list of a project. */
export interface ChecklistItem {
  readonly text: string;
  /** What runs for it; null when a person looks. */
  readonly check: CheckName | null;
  /** Ticked by hand: `- [x]`. */
  readonly ticked: boolean;
}

export interface Checklist {
  readonly items: readonly ChecklistItem[];
  /** Checks that are named and that nobody knows, as they are written. */
  readonly unknown: readonly string[];
}

/** Reads a list: each line that begins with `-`, `*` or a number is a point of it; `[x]` ticks it, and `(check: numbering)` in it names
 *  the check that runs for it. Other lines are for people. Null when it has no point. Pure. */
export function readChecklist(text: string): Checklist | null {
  const items: ChecklistItem[] = [];
  const unknown: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const point = /^\s*(?:[-*+]|\d+[.)])\s+(?:\[([ xX])\]\s*)?(.*\S)\s*$/.exec(line);
    if (!point) continue;
    const named = /\(check:\s*([^)]*?)\s*\)/i.exec(point[2] ?? '');
    const name = named?.[1]?.toLowerCase() ?? null;
    const check = checkNames.find((known) => known === name) ?? null;
    if (name !== null && check === null) unknown.push(named?.[1] ?? '');
    const said = (point[2] ?? '').replace(/\s*\(check:[^)]*\)/i, '').trim();
    items.push({ text: said, check, ticked: (point[1] ?? ' ') !== ' ' });
  }
  return items.length === 0 ? null : { items, unknown };
}

/** What is looked at when a project has no list of its own. */
export const usualChecklist: Checklist = {
  unknown: [],
  items: [
    [inEnglish`The numbers of the documents follow one another`, 'numbering'],
    [inEnglish`Each document begins where its number says`, 'boundaries'],
    [inEnglish`The pages follow one another`, 'pages'],
    [inEnglish`Each document has a date, and dates do not go backwards`, 'dates'],
    [inEnglish`Each document has a title`, 'titles'],
    [inEnglish`Tagged persons are in the list of persons, and those of the list are tagged`, 'persons'],
    [inEnglish`No doubtful word is left`, 'suspects'],
    [inEnglish`Every line was read against the image`, 'proofread'],
  ].map(([text = '', check]) => ({ text, check: check as CheckName, ticked: false })),
};
