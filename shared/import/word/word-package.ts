import { strFromU8, unzipSync, zipSync } from 'fflate';
import { ownTable } from '../../text/own-table.ts';
import { inEnglish } from '../../translation/retell.ts';
import { markersBeyondLimit } from '../plain-text/draft/page-markers.ts';
import type { ReadFault } from '../read-fault.ts';

/** The parts of a Word document (Office Open XML) that are read. */
export interface WordPackage {
  readonly kind: 'word package';
  /** The same document as a ZIP of these parts alone, not compressed. */
  readonly bytes: Uint8Array;
  /** Letters that the body writes, white space left out: as many as a reader should find. */
  readonly bodyLetters: number;
  /** Sentences on what is in the file and not in its text. */
  readonly leftOut: readonly string[];
}

/** What the parts may come to once they are unpacked: the longest documents have a few megabytes. */
export interface WordLimits {
  readonly parts: number;
  readonly partBytes: number;
  readonly bytes: number;
  /** Paragraphs, runs and cells of its text and its notes: what reads them takes twelve kilobytes for each. */
  readonly elements: number;
}

const megabyte = 1024 * 1024;
const usualLimits: WordLimits = {
  parts: 10_000,
  partBytes: 64 * megabyte,
  bytes: 128 * megabyte,
  elements: 100_000,
};

class WordFaultError extends Error {
  override name = 'WordFaultError';
  constructor(readonly fault: ReadFault) {
    super(fault.kind);
  }
}

/** Unpacks what is read of a Word document. Whatever the file says of its own sizes, never more comes out than the limits allow. */
export function openWordPackage(bytes: Uint8Array, limits: WordLimits = usualLimits): WordPackage | ReadFault {
  try {
    const { parts, pictures } = unpacked(bytes, limits);
    const body = Object.entries(parts).find(([name]) => /^word\/document\d*\.xml$/.test(name))?.[1];
    if (body === undefined) return { kind: 'damaged-word', reason: inEnglish`it has no text` };
    const texts = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, strFromU8(part)]));
    if (Object.values(texts).some((text) => text.includes('<!DOCTYPE')))
      return {
        kind: 'damaged-word',
        reason: inEnglish`a part of it declares a document type, which no word processor writes`,
      };
    const elements = Object.values(texts).reduce((sum, text) => sum + elementsIn(text), 0);
    if (elements > limits.elements)
      throw beyond(inEnglish`it has more than ${limits.elements.toLocaleString('en')} paragraphs, runs and cells`);
    const withoutTwins = strFromU8(body).replace(/<mc:Choice\b[\s\S]*?<\/mc:Choice>/g, '');
    const words = wordsIn(withoutTwins, 'w:t', 'm:t');
    const tooMany = markersBeyondLimit(words);
    if (tooMany) return tooMany;
    return {
      kind: 'word package',
      bytes: zipSync(parts, { level: 0 }),
      bodyLetters: lettersIn(words),
      leftOut: leftOutOf(texts, pictures),
    };
  } catch (error) {
    if (error instanceof WordFaultError) return error.fault;
    return { kind: 'damaged-word', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** How many paragraphs, runs and cells begin in a part. */
function elementsIn(xml: string): number {
  let count = 0;
  for (const _ of xml.matchAll(/<w:(?:p|r|tc)[\s/>]/g)) count += 1;
  return count;
}

interface UnpackedParts {
  readonly parts: Readonly<Record<string, Uint8Array>>;
  readonly pictures: number;
}

function unpacked(bytes: Uint8Array, limits: WordLimits): UnpackedParts {
  let [count, sum, pictures] = [0, 0, 0];
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      count += 1;
      if (count > limits.parts) throw beyond(inEnglish`it has more than ${limits.parts.toLocaleString('en')} parts`);
      if (/^word\/media\//.test(name)) pictures += 1;
      if (!isRead(name)) return false;
      sum += originalSize;
      if (originalSize > limits.partBytes || sum > limits.bytes)
        throw beyond(
          inEnglish`a part of it is larger than ${limits.partBytes / megabyte} MB once unpacked, or all of them than ${limits.bytes / megabyte} MB`,
        );
      // The library gives a part the room that its head states, and no more.
      return true;
    },
  });
  return { parts, pictures };
}

const isRead = (name: string): boolean =>
  /^(?:\[Content_Types\]\.xml|_rels\/[^/]+|word\/(?:_rels\/)?[^/]+\.(?:xml|rels))$/.test(name);

const beyond = (reason: string): WordFaultError => new WordFaultError({ kind: 'word-beyond-limits', reason });

function leftOutOf(texts: Readonly<Record<string, string>>, pictures: number): readonly string[] {
  const within = (parts: RegExp, ...elements: readonly string[]): readonly string[] => [
    ...new Set(
      Object.entries(texts)
        .filter(([name]) => parts.test(name))
        .map(([, text]) => wordsIn(text, ...elements))
        .filter((words) => words.trim() !== ''),
    ),
  ];
  const told = (what: string, words: readonly string[]): readonly string[] =>
    words.length === 0 ? [] : [`${what}: ${words.map((one) => `“${shortened(one)}”`).join(', ')}.`];
  const deleted = within(/^word\/(?:document\d*|footnotes|endnotes)\.xml$/, 'w:delText');
  return [
    ...told(
      inEnglish`The running heads and feet of the Word document were left out`,
      within(/^word\/(?:header|footer)\d*\.xml$/, 'w:t'),
    ),
    ...told(inEnglish`Comments in the Word document were left out`, within(/^word\/comments\.xml$/, 'w:t')),
    ...told(inEnglish`Words that tracked changes delete were left out`, deleted),
    ...(pictures === 0
      ? []
      : [inEnglish`Pictures in the Word document were left out: ${pictures}. Import them as page images.`]),
  ];
}

const shortened = (words: string): string => {
  const plain = words.replace(/\s+/g, ' ').trim();
  return plain.length <= 200 ? plain : `${plain.slice(0, 199).trimEnd()}…`;
};

/** What stands in elements that hold nothing but text. */
function wordsIn(xml: string, ...elements: readonly string[]): string {
  const found = new RegExp(`<(${elements.join('|')})(?:\\s[^<>]*)?>([^<]*)</\\1>|</w:p>|<w:(?:tab|br)\\b`, 'g');
  let words = '';
  for (const match of xml.matchAll(found)) words += match[2] === undefined ? ' ' : plain(match[2]);
  return words;
}

const named: Readonly<Record<string, string>> = ownTable<string>({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" });

const plain = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name = '') => {
    if (hex === undefined && decimal === undefined) return named[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });

/** How many characters a text has that are no white space. */
export const lettersIn = (text: string): number => text.replace(/\s+/g, '').length;
