import { referred, type SourceRun } from './source-tree.ts';

/** A character as the document has it, or a reference to an entity that nobody can resolve, with the source that it stands for. */
export interface FoldedUnit {
  /** One UTF-16 unit, of a piece several; null for an unresolved reference. */
  readonly char: string | null;
  readonly start: number;
  readonly end: number;
  /** Where several units are written as one thing: of all of them. */
  readonly group: UnitGroup | null;
}

/** Source that can only be written whole: a CDATA section, a reference that stands for several units. */
export interface UnitGroup {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

/** The texts of the entities that a document type declares. */
export type Entities = Readonly<Record<string, string>>;

/** What a run of text or a CDATA section reads in a document: a run of white space is one space unless it is to be kept, a reference is what
 *  it stands for. This is frozen (`reading` of the import record): documents that are in are written by it.
 *  @param trim white space at its beginning, or its end, that is none of the text */
export function foldedUnits(
  xml: string,
  { kind, start, end }: SourceRun,
  { preserves, entities }: { readonly preserves: boolean; readonly entities: Entities },
): readonly FoldedUnit[] {
  if (kind === 'cdata') return cdataUnits(xml, start, end);
  const units: FoldedUnit[] = [];
  for (let at = start; at < end; ) {
    const code = xml.charCodeAt(at);
    let next = at + 1;
    if (code === ampersand) {
      next = xml.indexOf(';', at) + 1;
      addReference(units, xml.slice(at + 1, next - 1), at, next, entities);
    } else if (isSpace(code) && !preserves) {
      while (next < end && isSpace(xml.charCodeAt(next))) next += 1;
      units.push({ char: ' ', start: at, end: next, group: null });
    } else {
      if (code === 13 && xml.charCodeAt(next) === 10) next += 1;
      units.push({ char: code === 13 ? '\n' : (xml[at] ?? ''), start: at, end: next, group: null });
    }
    at = next;
  }
  return units;
}

/** The same of text without references whose white space does not count. Single spaces, of which there are most, are passed over. */
export const foldedText = (raw: string): string => raw.replace(/[\t\n\r][\t\n\r ]*| [\t\n\r ]+/g, ' ');

const ampersand = 38;

/** White space of XML: space, tab, line feed, carriage return. */
export const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

function addReference(units: FoldedUnit[], name: string, start: number, end: number, entities: Entities): void {
  const text = referred(name) ?? (Object.hasOwn(entities, name) ? entities[name] : null) ?? null;
  if (text === null || text === '') units.push({ char: null, start, end, group: null });
  else addGroup(units, text, start, end);
}

function addGroup(units: FoldedUnit[], text: string, start: number, end: number): void {
  const group = text.length === 1 ? null : { start, end, count: text.length };
  for (const char of text.split('')) units.push({ char, start, end, group });
}

function cdataUnits(xml: string, start: number, end: number): readonly FoldedUnit[] {
  const units: FoldedUnit[] = [];
  const text = xml.slice(start + '<![CDATA['.length, end - ']]>'.length).replace(/\r\n?/g, '\n');
  const group = { start, end, count: text.length };
  if (text === '') return [{ char: null, start, end, group: null }];
  for (const char of text.split('')) units.push({ char, start, end, group });
  return units;
}

/** Where the white space before a place begins.
 *  @param least no further back than this */
export function spaceBefore(xml: string, place: number, least = 0): number {
  let at = place;
  while (at > least && isSpace(xml.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** Where the white space behind a place ends.
 *  @param most no further than this */
export function spaceAfter(xml: string, place: number, most: number): number {
  let at = place;
  while (at < most && isSpace(xml.charCodeAt(at))) at += 1;
  return at;
}
