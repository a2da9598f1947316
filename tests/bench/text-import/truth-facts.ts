import type { DocumentType } from '../../../shared/document/metadata.ts';
import { descendants, elementsIn, type TeiElement, textOfElement } from './tei-tree.ts';
import { readable, type TrueBlock, type TrueFacts, wordsOf } from './truth.ts';

const persons = 'Minister|Secretary|President|Chairman|Ambassador|Chargé';
const greetings = [
  'Dear\\b[^:;.!?]{0,60}(?:Messrs|Mrs|Mr|Dr)?\\.?[^:;.!?]{0,40}',
  'Sirs?|Gentlemen|Madam|(?:Your )?Excellency',
  'Monsieur[^:;.!?]{0,40}',
  `Mr\\.? (?:${persons})[^:;.!?]{0,30}`,
  'Señor[^:;.!?]{0,30}',
];
const greeting = new RegExp(`^(?:My\\s+)?(?:${greetings.join('|')})\\s?[:,]`, 'i');

/** The salutation that some words begin with; empty when they begin with none. */
export const salutationOf = (words: string): string => greeting.exec(words)?.[0] ?? '';

const farewells = [
  '(?:very |yours )?(?:sincerely|respectfully|faithfully|cordially|truly)\\b.{0,30}',
  'i (?:have the honor to be|have, etc|am,? (?:sir|etc|my dear|yours|very)|remain|avail myself|have the honor, etc)\\b.{0,120}',
  '(?:with )?(?:kind|best|warm)(?:est)? (?:regards|wishes).{0,40}',
  'as ever,?|accept,.{0,120}|yours,? .{0,20}',
];
const farewell = new RegExp(`^(?:${farewells.join('|')})$`, 'i');

/** Whether a line is nothing but the words with which a letter closes. */
export const isValediction = (words: string): boolean => farewell.test(words.trim());

/** Reads what the encoding says of the document as a whole.
 *  @param blocks of the same document */
export function trueFacts(div: TeiElement, blocks: readonly TrueBlock[]): TrueFacts {
  const head = blocks.find(({ kind }) => kind === 'title');
  const printed = head ? wordsOf(head.tokens).trim() : '';
  const number = /^(\d{1,4})\.\s+/.exec(printed) ?? /^\[?No\. (\d{1,4})\.?\]?\s*\n/.exec(printed);
  const title = printed.slice(number?.[0].length ?? 0);
  return {
    title,
    number: number?.[1] ?? '',
    ...partiesOf(div, title),
    ...datelineOf(div),
    type: typeOf(blocks, printed),
  };
}

function partiesOf(div: TeiElement, title: string): Pick<TrueFacts, 'from' | 'to'> {
  const head = descendants(div, 'head')[0];
  const tagged = (side: string): string => {
    const found = head && allElements(head).find(({ attributes }) => attributes.type === side);
    return found ? textOfElement(found) : '';
  };
  const [from, to] = [tagged('from'), tagged('to')];
  if (from !== '' || to !== '') return { from, to };
  // Documents of the Historian's own files have no tags in their heads.
  const plain = title.replace(/\([^()]*\)/g, '').replace(/\s+/g, ' ');
  const found = /^(?:\w+ )?(?:Letter|Memorandum|Telegram) From (?:the )?(.+?)(?: Through .+?)? to (?:the )?(.+)$/.exec(
    plain,
  );
  return { from: found?.[1]?.trim() ?? '', to: found?.[2]?.trim() ?? '' };
}

const allElements = (element: TeiElement): readonly TeiElement[] => [
  element,
  ...elementsIn(element).flatMap(allElements),
];

const months = 'January|February|March|April|May|June|July|August|September|October|November|December';
const plainDate = new RegExp(`(${months}) (\\d{1,2}), (\\d{4})`);

function datelineOf(div: TeiElement): Pick<TrueFacts, 'date' | 'isUndated' | 'place'> {
  const dateline = descendants(div, 'dateline', ['frus:attachment', 'quote'])[0];
  if (!dateline) return { date: '', isUndated: false, place: '' };
  const date = descendants(dateline, 'date')[0];
  const placeName = descendants(dateline, 'placeName')[0];
  const place = placeName ? lastLine(placeName).replace(/^[ ,.[\]]+|[ ,.[\]]+$/g, '') : '';
  if (date) {
    const when = date.attributes.when ?? date.attributes.from ?? '';
    return { date: when.slice(0, 10), isUndated: textOfElement(date) === 'undated', place };
  }
  const words = textOfElement(dateline);
  const found = plainDate.exec(words);
  if (!found) return { date: '', isUndated: false, place };
  const [, month = '', day = '', year = ''] = found;
  const two = (value: number): string => String(value).padStart(2, '0');
  const when = `${year}-${two(months.split('|').indexOf(month) + 1)}-${two(Number(day))}`;
  return { date: when, isUndated: false, place: words.slice(0, found.index).replace(/^[ ,]+|[ ,]+$/g, '') };
}

/** What stands behind the last line break of an element, notes left out. */
function lastLine(element: TeiElement): string {
  const lines = [''];
  const visit = (node: TeiElement): void => {
    for (const child of node.children) {
      if (typeof child === 'string') lines[lines.length - 1] += child;
      else if (child.name === 'lb') lines.push('');
      else if (child.name !== 'note') visit(child);
    }
  };
  visit(element);
  return (lines.findLast((line) => line.trim() !== '') ?? '').replace(/\s+/g, ' ').trim();
}

function typeOf(blocks: readonly TrueBlock[], title: string): DocumentType {
  const isTelegram =
    blocks.some(({ kind, tokens }) => kind === 'file number' && readable(tokens).includes('elegram')) ||
    /^(?:\d+\. )?(?:Draft )?Telegram/.test(title);
  if (isTelegram) return 'telegram';
  if (/\bLetter\b/.test(title)) return 'letter';
  return /\bMemorandum\b/.test(title) ? 'memorandum' : 'other';
}
