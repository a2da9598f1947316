import type { HeaderFieldName } from '../../../document/schema.ts';
import { inEnglish } from '../../../translation/retell.ts';
import { timePattern } from '../draft/dates.ts';
import { type Block, claim, type Draft, isUnclaimed } from '../draft/draft.ts';
import type { SourceLine } from '../draft/source-lines.ts';
import { cableFieldOf, isCable } from './cable-fields.ts';
import { despatchNumberOf } from './opening-lines.ts';
import { isInTitleCase, isTitle } from './titles.ts';

/** The labels that forms, memoranda and mail programs print before a field, as regular expressions. */
const labels: readonly { readonly field: HeaderFieldName; readonly label: string }[] = [
  { field: 'control', label: 'control(?:\\s+(?:no|number))?' },
  { field: 'received', label: "rec['’]?d|received" },
  { field: 'from', label: 'from' },
  { field: 'to', label: 'to|sent\\s+to|memorandum\\s+(?:for|to)' },
  { field: 'info', label: 'info(?:rmation)?(?:\\s+to)?|b?cc' },
  { field: 'number', label: 'n[or]|number|telegram\\s+no' },
  { field: 'action', label: 'action(?:\\s+(?:to|required))?' },
  { field: 'subject', label: 'subj(?:ect)?|re' },
  {
    field: 'distribution',
    label: 'distribution|copies\\s+to|repeated\\s+(?:to|info)|rptd(?:\\s+info)?|pass(?:\\s+to)?',
  },
  {
    field: 'other',
    label: [
      'date(?:\\s+(?:and|&)\\s+time)?|ref(?:erences?|s)?|priority|precedence|participants|present|place|location|time|through|thru|via',
      'drafted\\s+by|approved\\s+by|cleared\\s+by|clearances?|sent|importance|attachments|reply-to|tags|e\\.o\\.\\s?\\d{5}',
    ].join('|'),
  },
];

const labelled = new RegExp(`^(?:${labels.map(({ label }) => label).join('|')})\\s{0,12}[:.](?=\\s|$)\\s*`, 'i');
/** Labels on a line of their own; the value follows on the next line, below some of them on several. */
const bareLabel =
  /^(?:TO|FROM|INFO|ACTION|CONTROL|SUBJECT|PARTICIPANTS|PRESENT|MEMORANDUM FOR|ALSO PRESENT|THROUGH|DATE|PLACE)$/i;
const severalLabel = /^(?:SUBJECT|PARTICIPANTS|PRESENT|ALSO PRESENT|MEMORANDUM FOR)\s?:?$/i;
const time = new RegExp(`^${timePattern}$`, 'i');

/** Whether a line is the label of a list: `PARTICIPANTS`, `MEMORANDUM FOR`. */
export const isLabelOfSeveral = (words: string): boolean => words.length <= 20 && severalLabel.test(words);

/** A line of a header: the field that its label names, and what follows the label. */
export interface HeaderField {
  readonly field: HeaderFieldName;
  readonly value: string;
  /** Whether only a colon or period makes it a field, not the bare word on a line of its own. */
  readonly hasColon: boolean;
}

/** Reads a line as a header field: `Control: 4598`, `NO: 1762, …`, or a bare `TO`, `Action`, `Info`; else null. */
export function headerFieldOf(words: string): HeaderField | null {
  if (words.length > 300 || despatchNumberOf(words) !== null) return null;
  const beginning = labelled.exec(words)?.[0];
  // `TO.` and `From.` end sentences; only `NO.` is a label with a period.
  if (beginning !== undefined && (!beginning.trim().endsWith('.') || /^n[or]\./i.test(beginning)))
    return { field: fieldNamed(beginning), value: words.slice(beginning.length), hasColon: true };
  return words.length <= 16 && bareLabel.test(words) ? { field: fieldNamed(words), value: '', hasColon: false } : null;
}

function fieldNamed(beginning: string): HeaderFieldName {
  const name = beginning.replace(/[\s:.]+$/, '');
  return labels.find(({ label }) => new RegExp(`^(?:${label})$`, 'i').test(name))?.field ?? 'other';
}

/** Words that no subject ends with. */
const unfinished = /\b(?:of|the|and|to|for|in|on|by|with|from|at|a|an|or)$/i;
/** A line of so many characters may have ended because it was full. */
const fullLine = 45;

/** Whether a line goes on with a field: as a bare label's value, as the hour after a date, or as the rest of a long subject.
 *  @param first the line with the label
 *  @param before the line directly above, which may be the same
 *  @param next the line below, which shows whether the line begins a paragraph */
export function continuesField(
  first: SourceLine,
  before: SourceLine,
  line: SourceLine,
  next: SourceLine | undefined,
): boolean {
  const field = headerFieldOf(first.words);
  if (!field || headerFieldOf(line.words)) return false;
  if (severalLabel.test(first.words)) return true;
  if (before === first && (field.value === '' || time.test(line.words))) return true;
  if (beginsParagraph(first, line, next)) return false;
  if (hangsBelow(first, line) && field.hasColon && field.value !== '') return true;
  if (/^general\b/i.test(field.value) && /^specific\b/i.test(line.words)) return true;
  return (
    field.hasColon &&
    (field.field === 'subject' || field.field === 'to') &&
    before.words.length >= fullLine &&
    !/[.:]$/.test(before.words) &&
    (unfinished.test(before.words) || !isTitle(line.words))
  );
}

/** Columns by which the further lines of a value are set in when they stand below its first one. */
const hangingIndent = 8;

/** Whether a line stands below the value of a field and not below its label. Behind a tab less is enough. */
const hangsBelow = (first: SourceLine, line: SourceLine): boolean =>
  line.indent >= hangingIndent || (/:(?:\t| {2,})\s*\S/.test(first.words) && line.indent >= first.indent + 2);

/** Whether a line is set in as the field is, and the one below it is not. */
const beginsParagraph = (first: SourceLine, line: SourceLine, next: SourceLine | undefined): boolean =>
  line.indent >= Math.max(2, first.indent) &&
  line.indent <= hangingIndent &&
  next !== undefined &&
  next.stretch === line.stretch &&
  next.indent <= line.indent - 2;

/** Whether the draft begins like the form of a telegram: with two of its fields, one of which no memorandum has, or with
 *  one below its printed head; or like a cable. Attachments do not count. */
export function isTelegramForm(draft: Draft): boolean {
  const seen = new Set<HeaderFieldName>();
  let hasHead = false;
  for (const { opening, words, role } of draft.blocks) {
    if (role.kind === 'attachment heading') break;
    if (!opening) continue;
    const found = headerFieldOf(words);
    if (found?.hasColon) seen.add(found.field);
    hasHead ||= telegramHead.test(words);
  }
  const isOwn = hasHead || seen.has('control') || seen.has('received') || seen.has('number');
  return (isOwn && telegramFields.filter((name) => seen.has(name)).length >= (hasHead ? 1 : 2)) || isCable(draft);
}

const telegramFields: readonly HeaderFieldName[] = ['control', 'received', 'from', 'to', 'number'];
const telegramHead = /^(?:in|out)?(?:coming|going)\s+(?:telegram|airgram)\b/i;

/** Header fields before the prose. On the form of a telegram bare labels, distribution and subject lines count as well. */
export function recogniseHeader(draft: Draft): void {
  const isForm = isTelegramForm(draft);
  const isOfCable = isCable(draft);
  if (isForm && !isOfCable) draft.blocks = joinBareLabels(draft.blocks);
  let list: HeaderField | null = null;
  for (const block of draft.blocks) {
    if (!block.opening || !isUnclaimed(block)) {
      list = null;
      continue;
    }
    const first = firstLine(block);
    const found =
      (isOfCable ? cableFieldOf(block.words) : null) ?? headerFieldOf(first) ?? (isForm ? copyMark(block.words) : null);
    if (found && (isForm || found.hasColon || severalLabel.test(first))) {
      claimField(
        block,
        found.field,
        found.value === '' && block.lines.length === 1 && !copyMark(block.words) ? 'empty' : block.words,
      );
      list = severalLabel.test(block.words) ? found : null;
    } else if (list && isEntry(block.words)) {
      claimField(block, list.field, block.words);
      if (list.field === 'subject') list = null;
    } else list = null;
  }
  if (isForm && !isOfCable) claimUnlabelled(draft.blocks);
}

function claimField(block: Block, field: HeaderFieldName, what: string): void {
  claim(block, { kind: 'header field', field }, 'header field', inEnglish`Header field (${field}): ${what}`);
}

/** Whether a line below `PARTICIPANTS` can be one of them: a name with an office, no sentence. */
const isEntry = (words: string): boolean =>
  words.length <= 160 && isInTitleCase(words) && !/[.!?:]$/.test(words.replace(/\b\p{L}{1,3}\.$/u, ''));

const firstLine = (block: Block): string => block.lines[0]?.words ?? '';

/** `ACTION COPY`, which a form prints without a value. */
function copyMark(words: string): HeaderField | null {
  return /^(?:action|info(?:rmation)?)\s+copy$/i.test(words) ? { field: 'action', value: '', hasColon: false } : null;
}

/** A bare label and the short entry after a blank line are one field: `TO` / `W`. */
function joinBareLabels(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const label = joined.at(-1);
    const isShort = /^[\p{Lu}\d]{1,3}$/u.test(block.words) && block.leading.length === 0;
    if (label?.opening && isShort && isUnclaimed(label) && isUnclaimed(block) && bareLabel.test(label.words)) {
      label.lines = [...label.lines, ...block.lines];
      label.words = `${label.words} ${block.words}`;
    } else {
      joined.push(block);
    }
  }
  return joined;
}

const distribution =
  /\b(?:PASS|EYES ONLY|FOR|DELIVER|RPTD?|REPEATED|INFO|LIMIT(?:ED)? DISTRIBUTION|LIMDIS|EXDIS|NODIS|NIACT|PRIORITY|EMERGENCY|FLASH)\b/;

/** Between the fields of a form, and between the last of them and its prose, stand distribution lines and the subject,
 *  without labels. */
function claimUnlabelled(blocks: readonly Block[]): void {
  const first = blocks.findIndex((block) => block.role.kind === 'header field');
  const last = blocks.findLastIndex((block) => block.opening && block.role.kind === 'header field');
  for (const [index, block] of blocks.entries()) {
    if (!block.opening || !isUnclaimed(block) || index < first) continue;
    const field = unlabelledField(block.words, index > last);
    if (field)
      claim(
        block,
        { kind: 'header field', field },
        'header field',
        inEnglish`Header field (${field}): ${block.words}`,
        'inferred',
      );
    // The first line that is none begins the text.
    else if (index > last) return;
  }
}

function unlabelledField(words: string, isBehindLast: boolean): HeaderFieldName | null {
  if (/\p{Ll}/u.test(words) || words.length > 60 || /[.:;]$/.test(words)) return null;
  if (distribution.test(words)) return 'distribution';
  if (!isBehindLast) return words.length <= 12 ? 'other' : null;
  return words.split(/\s+/).length <= 5 && !/\d/.test(words) ? 'subject' : null;
}
