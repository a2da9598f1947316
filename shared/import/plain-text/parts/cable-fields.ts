import type { HeaderFieldName } from '../../../document/schema.ts';
import { type FoundDate, findDate } from '../draft/dates.ts';
import type { Draft } from '../draft/draft.ts';
import { unspaced } from './form-marks.ts';

/** A line of the header that teletypes wrote from 1966 on. */
interface CableField {
  readonly field: HeaderFieldName;
  readonly value: string;
  readonly hasColon: boolean;
}

const post = '[A-Z][A-Z0-9 .,/-]{1,50}';
const marking = '(?:TOP SECRET|SECRET|CONFIDENTIAL|LIMITED OFFICIAL USE|UNCLAS(?:SIFIED)?|UNCLASSIFIED|RESTRICTED)';

/** Day and hour, behind the precedence: `R 121530Z MAR 73`, `O P 031200Z AUG 74`. */
const dayAndHour = /^(?:[ZOPRYFI]{1,2} ){0,4}(\d{6}Z(?: [A-Z]{3} \d{2})?)(?: .{0,40})?$/;
/** Marking, post and number: `CONFIDENTIAL BONN 01234`, `UNCLAS SECTION 01 OF 02 BONN 1234`. */
const postAndNumber = new RegExp(
  `^${marking}(?: SECTION \\d{1,2} OF \\d{1,2})? (${post}?) 0*(\\d{1,6})(?:/\\d{1,2})?(?: SECTION \\d{1,2} OF \\d{1,2})?(?: [A-Z]{4,9})?$`,
);
/** `ACTION EUR-25`, `INFO OCT-01 SS-15 /087 W`, and the lines in which that goes on. */
const offices = /^(?:(ACTION|INFO) )?(?:[A-Z]{1,6}-\d{2}\s*)+(?:\/?\s?\d{3}\s?[A-Z])?$/;

/** Posts to which a cable goes as well, each on a line of its own below the first. */
const furtherPost =
  /^(?:SECSTATE|SECDEF|AM(?:EMBASSY|CONSUL|CONGEN|LEGATION)|US(?:MISSION|DEL|INT|LO|UN)|CINC[A-Z]{2,6}|DIA|CIA|NSC|USIA|JCS)\b[A-Z0-9 .,/-]{0,50}$/;

const lines: readonly { readonly field: HeaderFieldName; readonly pattern: RegExp }[] = [
  { field: 'other', pattern: dayAndHour },
  { field: 'from', pattern: new RegExp(`^FM (${post})(?<!\\.)$`) },
  { field: 'to', pattern: new RegExp(`^TO (${post}|ALL .{1,60})(?<!\\.)$`) },
  { field: 'info', pattern: new RegExp(`^INFO (${post})(?<!\\.)$`) },
  { field: 'info', pattern: furtherPost },
  { field: 'distribution', pattern: offices },
  {
    field: 'other',
    pattern:
      /^(?:TAGS|E\.?O\.? ?\d{5}|REFS?|XGDS|GDS|BT|NNNN?|ZNY .*|ZNR .*|DE R[A-Z]{3,6} .*|#\d{4,6}|[OPRZY] R[A-Z]{5,6} .*)(?:\s?[:/.-].*)?$/,
  },
  { field: 'other', pattern: /^(?:DRAFTED|APPROVED|CLEARED) BY\b.*$/ },
  { field: 'other', pattern: /^-{6,}\s?\d{0,6}.{0,20}$/ },
];

/** Reads a line as one of a cable's header; null when it is none. */
export function cableFieldOf(words: string): CableField | null {
  if (words.length > 160) return null;
  const line = unspacedMarking(words).replace(/\s+/g, ' ');
  if (postAndNumber.test(line)) return { field: 'number', value: words, hasColon: true };
  const found = lines.map(({ field, pattern }) => ({ field, match: pattern.exec(line) })).find(({ match }) => match);
  if (!found?.match) return null;
  const field = found.match[0].startsWith('ACTION ')
    ? 'action'
    : found.match[0].startsWith('INFO ')
      ? 'info'
      : found.field;
  const value = found.field === 'distribution' ? words.replace(/^(?:ACTION|INFO)\s+/, '') : (found.match[1] ?? words);
  return { field, value, hasColon: true };
}

/** `C O N F I D E N T I A L BONN 01234` as `CONFIDENTIAL BONN 01234`. */
function unspacedMarking(words: string): string {
  const spaced = /^(?:[A-Z] ){3,14}[A-Z](?= {1,3}[A-Z][A-Z])(?: {2,3}(?:[A-Z] ){2,10}[A-Z](?= {1,3}[A-Z][A-Z]))?/.exec(
    words,
  )?.[0];
  return spaced === undefined ? words : unspaced(spaced) + words.slice(spaced.length).replace(/^ +/, ' ');
}

/** Whether the draft begins like a cable: with two lines that only cables have. */
export function isCable(draft: Draft): boolean {
  let found = 0;
  for (const { opening, words, role } of draft.blocks) {
    if (role.kind === 'attachment heading') break;
    if (opening && isCableLine(words)) found++;
    if (found > 1) return true;
  }
  return false;
}

/** Whether a line is one that only cables have. */
export const isCableLine = (words: string): boolean =>
  words.length <= 160 &&
  (/^FM [A-Z]/.test(words) ||
    (dayAndHour.test(words) && /Z [A-Z]{3} \d{2}/.test(words)) ||
    /^TO (?:SECSTATE|AMEMBASSY|AMCONSUL|USMISSION|ALL )/.test(words) ||
    /^PAGE \d{2} [A-Z]/.test(words) ||
    /^E\.?O\.? ?\d{5}\s?:/.test(words));

/** The number of a cable, as its line with marking and post states it: `CONFIDENTIAL BONN 01234` gives 1234; empty for any other line. */
export const cableNumberOf = (words: string): string => postAndNumber.exec(unspacedMarking(words))?.[2] ?? '';

/** The day of a cable's line with precedence, day and hour; null for any other line. */
export const cableDateOf = (words: string): FoundDate | null => (dayAndHour.test(words) ? findDate(words) : null);

/** Where a cable comes from: `FM AMEMBASSY BONN` gives `BONN`. */
export const cablePlaceOf = (from: string): string =>
  from.replace(/^(?:AMEMBASSY|AMCONSUL|AMCONGEN|USMISSION|USLO|USINT|AMLEGATION|USDEL)\s+/, '').trim();
