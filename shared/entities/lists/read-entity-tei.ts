import { inEnglish } from '../../translation/retell.ts';
import { readXml, TextPlaces, type XmlStartTag } from '../../xml/read-xml.ts';
import type { EntityKind } from '../entity.ts';
import {
  cleanAuthority,
  cleanText,
  coordinatesOf,
  type EntityListReading,
  type ListedEntity,
  type ListFault,
  type NoEntityList,
  plainEntry,
  shownRow,
  withoutDoubles,
} from './entity-list.ts';

/** An element while it is read. */
interface Part {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly offset: number;
  readonly children: (Part | string)[];
}

/** Elements that are an entity each. A `term` or a `bibl` is one in `standOff` alone: elsewhere it is part of a text. */
const kinds: ReadonlyMap<string, EntityKind> = new Map<string, EntityKind>([
  ['person', 'person'],
  ['place', 'place'],
  ['org', 'organisation'],
]);
const standOffKinds: ReadonlyMap<string, EntityKind> = new Map<string, EntityKind>([
  ['item', 'term'],
  ['bibl', 'document'],
]);

/** Reads the entities of a TEI file: `person`, `place`, `org` of lists, `item` and `bibl` of `standOff`, and the items of a list of persons or
 *  places as front matter has it, whose names have an `@xml:id` (`<item><persName xml:id="p_HJ1">Hay, John</persName>, Secretary of State.</item>`).
 *  @returns why it is none when the file is not well-formed */
export function readEntityTei(xml: string): EntityListReading | NoEntityList {
  const reader = new ListReader(xml);
  const fault = readXml(xml, reader);
  if (fault) {
    const { line, column } = new TextPlaces(xml).at(fault.offset);
    return { reason: inEnglish`It is no XML that can be read: ${fault.reason} (line ${line}, column ${column}).` };
  }
  return withoutDoubles(reader.reading());
}

class ListReader {
  readonly #places: TextPlaces;
  readonly #open: Part[] = [];
  readonly #entries: ListedEntity[] = [];
  readonly #faults: ListFault[] = [];
  readonly #passedOver = new Set<string>();
  /** The keys of the entries above each, by its own. */
  readonly #broader = new Map<string, string[]>();
  /** How many elements are kept: those inside something that may be an entity. */
  #kept = 0;
  #standOff = 0;

  constructor(xml: string) {
    this.#places = new TextPlaces(xml);
  }

  reading(): EntityListReading {
    const entries = this.#entries.map((entry) => {
      const broader = this.#broader.get(entry.key);
      return entry.key === '' || !broader ? entry : { ...entry, broader };
    });
    return { entries, faults: this.#faults, passedOver: [...this.#passedOver] };
  }

  startTag({ local, attributes, offset }: XmlStartTag): void {
    if (local === 'standOff') this.#standOff += 1;
    if (local === 'relation') this.#relate(attributes);
    const part: Part = {
      name: local,
      attributes: new Map(attributes.map(({ name, value }) => [name, value])),
      offset,
      children: [],
    };
    if (this.#kept > 0) this.#open.at(-1)?.children.push(part);
    this.#open.push(part);
    if (this.#kept > 0 || this.#isEntity(part)) this.#kept += 1;
  }

  /** `relation/@name="broader"`: what `@active` names is a kind or a part of what `@passive` names. */
  #relate(attributes: XmlStartTag['attributes']): void {
    const value = (name: string): string => attributes.find((one) => one.name === name)?.value ?? '';
    if (!/^(?:skos:)?broader$/.test(value('name'))) return;
    const keys = (name: string): readonly string[] => [...value(name).matchAll(/#(\S+)/g)].map(([, key = '']) => key);
    for (const key of keys('active')) this.#broader.set(key, [...(this.#broader.get(key) ?? []), ...keys('passive')]);
  }

  text(text: string): void {
    if (this.#kept > 0) this.#open.at(-1)?.children.push(text);
  }

  endTag(): void {
    const part = this.#open.pop();
    if (!part) return;
    if (part.name === 'standOff') this.#standOff -= 1;
    if (this.#kept === 0) return;
    this.#kept -= 1;
    // One entity in another, such as a place in a country, is one of its own.
    if (this.#isEntity(part)) this.#take(part);
  }

  #isEntity({ name }: Part): boolean {
    return kinds.has(name) || name === 'item' || (this.#standOff > 0 && standOffKinds.has(name));
  }

  #take(part: Part): void {
    const { line: row } = this.#places.at(part.offset);
    const kind = kinds.get(part.name) ?? (this.#standOff > 0 ? standOffKinds.get(part.name) : undefined);
    const entry = part.name === 'item' && !hasTerm(part) ? listItem(part, row) : kind && this.#entity(part, kind, row);
    if (!entry) return;
    if (entry.name === '')
      this.#faults.push({ row, reason: inEnglish`it has no name`, text: shownRow(`<${part.name}> ${textOf(part)}`) });
    else this.#entries.push(entry);
  }

  #entity(part: Part, kind: EntityKind, row: number): ListedEntity {
    const entry = { ...plainEntry(row, kind, ''), key: part.attributes.get('xml:id') ?? '' };
    const [variants, offices, identifiers, notes] = [
      [...entry.variants],
      [...entry.offices],
      [...entry.identifiers],
      [] as string[],
    ];
    let { name, language, born, died, coordinates } = entry;
    for (const child of part.children) {
      if (typeof child === 'string') continue;
      const type = child.attributes.get('type') ?? '';
      if (nameElements.has(child.name)) {
        const text = nameOf(child);
        if (name === '' && type !== 'variant') [name, language] = [text, child.attributes.get('xml:lang') ?? ''];
        else if (text !== '')
          variants.push({ text, language: child.attributes.get('xml:lang') ?? '', ...timeOf(child) });
      } else if (child.name === 'birth' || type === 'founded') born = dateOf(child);
      else if (child.name === 'death' || type === 'ended') died = dateOf(child);
      else if (child.name === 'idno') {
        const value = textOf(child);
        if (value !== '') identifiers.push({ authority: cleanAuthority(type || 'id'), value });
      } else if (child.name === 'location' || type === 'coordinates') coordinates ??= coordinatesIn(textOf(child));
      else if (officeElements.has(child.name) || type === 'office')
        offices.push({ what: textOf(child), ...timeOf(child) });
      else if (child.name === 'note' || child.name === 'p') notes.push(textOf(child));
      else if (!kinds.has(child.name) && !child.name.startsWith('list'))
        this.#passedOver.add(inEnglish`the element <${child.name}> in <${part.name}>`);
    }
    return { ...entry, name, language, born, died, coordinates, variants, offices, identifiers, note: notes.join(' ') };
  }
}

const nameElements = new Set([
  'persName',
  'placeName',
  'orgName',
  'term',
  'title',
  'name',
  'settlement',
  'country',
  'region',
  'geogName',
]);
const officeElements = new Set(['occupation', 'roleName', 'state']);

const hasTerm = ({ children }: Part): boolean =>
  children.some((child) => typeof child !== 'string' && child.name === 'term');

/** An item of a list in front matter; null when nothing in it has a name with an id. */
function listItem(part: Part, row: number): ListedEntity | null {
  const name = namedIn(part);
  if (!name) return null;
  const kind: EntityKind = name.name === 'placeName' ? 'place' : name.name === 'orgName' ? 'organisation' : 'person';
  const note = cleanText(wordsOf(part, name)).replace(/^[,;:—–-]\s*/, '');
  return { ...plainEntry(row, kind, nameOf(name)), key: name.attributes.get('xml:id') ?? '', note };
}

const listedNames = new Set(['persName', 'placeName', 'orgName']);

/** The first name with an id that is not in an item of its own. */
function namedIn(part: Part): Part | null {
  for (const child of part.children) {
    if (typeof child === 'string' || child.name === 'item') continue;
    if (listedNames.has(child.name) && child.attributes.has('xml:id')) return child;
    const within = namedIn(child);
    if (within) return within;
  }
  return null;
}

/** @param without what is left out */
function wordsOf(part: Part, without: Part | null = null): string {
  return part.children
    .map((child) => (typeof child === 'string' ? child : child === without ? '' : wordsOf(child, without)))
    .join('');
}

const textOf = (part: Part): string => cleanText(wordsOf(part));

/** A name whose parts are marked is listed by its surname. */
function nameOf(part: Part): string {
  const of = (name: string): readonly string[] =>
    part.children.flatMap((child) => (typeof child !== 'string' && child.name === name ? [textOf(child)] : []));
  const [surnames, forenames] = [of('surname'), of('forename')];
  return surnames.length > 0 && forenames.length > 0 ? `${surnames.join(' ')}, ${forenames.join(' ')}` : textOf(part);
}

const dateOf = (part: Part): string => part.attributes.get('when') ?? textOf(part);

function timeOf({ attributes }: Part): { readonly from: string; readonly to: string } {
  const n = attributes.get('n');
  if (n !== undefined && /^\["(?:[^"\\]|\\.)*","(?:[^"\\]|\\.)*"\]$/.test(n)) {
    const [from, to] = JSON.parse(n) as readonly [string, string];
    return { from: cleanText(from), to: cleanText(to) };
  }
  const date = (name: string): string => cleanText(attributes.get(name) ?? attributes.get(`${name}-custom`) ?? '');
  return { from: date('from'), to: date('to') };
}

function coordinatesIn(text: string): ListedEntity['coordinates'] {
  const [latitude = '', longitude = ''] = text.split(/[\s,]+/);
  return coordinatesOf(latitude, longitude);
}
