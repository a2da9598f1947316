/** Who writes or is written to, as far as a title, a header or a reference names them. */
export interface Party {
  /** `home`: the department that the posts report to; `mission` and `consulate`: its posts; `other`: anybody else, or not told. */
  readonly office: 'home' | 'mission' | 'consulate' | 'other';
  /** Words of where it is, folded: `russia`, `united nations`. A post may be known by its country and by its town. */
  readonly places: ReadonlySet<string>;
  /** Whether it is named by a country (`Ambassador in Russia`) or a town (`Consul at Harbin`, `AmEmbassy Moscow`); null when by neither. */
  readonly seat: 'country' | 'town' | null;
  /** Surnames, folded. */
  readonly names: ReadonlySet<string>;
}

/** How far two parties may be the same: `no` only where both are told of and differ. */
export type Likeness = 'yes' | 'maybe' | 'no';

const nobody: Party = { office: 'other', places: new Set(), seat: null, names: new Set() };

const home =
  /\b(?:secretar(?:y|ies) of state|department of state|state department|(?:the )?department|secstate|secy?state|under secretary of state|assistant secretary of state|deptstate|dept|washington|washdc)\b|^state$|^secretary(?: of)?$/i;
const abroad = /\b(?:embassy|legation|consul|mission|chargé|charge d|ambassador|minister in|minister to)(?!\p{L})/iu;
const consulate = /\b(?:(?:am)?consul(?:ate)?s?(?:[- ]general)?|vice[- ]consul|amcon(?:gen|sul))\b/i;
const mission =
  /\b(?:ambassador|ministers?|chargé|charge d.affaires|embassy|legation|am(?:em)?b(?:assy)?|amleg(?:ation)?|high commission(?:er)?|mission|delegation|us(?:un|mission|del)|diplomatic representative|representative|commission(?:er)?|agent|special representative)(?!\p{L})/iu;
/** A foreign representative is known by what they represent: `British Ambassador`. */
const nationality =
  /^((?:\p{Lu}[\p{L}-]+\s){0,2}?\p{Lu}[\p{L}-]+)\s+(?:ambassador|minister|chargé|embassy|legation|consul|appointed)/iu;
const titled =
  /^(?:mr|mrs|miss|ms|dr|m|sir|lord|señor|prince|count|baron|general|gen|admiral|colonel|col|captain|major|president|chairman|senator|governor|king|ambassador|minister|secretary|consul)\.?\s+(.+)$/iu;

/** Reads `Ambassador in Russia (Francis)`, `AmEmbassy MOSCOW`, `Department of State`, `Mr. Seward`, `New York`, `Mission to the United
 *  Nations`, `British Ambassador (Reading)`. Nothing of it is a list of persons or places. */
export function partyOf(words: string): Party {
  const text = words.replace(/\s+/g, ' ').trim();
  if (text === '') return nobody;
  const names = new Set<string>();
  const plain = text
    .replace(/\(([^()]*)\)/g, (_, inner: string) => {
      addName(names, inner);
      return ' ';
    })
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:the|acting|american)\s+/i, '')
    .replace(/^(?:acting|american)\s+/i, '');
  const isForeign = foreignOf(plain) !== null;
  const office = officeOf(plain, isForeign);
  const places = new Set<string>();
  if (office === 'home') return { office, places, seat: null, names };
  const where = /\b(?:in|at|to|for|near)\s+(?:the\s+)?(\p{Lu}[\p{L}.'’ -]*)/gu;
  for (const [, place = ''] of plain.matchAll(where)) addPlace(places, place.replace(/\s+(?:at|in)\s+.*$/u, ''));
  const foreign = foreignOf(plain);
  if (foreign !== null) addPlace(places, foreign);
  const isPlaced = places.size > 0;
  if (!isPlaced) readBareName(plain, office, places, names);
  const seat = places.size === 0 ? null : isPlaced && !/\bat\s+\p{Lu}/u.test(plain) ? 'country' : 'town';
  return { office, places, seat, names };
}

/** `USUN` is what the mission to the United Nations calls itself. */
function readBareName(plain: string, office: Party['office'], places: Set<string>, names: Set<string>): void {
  if (/^usun\b/i.test(plain)) {
    addPlace(places, 'United Nations');
    addPlace(places, 'New York');
    return;
  }
  const [, person] = titled.exec(plain) ?? [];
  if (person !== undefined && !/^(?:of|in|to|for|general)\b/i.test(person)) {
    addName(names, person);
    return;
  }
  const place = plain.replace(
    /^(?:am(?:erican)?\s*)?(?:embassy|legation|consulate(?:\s+general)?|consul|usmission|usdel|mission)\s+/i,
    '',
  );
  if (office !== 'other' && place === plain) return;
  addPlace(places, place);
  // `Khrushchev` and `New York` look alike: who has neither title nor office may be either.
  if (office === 'other') addName(names, place);
}

function officeOf(plain: string, isForeign: boolean): Party['office'] {
  if (home.test(plain) && !abroad.test(plain)) return 'home';
  if (isForeign) return 'other';
  if (consulate.test(plain)) return 'consulate';
  return mission.test(plain) || /^(?:usun|us\s?mission|usdel)/i.test(plain) ? 'mission' : 'other';
}

const foreignOf = (plain: string): string | null => {
  const found = nationality.exec(plain)?.[1] ?? null;
  return found === null ||
    /^(?:special|personal|acting|vice|prime|us|u\.s|american|new|first|charg|diplomatic)\b/i.test(found)
    ? null
    : found;
};

function addPlace(places: Set<string>, words: string): void {
  const place = folded(words).replace(/^(?:the|republic of)\s+/, '');
  if (place !== '' && place.length < 40) places.add(place);
}

/** The surname: the last word of a name. */
function addName(names: Set<string>, words: string): void {
  const last = folded(words.replace(/,.*$/, '')).split(' ').at(-1) ?? '';
  if (last.length > 1) names.add(last);
}

/** Small letters without accents and stops. */
export const folded = (words: string): string =>
  words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();

/** What the documents of a collection teach of places that belong together: the town that a post writes from, by its country. */
export type Posts = ReadonlyMap<string, ReadonlySet<string>>;

/** Whether two parties may be one. A post is told by its place, and who holds it by the name; whoever signs for the department is the
 *  department. */
export function likeness(one: Party, other: Party, posts: Posts = new Map()): Likeness {
  if (isUnknown(one) || isUnknown(other)) return isOtherOffice(one, other) ? 'no' : 'maybe';
  if (one.office === 'home' && other.office === 'home') return 'yes';
  if (shares(one.names, other.names)) return 'yes';
  if (one.office === 'home' || other.office === 'home') return isOnlyNamed(one) || isOnlyNamed(other) ? 'maybe' : 'no';
  if (shares(one.places, other.places)) return isOtherOffice(one, other) ? 'no' : 'yes';
  if (isOnlyNamed(one) || isOnlyNamed(other)) return one.names.size > 0 && other.names.size > 0 ? 'no' : 'maybe';
  if (isOtherOffice(one, other)) return 'no';
  if (belongTogether(one, other, posts)) return 'yes';
  return one.seat === other.seat ? 'no' : 'maybe';
}

const isUnknown = ({ office, places, names }: Party): boolean =>
  office !== 'home' && places.size === 0 && names.size === 0;
/** A person of whom no office is told. */
const isOnlyNamed = ({ office, places, names }: Party): boolean =>
  office === 'other' && names.size > 0 && [...places].every((place) => names.has(place));
const isOtherOffice = (one: Party, other: Party): boolean =>
  one.office !== other.office && one.office !== 'other' && other.office !== 'other';

const shares = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...one].some((word) => other.has(word));

const belongTogether = (one: Party, other: Party, posts: Posts): boolean =>
  [...one.places].some((place) => [...other.places].some((there) => posts.get(place)?.has(there) === true));
