import type { DivisionType, FormWorkType, HeaderFieldName, StampType } from '../../document/schema.ts';
import { type Attributes, token } from '../../xml/xml-tree.ts';

/** Hands out the `xml:id`s of one edition, each of them once.
 *
 *  Identifiers of the document are XML names already and come through unchanged. Only a copy of one, or a name that
 *  something else has, gets a number behind it. */
export class XmlIdentifiers {
  private readonly taken = new Set<string>();
  private readonly known = new Map<string, string>();

  /** @param prefix begins each of them, so that those of one document differ from those of another in the same file */
  constructor(private readonly prefix = '') {}

  /** A new identifier, as like to `wish` as can be. */
  claim(wish: string): string {
    const base = this.isOwn(wish) ? xmlName(wish) : `${this.prefix}.${xmlName(wish)}`;
    let identifier = base;
    for (let copy = 2; this.taken.has(identifier); copy += 1) identifier = `${base}-${copy}`;
    this.taken.add(identifier);
    return identifier;
  }

  private isOwn(wish: string): boolean {
    return this.prefix === '' || wish === this.prefix || wish.startsWith(`${this.prefix}-`);
  }

  /** The identifier of one thing, the same at every call. Things of different `sort` never share one. */
  of(sort: string, name: string): string {
    const key = `${sort} ${name}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const identifier = this.claim(name);
    this.known.set(key, identifier);
    return identifier;
  }
}

/** Letters that are name characters in every edition of XML 1.0, so that every validator takes them. */
const name = /^[A-Za-z_À-ÖØ-öø-ÿ][\w.À-ÖØ-öø-ÿ-]*$/;

function xmlName(wish: string): string {
  const word = wish.replace(/[^\w.À-ÖØ-öø-ÿ-]+/g, '-');
  return name.test(word) ? word : `x-${word}`;
}

/** A pointer to an identifier of the same file. TEI: `teidata.pointer`. */
export const pointerTo = (identifier: string): string => `#${identifier}`;

/** The namespace of TEI P5. */
export const teiNamespace = 'http://www.tei-c.org/ns/1.0';

const shape = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** A year, month, day or moment in W3C form for `@when`, or null when it is none: no such month, no such day of that month.
 *  Fractions of a second are left out: an edition needs none, and validators differ about their last zero.
 *  TEI: `teidata.temporal.w3c`. */
export function w3cDate(value: string | null): string | null {
  const match = value === null ? null : shape.exec(value);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((part) => (part === undefined ? null : Number(part)));
  if (year === undefined || year === null || year === 0) return null;
  const valid =
    isWithin(month, 1, 12) &&
    isWithin(day, 1, daysOf(year, month ?? 1)) &&
    isWithin(hour, 0, 23) &&
    isWithin(minute, 0, 59) &&
    isWithin(second, 0, 59);
  return valid ? match[0].replace(match[7] ?? '', '') : null;
}

const isWithin = (value: number | null | undefined, least: number, most: number): boolean =>
  value === null || value === undefined || (value >= least && value <= most);

/** Day 0 of the next month is the last day of this one. */
const daysOf = (year: number, month: number): number => {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
};

export const headerFields: readonly HeaderFieldName[] = [
  'control',
  'received',
  'from',
  'to',
  'info',
  'number',
  'action',
  'subject',
  'distribution',
  'file',
  'other',
];
export const stampTypes: readonly StampType[] = ['declassification', 'microfilm', 'copy-quality', 'date', 'other'];
export const formWorkTypes: readonly FormWorkType[] = ['classification', 'header', 'shelfmark', 'letterhead', 'other'];
export const divisionTypes: readonly DivisionType[] = ['main', 'attachment', 'section'];

/** `@type` from a closed list; a word that is not in it is kept as `@subtype` of `other`. */
export function typeAttributes(value: unknown, list: readonly string[], other: string): Attributes {
  if (list.includes(value as string)) return { type: value as string };
  return { type: other, subtype: token(String(value), 'other') };
}
