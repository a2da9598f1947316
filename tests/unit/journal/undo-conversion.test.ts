import { describe, expect, it } from 'vitest';
import { undoConversion } from '../../../shared/journal/migration.ts';
import { bytesOf, importEntry, journalOf, telegram, typing } from '../../helpers/journal-builders.ts';
import { SeededRandom } from '../../helpers/seeded-random.ts';

const lines = journalOf([
  importEntry(telegram),
  { kind: 'steps', payload: typing('1', telegram, 'Příloha: ') },
  { kind: 'steps', payload: typing('2', telegram, 'b') },
]);
const bytes = bytesOf(lines);
const text = Buffer.from(bytes).toString('utf8');
const firstLine = lines[0]?.frame ?? new Uint8Array();

const utf16be = (value: string): Buffer => Buffer.from(value, 'utf16le').swap16();

describe('a journal that another program converted', () => {
  it.each([
    ['CR LF line ends', Buffer.from(text.replaceAll('\n', '\r\n')), ['crlf']],
    ['CR line ends', Buffer.from(text.replaceAll('\n', '\r')), ['cr']],
    ['a byte order mark', Buffer.from(`\uFEFF${text}`), ['byte order mark']],
    ['both', Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`), ['byte order mark', 'crlf']],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), ['utf-16']],
    ['UTF-16 of the other order', utf16be(`\uFEFF${text}`), ['utf-16']],
    ['UTF-16 without a mark', Buffer.from(text.replaceAll('\n', '\r\n'), 'utf16le'), ['utf-16', 'crlf']],
    ['blank lines', Buffer.from(text.replaceAll('\n', '\n\n')), ['blank lines']],
  ])('with %s reads byte for byte as it was written', (_what, converted, conversions) => {
    const undone = undoConversion(converted);
    expect([undone && Buffer.from(undone.bytes).toString('utf8'), undone?.conversions]).toEqual([text, conversions]);
  });

  it('from a later line on reads as it was written, too', () => {
    const rest = Buffer.from(bytes.subarray(firstLine.length)).toString('utf8').replaceAll('\n', '\r\n');
    const undone = undoConversion(Buffer.concat([firstLine, Buffer.from(rest)]));
    expect([Buffer.from(undone?.bytes ?? []).toString('utf8'), undone?.conversions]).toEqual([text, ['crlf']]);
  });

  it('keeps the end of a write that was cut off', () => {
    const cut = Buffer.from(text.replaceAll('\n', '\r\n')).subarray(0, -40);
    const undone = undoConversion(cut);
    expect(text.startsWith(Buffer.from(undone?.bytes ?? []).toString('utf8'))).toBe(true);
  });
});

describe('a journal that nobody converted', () => {
  it('is left as it is, whole, cut at any byte, and without its trailing white space', () => {
    for (let length = 0; length <= bytes.length; length++)
      expect(undoConversion(bytes.subarray(0, length)), `cut at ${length}`).toBeNull();
    expect(text.replaceAll(/[ \t]+$/gm, '')).toBe(text);
  });

  it('is not taken for one because of what a loss of power left at its end', () => {
    const random = new SeededRandom(1);
    const ends = [[0x0a], [0x0d, 0x0a], [0, 0, 0, 0], [0xef, 0xbb, 0xbf], [0xff, 0xfe, 0x0d]].map((end) =>
      Uint8Array.from(end),
    );
    for (let one = 0; one < 500; one++) ends.push(Uint8Array.from({ length: 12 }, () => random.below(16)));
    for (const end of ends) expect(undoConversion(Buffer.concat([bytes, end])), end.join()).toBeNull();
  });
});
