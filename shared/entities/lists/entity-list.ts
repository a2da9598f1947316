import { inEnglish } from '../../translation/retell.ts';
import type { Entity } from '../entity.ts';

/** An entity as a list from outside has it. */
export interface ListedEntity extends Omit<Entity, 'id' | 'merged' | 'broader'> {
  /** How the list names it (`p_SJF1`, `e1q2w…`); empty when it does not. */
  readonly key: string;
  /** The terms above it, by the ids of the list, or by their names. */
  readonly broader: readonly string[];
  /** Where it stands: the line of a table, or of an XML file, from 1. */
  readonly row: number;
}

/** A row that was not taken, and why. */
export interface ListFault {
  readonly row: number;
  /** A sentence without its full stop, that goes on from “row 5:”. */
  readonly reason: string;
  /** Whether the rest of it was taken. */
  readonly isPart?: true;
  /** The row as it reads, shortened, so that nothing of it is lost from sight. */
  readonly text: string;
}

/** A list of entities as it was read. */
export interface EntityListReading {
  readonly entries: readonly ListedEntity[];
  readonly faults: readonly ListFault[];
  /** What the list has besides that entities have no place for, such as a column or an element, each once. */
  readonly passedOver: readonly string[];
}

/** Why a list is none. */
export interface NoEntityList {
  /** A sentence. */
  readonly reason: string;
}

/** What is said of a row that was not taken, or not wholly. */
export const faultSentence = ({ row, reason, text, isPart }: ListFault): string =>
  isPart
    ? inEnglish`Row ${row} was taken without a part of it: ${reason}. It reads: ${text}`
    : inEnglish`Row ${row} was not taken: ${reason}. It reads: ${text}`;

/** Shortens what is shown of a row. */
export const shownRow = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text);

/** Text as an entity keeps it: no control characters, white space is one space, none at either end. */
export const cleanText = (text: string): string => text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF\s]+/gu, ' ').trim();

/** The name of an authority is one word. */
export const cleanAuthority = (text: string): string => cleanText(text).replace(/ /g, '-');

/** An entry of which nothing is known but its name. */
export const plainEntry = (row: number, kind: Entity['kind'], name: string): ListedEntity => ({
  key: '',
  row,
  kind,
  name: cleanText(name),
  language: '',
  born: '',
  died: '',
  note: '',
  coordinates: null,
  variants: [],
  offices: [],
  identifiers: [],
  broader: [],
});

/** Degrees as written; null when they are none. */
export function coordinatesOf(latitude: string, longitude: string): Entity['coordinates'] {
  const [north, east] = [latitude, longitude].map((degrees) =>
    /^[-+]?\d+(?:\.\d+)?(?:e-\d+)?$/i.test(degrees.trim()) ? Number(degrees) : null,
  );
  if (north == null || east == null || Math.abs(north) > 90 || Math.abs(east) > 180) return null;
  return { latitude: north, longitude: east };
}

/** Takes entries whose key stands in the list already out: which of two is meant cannot be told. */
export function withoutDoubles(reading: EntityListReading): EntityListReading {
  const first = new Map<string, number>();
  const faults = [...reading.faults];
  const entries = reading.entries.filter(({ key, row, name }) => {
    const before = key === '' ? undefined : first.get(key);
    if (before === undefined) {
      if (key !== '') first.set(key, row);
      return true;
    }
    faults.push({
      row,
      reason: inEnglish`the id ${key} stands in row ${before} already`,
      text: shownRow(`${key} ${name}`),
    });
    return false;
  });
  return { ...reading, entries, faults: faults.sort((a, b) => a.row - b.row) };
}
