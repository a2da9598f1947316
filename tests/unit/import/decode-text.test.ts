import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeText, textBeyondLimits } from '../../../shared/import/decode-text.ts';

const hostile = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../fixtures/hostile/${name}.txt`, import.meta.url));
const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

test.each([
  ['utf-8-byte-order-mark', 'utf-8'],
  ['utf-16le-marked', 'utf-16le'],
  ['utf-16be-marked', 'utf-16be'],
  ['utf-16le-unmarked', 'utf-16le'],
  ['utf-16be-unmarked', 'utf-16be'],
])('%s is recognised and read without its mark', (name, encoding) => {
  expect(decodeText(hostile(name))).toEqual({ kind: 'text', text: 'Dear Mr. Chairman:\n', encoding });
});

test.each([
  ['latin-1', 6, 0xe9, 'utf-8'],
  ['utf-8-cut-short', 27, 0xc3, 'utf-8'],
  ['utf-8-overlong', 19, 0xc0, 'utf-8'],
  ['utf-8-surrogate', 22, 0xed, 'utf-8'],
  ['utf-16le-odd-length', 40, 0x78, 'utf-16le'],
  ['utf-16le-lone-surrogate', 4, 0x00, 'utf-16le'],
])('the first byte of %s that cannot be decoded is the fault, with its offset', (name, offset, byte, encoding) => {
  expect(decodeText(hostile(name))).toEqual({ kind: 'undecodable', offset, byte, encoding });
});

test('Windows-1252 is read only when asked for, and then any byte is', () => {
  expect(decodeText(hostile('latin-1'), { encoding: 'windows-1252' })).toEqual({
    kind: 'text',
    text: 'Aide-mémoire of the Embassy at Paris, "quoted"\n',
    encoding: 'windows-1252',
  });
  expect(decodeText(bytes(0x93, 0x61, 0x94, 0x96, 0x80), { encoding: 'windows-1252' })).toMatchObject({
    text: '“a”–€',
  });
});

test('every character of UTF-8 and UTF-16 comes through, pairs of surrogates too', () => {
  const text = 'aé‐—€😀\u{10FFFF}\uE000\uFFFD';
  expect(decodeText(new TextEncoder().encode(text))).toEqual({ kind: 'text', text, encoding: 'utf-8' });
  const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
  expect(decodeText(utf16)).toEqual({ kind: 'text', text, encoding: 'utf-16le' });
  expect(decodeText(utf16.swap16())).toEqual({ kind: 'text', text, encoding: 'utf-16be' });
});

test('a NUL character is the fault, at its byte', () => {
  expect(decodeText(hostile('nul-bytes'))).toEqual({ kind: 'not-text', offset: 24 });
  expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0xc3, 0xa9, 0x00))).toEqual({ kind: 'not-text', offset: 5 });
  expect(decodeText(bytes(0xff, 0xfe, 0x61, 0x00, 0x00, 0x00))).toEqual({ kind: 'not-text', offset: 4 });
});

test('a file without a word is empty', () => {
  expect(decodeText(hostile('empty'))).toEqual({ kind: 'empty' });
  expect(decodeText(hostile('white-space-only'))).toEqual({ kind: 'empty' });
  expect(decodeText(bytes(0xef, 0xbb, 0xbf))).toEqual({ kind: 'empty' });
});

test('a text with more letters or lines than any document has is too long, one just below is not', () => {
  expect(textBeyondLimits('a'.repeat(8_000_000))).toBeNull();
  expect(textBeyondLimits('a'.repeat(8_000_001))).toMatchObject({ what: 'characters' });
  for (const end of ['\n', '\r', '\r\n', '\f', '\u2028']) {
    expect(textBeyondLimits(`a${end}`.repeat(100_000))).toBeNull();
    expect(textBeyondLimits(`a${end}`.repeat(100_001))).toMatchObject({ what: 'lines', most: 100_000 });
  }
});

test('a file above the limit is refused before it is looked at', () => {
  expect(decodeText(new Uint8Array(33 * 1024 * 1024))).toEqual({
    kind: 'too-large',
    bytes: 33 * 1024 * 1024,
    maxBytes: 32 * 1024 * 1024,
  });
  expect(decodeText(bytes(0x61, 0x62), { maxBytes: 1 })).toEqual({ kind: 'too-large', bytes: 2, maxBytes: 1 });
  expect(decodeText(bytes(0x61, 0x62), { maxBytes: 2 })).toMatchObject({ kind: 'text' });
});
