import { inEnglish } from '../../translation/retell.ts';
/** What can be said of letters, as the palette and the command line name it. */
export type MarkKind = (typeof markKinds)[number];

export const markKinds = [
  'illegible',
  'uncertain',
  'supplied',
  'underlined',
  'italic',
  'bold',
  'small-capitals',
  'superscript',
  'struck',
  'added',
  'other-hand',
  'abbreviation',
  'foreign',
] as const;

/** Something that a mark says beyond its kind. TEI: `@reason @unit @quantity @cert @place @hand`, `expan`, `@xml:lang`. */
export type MarkFieldName = 'reason' | 'unit' | 'quantity' | 'certainty' | 'place' | 'hand' | 'expansion' | 'language';

/** What a mark says, in a person's words. What is absent has its default. */
export type MarkDetails = Readonly<Partial<Record<MarkFieldName, string>>>;

interface MarkSpecification {
  /** Null for `illegible`, which is no mark but stands in the place of letters: TEI `gap`. */
  readonly type:
    | 'rendition'
    | 'unclear'
    | 'supplied'
    | 'struck'
    | 'added'
    | 'otherHand'
    | 'abbreviation'
    | 'foreign'
    | null;
  /** What it may say. */
  readonly fields: readonly MarkFieldName[];
  /** What it says unless told otherwise. A field without a default must be given, unless it is optional. */
  readonly defaults: MarkDetails;
  readonly optional?: readonly MarkFieldName[];
  /** `hi/@rend`, first as it is written here, then as others write it. */
  readonly rend?: readonly string[];
}

const look = (...rend: readonly string[]): MarkSpecification => ({ type: 'rendition', fields: [], defaults: {}, rend });

const specifications: Readonly<Record<MarkKind, MarkSpecification>> = {
  illegible: {
    type: null,
    fields: ['reason', 'unit', 'quantity'],
    defaults: { reason: 'illegible', unit: 'chars' },
    optional: ['quantity'],
  },
  uncertain: { type: 'unclear', fields: ['reason', 'certainty'], defaults: { reason: 'faded', certainty: 'low' } },
  supplied: { type: 'supplied', fields: ['reason'], defaults: { reason: 'illegible' } },
  underlined: look('underline', 'underlined', 'u'),
  italic: look('italic', 'italics', 'i'),
  bold: look('bold', 'strong', 'b'),
  'small-capitals': look('smallcaps', 'small-caps', 'sc'),
  superscript: look('superscript', 'sup', 'super'),
  struck: { type: 'struck', fields: ['hand'], defaults: {}, optional: ['hand'] },
  added: { type: 'added', fields: ['place', 'hand'], defaults: { place: 'above' }, optional: ['hand'] },
  'other-hand': { type: 'otherHand', fields: ['hand'], defaults: {} },
  abbreviation: { type: 'abbreviation', fields: ['expansion'], defaults: {} },
  foreign: { type: 'foreign', fields: ['language'], defaults: {} },
};

export const markSpecification = (kind: MarkKind): MarkSpecification => specifications[kind];

/** Units in which what cannot be read is counted. TEI: `gap/@unit`. */
export const gapUnits: readonly string[] = ['chars', 'words', 'lines', 'pages'];

/** Where a hand added something. TEI: `add/@place`. */
export const additionPlaces: readonly string[] = [
  'above',
  'below',
  'inline',
  'margin',
  'left',
  'right',
  'top',
  'bottom',
  'end',
];

/** How sure a reading is. TEI: `@cert`. */
const certainties: readonly string[] = ['high', 'medium', 'low'];

/** Why something cannot be said of a mark. */
export interface MarkFault {
  readonly field: MarkFieldName;
  /** One sentence. */
  readonly reason: string;
}

const languageTag = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/;

const missing: Readonly<Partial<Record<MarkFieldName, string>>> = {
  hand: inEnglish`Say whose hand it is, such as “red pencil” or “the President”.`,
  expansion: inEnglish`Say what it is short for.`,
  language: inEnglish`Name the language, such as fr, de or ru-Latn.`,
};

const oneOf = (values: readonly string[]): string => values.join(', ');

/** What is wrong with one field; null when it can be taken. */
function fieldFault(field: MarkFieldName, value: string, isOptional: boolean): string | null {
  if (value === '') return isOptional ? null : (missing[field] ?? inEnglish`Say something for ${field}.`);
  if (field === 'unit' && !gapUnits.includes(value)) return inEnglish`A unit is one of ${oneOf(gapUnits)}.`;
  if (field === 'place' && !additionPlaces.includes(value))
    return inEnglish`A place is one of ${oneOf(additionPlaces)}.`;
  if (field === 'certainty' && !certainties.includes(value))
    return inEnglish`How sure it is: one of ${oneOf(certainties)}.`;
  if (field === 'quantity' && !/^[1-9]\d{0,4}$/.test(value))
    return inEnglish`How much is missing is a whole number, such as 3; leave it empty when nobody can tell.`;
  if (field === 'language' && !languageTag.test(value))
    return inEnglish`A language is named by its tag, such as fr, de or ru-Latn.`;
  return null;
}

/** What a mark says once its defaults are filled in; every field of the kind is there.
 *  @returns faults when something is missing, cannot be taken, or is nothing that this kind says */
export function completeDetails(
  kind: MarkKind,
  given: MarkDetails,
): { readonly ok: true; readonly value: MarkDetails } | { readonly ok: false; readonly faults: readonly MarkFault[] } {
  const { fields, defaults, optional = [] } = specifications[kind];
  const faults: MarkFault[] = [];
  const value: Partial<Record<MarkFieldName, string>> = {};
  for (const field of fields) {
    const said = (given[field] ?? defaults[field] ?? '').replace(/\s+/g, ' ').trim();
    const reason = fieldFault(field, said, optional.includes(field));
    if (reason !== null) faults.push({ field, reason });
    value[field] = said;
  }
  for (const field of Object.keys(given) as MarkFieldName[])
    if (!fields.includes(field)) faults.push({ field, reason: inEnglish`A mark “${kind}” says nothing of ${field}.` });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value };
}
