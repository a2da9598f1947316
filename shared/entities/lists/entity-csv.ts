import { csvTable } from '../../text/csv-table.ts';
import { ownTable } from '../../text/own-table.ts';
import { type BrokenRow, readCsv, type TableRow } from '../../text/read-csv.ts';
import { inEnglish } from '../../translation/retell.ts';
import {
  type Entity,
  type EntityIdentifier,
  type EntityKind,
  entityKinds,
  type NameVariant,
  type Office,
} from '../entity.ts';
import {
  cleanAuthority,
  cleanText,
  coordinatesOf,
  type EntityListReading,
  type ListedEntity,
  type ListFault,
  type NoEntityList,
  shownRow,
  withoutDoubles,
} from './entity-list.ts';

/** The columns of a list as this program writes it. */
const columns = [
  'id',
  'kind',
  'name',
  'language',
  'born',
  'died',
  'latitude',
  'longitude',
  'variants',
  'offices',
  'identifiers',
  'broader',
  'note',
] as const;
type Column = (typeof columns)[number];

/** What other programs call them, in small letters: spreadsheets of archives, extracts of Wikidata. */
const otherNames: Readonly<Record<string, Column>> = ownTable<Column>({
  type: 'kind',
  key: 'id',
  'xml:id': 'id',
  qid: 'id',
  item: 'id',
  label: 'name',
  itemlabel: 'name',
  title: 'name',
  itemdescription: 'note',
  description: 'note',
  notes: 'note',
  birth: 'born',
  dateofbirth: 'born',
  founded: 'born',
  death: 'died',
  dateofdeath: 'died',
  lat: 'latitude',
  lon: 'longitude',
  lng: 'longitude',
  long: 'longitude',
  aliases: 'variants',
  parent: 'broader',
  broaderterm: 'broader',
  'skos:broader': 'broader',
  itemaltlabel: 'variants',
  altlabel: 'variants',
});

/** A list as comma-separated values, one entity a row, that reads back as it was. In a cell of several, ` | ` stands between two;
 *  `Ching, Prince [zh-Latn] {1838..1917}` is a name with its language and time; a backslash stands before signs that mean themselves. */
export const entityCsv = (entities: readonly Entity[]): string =>
  csvTable(
    columns,
    entities.map(
      ({ id, kind, name, language, born, died, coordinates, variants, offices, identifiers, broader, note }) => [
        id,
        kind,
        name,
        language,
        born,
        died,
        coordinates ? String(coordinates.latitude) : '',
        coordinates ? String(coordinates.longitude) : '',
        variants.map(variantText).join(' | '),
        offices.map(({ what, from, to }) => masked(what) + spanText(from, to)).join(' | '),
        identifiers.map(({ authority, value }) => `${masked(authority)} ${masked(value)}`).join(' | '),
        broader.map(masked).join(' | '),
        note,
      ],
    ),
  );

const masked = (text: string): string => text.replace(/[\\|[\]{}]/g, '\\$&');
const maskedTime = (text: string): string => text.replace(/[\\|[\]{}.]/g, '\\$&');

const variantText = ({ text, language, from, to }: NameVariant): string =>
  `${masked(text)}${language === '' ? '' : ` [${masked(language)}]`}${spanText(from, to)}`;

const spanText = (from: string, to: string): string =>
  from === '' && to === '' ? '' : ` {${maskedTime(from)}..${maskedTime(to)}}`;

/** Reads a list of comma-separated values, or of values with tabs or semicolons between them, with the names of its columns in the first row.
 *  @param kind what its entries are where no column says it; null when every row must
 *  @returns why it is none when no column has names */
export function readEntityCsv(text: string, kind: EntityKind | null): EntityListReading | NoEntityList {
  const separator = separatorOf(text);
  const rows = readCsv(text, separator);
  const heads: TableRow | BrokenRow | undefined = rows.next().value ?? undefined;
  if (!heads) return { reason: inEnglish`The list is empty.` };
  const named = 'cells' in heads ? heads.cells.map((head) => columnOf(head)) : [];
  if (!named.includes('name'))
    return {
      reason: inEnglish`The first row must name the columns, one of them “name” (others are ${columns.filter((column) => column !== 'name').join(', ')}).`,
    };
  const entries: ListedEntity[] = [];
  const faults: ListFault[] = [];
  for (const row of rows) {
    if ('reason' in row) {
      faults.push({ ...row, text: shownRow(row.text) });
      continue;
    }
    const entry = entryOf(row.cells, named, row.row, kind);
    if ('reason' in entry)
      faults.push({ row: row.row, reason: entry.reason, text: shownRow(row.cells.join(separator)) });
    else entries.push(entry);
  }
  const passedOver =
    'cells' in heads ? heads.cells.filter((head, index) => named[index] === null && head.trim() !== '') : [];
  return withoutDoubles({
    entries,
    faults,
    passedOver: passedOver.map((head) => inEnglish`the column “${head.trim()}”`),
  });
}

function separatorOf(text: string): string {
  const [first = ''] = text.split(/\r?\n|\r/, 1);
  const counts = [',', '\t', ';'].map((sign) => [sign, first.split(sign).length] as const);
  return counts.reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

function columnOf(head: string): Column | null {
  const name = head.trim().toLowerCase();
  return columns.find((column) => column === name) ?? otherNames[name] ?? null;
}

function entryOf(
  cells: readonly string[],
  named: readonly (Column | null)[],
  row: number,
  kind: EntityKind | null,
): ListedEntity | { readonly reason: string } {
  if (cells.length > named.length)
    return { reason: inEnglish`it has ${cells.length} values for ${named.length} columns` };
  const value = (column: Column): string => {
    const at = named.indexOf(column);
    return at < 0 ? '' : cleanText(cells[at] ?? '');
  };
  const stated = value('kind').toLowerCase();
  const sort = stated === '' ? kind : (entityKinds.find((one) => one === stated) ?? null);
  if (sort === null)
    return {
      reason:
        stated === ''
          ? inEnglish`it does not say what it is (kind)`
          : inEnglish`“${stated}” is no kind of entity (${entityKinds.join(', ')})`,
    };
  if (value('name') === '') return { reason: inEnglish`it has no name` };
  const [latitude, longitude] = [value('latitude'), value('longitude')];
  const coordinates = coordinatesOf(latitude, longitude);
  if (coordinates === null && latitude + longitude !== '')
    return { reason: inEnglish`“${latitude}, ${longitude}” is no latitude and longitude in degrees` };
  const identifiers = partsOf(value('identifiers')).map(identifierOf);
  const broken = identifiers.indexOf(null);
  if (broken >= 0) return { reason: inEnglish`an identifier has no value behind its authority (viaf 71447)` };
  return {
    key: keyOf(value('id')),
    row,
    kind: sort,
    name: value('name'),
    language: value('language'),
    born: dayOf(value('born')),
    died: dayOf(value('died')),
    note: value('note'),
    coordinates,
    variants: partsOf(value('variants')).map(variantOf),
    offices: partsOf(value('offices')).map(officeOf),
    identifiers: [...identifiers.filter((one) => one !== null), ...wikidataOf(value('id'))],
    broader: partsOf(value('broader')).map((part) => keyOf(unmasked(part))),
  };
}

/** Extracts of Wikidata name an item by its address, and give midnight with every day. */
const wikidataAddress = /^https?:\/\/www\.wikidata\.org\/entity\/(Q\d+)$/;
const keyOf = (id: string): string => wikidataAddress.exec(id)?.[1] ?? id;
const wikidataOf = (id: string): readonly EntityIdentifier[] => {
  const item = wikidataAddress.exec(id)?.[1] ?? (/^Q\d+$/.test(id) ? id : undefined);
  return item === undefined ? [] : [{ authority: 'wikidata', value: item }];
};
const dayOf = (date: string): string => date.replace(/^(-?\d{4,}-\d\d-\d\d)T00:00:00Z$/, '$1');

/** What stands between bars. */
function partsOf(cell: string): readonly string[] {
  if (cell === '') return [];
  return cell
    .split(/(?<=(?:^|[^\\])(?:\\\\)*)\|/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const unmasked = (text: string): string => text.replace(/\\(.)/g, '$1').trim();

const spanForm = /(?<=(?:^|[^\\])(?:\\\\)*)\s*\{((?:\\.|[^\\{}])*?)\.\.((?:\\.|[^\\{}])*)\}$/;
const languageForm = /(?<=(?:^|[^\\])(?:\\\\)*)\s*\[((?:\\.|[^\\[\]])*)\]$/;

function officeOf(part: string): Office {
  const span = spanForm.exec(part);
  const what = span ? part.slice(0, span.index) : part;
  return { what: unmasked(what), from: unmasked(span?.[1] ?? ''), to: unmasked(span?.[2] ?? '') };
}

function variantOf(part: string): NameVariant {
  const { what, from, to } = { ...splitSpan(part) };
  const language = languageForm.exec(what);
  return {
    text: unmasked(language ? what.slice(0, language.index) : what),
    language: unmasked(language?.[1] ?? ''),
    from,
    to,
  };
}

/** Like an office, with its text still masked. */
function splitSpan(part: string): Office {
  const span = spanForm.exec(part);
  return { ...officeOf(part), what: span ? part.slice(0, span.index) : part };
}

/** `viaf 71447`; null when one of both is missing. */
function identifierOf(part: string): EntityIdentifier | null {
  const space = part.indexOf(' ');
  if (space < 0) return null;
  return { authority: cleanAuthority(unmasked(part.slice(0, space))), value: unmasked(part.slice(space + 1)) };
}

/** Reads an extract of GeoNames: 19 values with tabs between them, without names of columns (`geonameid`, `name`, `asciiname`, `alternatenames`,
 *  `latitude`, `longitude`, `feature class` …; https://download.geonames.org/export/dump/). */
export function readGeoNames(text: string): EntityListReading {
  const entries: ListedEntity[] = [];
  const faults: ListFault[] = [];
  let row = 0;
  for (const line of text.split(/\r?\n/)) {
    row += 1;
    if (line === '') continue;
    const [id = '', name = '', ascii = '', others = '', latitude = '', longitude = '', , code = '', country = ''] =
      line.split('\t');
    const coordinates = coordinatesOf(latitude, longitude);
    if (!/^\d+$/.test(id) || cleanText(name) === '' || coordinates === null) {
      faults.push({ row, reason: inEnglish`it does not have the values of GeoNames`, text: shownRow(line) });
      continue;
    }
    const texts = new Set(
      [ascii, ...others.split(',')].map(cleanText).filter((one) => one !== '' && one !== cleanText(name)),
    );
    entries.push({
      key: id,
      row,
      kind: 'place',
      name: cleanText(name),
      language: '',
      born: '',
      died: '',
      note: [code, country].filter((one) => one !== '').join(', '),
      coordinates,
      variants: [...texts].map((one) => ({ text: one, language: '', from: '', to: '' })),
      offices: [],
      identifiers: [{ authority: 'geonames', value: id }],
      broader: [],
    });
  }
  return withoutDoubles({ entries, faults, passedOver: [] });
}

/** Whether a text is an extract of GeoNames, by its first line. */
export const isGeoNames = (text: string): boolean => {
  const [first = ''] = text.split(/\r?\n/, 1);
  return /^\d+\t/.test(first) && first.split('\t').length === 19;
};
