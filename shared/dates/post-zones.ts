/** A date and hour with the time of the post that it was written at. It is inferred: the document names the post and the hour, not the zone. */
export interface ZonedTime {
  /** With its offset: `1962-10-28T17:00:00+03:00`. */
  readonly when: string;
  /** By its name in the time zone database of IANA: `Europe/Moscow`. */
  readonly zone: string;
}

/** Posts by the zone of the time zone database that has their own town for its reference, so that its rules before 1970 are theirs. Others are left out:
 *  theirs may have been different. Older spellings stand behind. Source: IANA time zone database, `zone1970.tab`, https://www.iana.org/time-zones */
const posts: Readonly<Record<string, readonly string[]>> = {
  'Africa/Algiers': ['algiers', 'alger'],
  'Africa/Cairo': ['cairo'],
  'Africa/Johannesburg': ['johannesburg'],
  'Africa/Khartoum': ['khartoum'],
  'Africa/Lagos': ['lagos'],
  'Africa/Monrovia': ['monrovia'],
  'Africa/Nairobi': ['nairobi'],
  'Africa/Tripoli': ['tripoli'],
  'Africa/Tunis': ['tunis'],
  'America/Argentina/Buenos_Aires': ['buenos aires'],
  'America/Asuncion': ['asuncion'],
  'America/Bogota': ['bogota'],
  'America/Caracas': ['caracas'],
  'America/Chicago': ['chicago'],
  'America/Guatemala': ['guatemala'],
  'America/Havana': ['havana', 'habana'],
  'America/La_Paz': ['la paz'],
  'America/Lima': ['lima'],
  'America/Los_Angeles': ['los angeles'],
  'America/Managua': ['managua'],
  'America/Mexico_City': ['mexico city', 'mexico'],
  'America/Montevideo': ['montevideo'],
  'America/New_York': ['new york', 'washington'],
  'America/Panama': ['panama'],
  'America/Port-au-Prince': ['port au prince'],
  'America/Santiago': ['santiago de chile', 'santiago'],
  'America/Santo_Domingo': ['santo domingo', 'ciudad trujillo'],
  'America/Tegucigalpa': ['tegucigalpa'],
  'Asia/Baghdad': ['baghdad', 'bagdad'],
  'Asia/Bangkok': ['bangkok'],
  'Asia/Beirut': ['beirut', 'beyrouth'],
  'Asia/Colombo': ['colombo'],
  'Asia/Damascus': ['damascus'],
  'Asia/Ho_Chi_Minh': ['saigon'],
  'Asia/Hong_Kong': ['hong kong', 'hongkong'],
  'Asia/Irkutsk': ['irkutsk'],
  'Asia/Jerusalem': ['jerusalem'],
  'Asia/Kabul': ['kabul'],
  'Asia/Karachi': ['karachi'],
  'Asia/Kolkata': ['calcutta', 'kolkata'],
  'Asia/Manila': ['manila'],
  'Asia/Omsk': ['omsk'],
  'Asia/Seoul': ['seoul'],
  'Asia/Shanghai': ['shanghai'],
  'Asia/Singapore': ['singapore'],
  'Asia/Taipei': ['taipei'],
  'Asia/Tehran': ['tehran', 'teheran'],
  'Asia/Tokyo': ['tokyo', 'tokio'],
  'Asia/Vladivostok': ['vladivostok'],
  'Europe/Athens': ['athens'],
  'Europe/Belgrade': ['belgrade'],
  'Europe/Berlin': ['berlin'],
  'Europe/Brussels': ['brussels'],
  'Europe/Bucharest': ['bucharest', 'bucarest'],
  'Europe/Budapest': ['budapest'],
  'Europe/Dublin': ['dublin'],
  'Europe/Helsinki': ['helsinki', 'helsingfors'],
  'Europe/Istanbul': ['istanbul', 'constantinople'],
  'Europe/Lisbon': ['lisbon'],
  'Europe/London': ['london'],
  'Europe/Madrid': ['madrid'],
  'Europe/Moscow': ['moscow'],
  'Europe/Paris': ['paris'],
  'Europe/Prague': ['prague', 'praha'],
  'Europe/Riga': ['riga'],
  'Europe/Rome': ['rome'],
  'Europe/Sofia': ['sofia'],
  'Europe/Tallinn': ['tallinn', 'reval'],
  'Europe/Vienna': ['vienna'],
  'Europe/Vilnius': ['vilnius', 'vilna'],
  'Europe/Warsaw': ['warsaw'],
};

const zoneByPost = new Map(
  Object.entries(posts).flatMap(([zone, names]) => names.map((name) => [name, zone] as const)),
);
const longestName = Math.max(...[...zoneByPost.keys()].map((name) => name.split(' ').length));

/** The post that a place or the words before a date name: one of the table; null when none or several of it are named. */
export function postIn(words: string): string | null {
  const parts = words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((part) => part !== '');
  const found = new Set<string>();
  for (let at = 0; at < parts.length; ) {
    let length = longestName;
    while (length > 0 && !zoneByPost.has(parts.slice(at, at + length).join(' '))) length -= 1;
    if (length > 0) found.add(parts.slice(at, at + length).join(' '));
    at += Math.max(1, length);
  }
  const [post] = found;
  return post !== undefined && found.size === 1 ? post : null;
}

/** The hour of a post with its offset from Greenwich; null where that is not known for certain: no hour is told, the clocks were set by the sun, an hour came twice,
 *  or none of its name was.
 *  @param when day and hour, `1962-10-28T17:00:00`, of the clocks at the post
 *  @param post as `postIn` gives it */
export function zonedTime(when: string | null, post: string): ZonedTime | null {
  const zone = zoneByPost.get(post);
  if (zone === undefined || when === null || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(when)) return null;
  const local = Date.parse(`${when}Z`);
  if (Number.isNaN(local)) return null;
  const near = [-dayMs, 0, dayMs].map((by) => offsetAt(zone, local + by));
  const fits = [...new Set(near)].filter((offset) => offset !== null && offsetAt(zone, local - offset) === offset);
  const [offset] = fits;
  if (offset == null || fits.length !== 1 || (post === 'washington' && isOtherSummer(when, offset))) return null;
  return { when: `${when}${offsetText(offset)}`, zone };
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Washington had summers of its own: from 1920 to 1941, and from the war to the law of 1966, the clocks were not set as in New York. */
const isOtherSummer = (when: string, offset: number): boolean => {
  const year = Number(when.slice(0, 4));
  return offset !== -5 * 60 * minuteMs && ((year >= 1920 && year <= 1941) || (year >= 1946 && year <= 1966));
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far a zone is ahead of Greenwich, in milliseconds; null when by seconds: that is the time of the sun. */
function offsetAt(zone: string, time: number): number | null {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', year: 'numeric' });
  formats.set(zone, format);
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const match = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(name);
  if (!match) return null;
  const [, sign, hours = '0', minutes = '0'] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minuteMs;
}

function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / minuteMs;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
