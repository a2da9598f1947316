import { describe, expect, it } from 'vitest';
import { encodeFrame, frameAt, framesBeyond } from '../../../shared/journal/frame.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));
const text = (value: Uint8Array): string => Buffer.from(value).toString();

describe('framing a record', () => {
  it('writes checksum, length and JSON on one line', () => {
    // The check value of CRC-32C is e3069283 for the nine digits.
    expect(text(encodeFrame(bytes('123456789')))).toBe('e3069283 9 123456789\n');
  });

  it('counts bytes, not characters', () => {
    const frame = encodeFrame(bytes('"čá"'));
    expect(text(frame).slice(8, 11)).toBe(' 6 ');
    expect(text(frameAt(frame, 0)?.json ?? new Uint8Array())).toBe('"čá"');
  });

  it('reads a frame behind another one', () => {
    const first = encodeFrame(bytes('{"a":1}'));
    const both = Buffer.concat([first, encodeFrame(bytes('{"b":2}'))]);
    const second = frameAt(both, first.length);
    expect(second && { start: second.start, end: second.end, json: text(second.json) }).toEqual({
      start: first.length,
      end: both.length,
      json: '{"b":2}',
    });
  });

  it('reads no frame that is cut anywhere', () => {
    const frame = encodeFrame(bytes('{"a":"some text"}'));
    for (let length = 0; length < frame.length; length++) expect(frameAt(frame.subarray(0, length), 0)).toBeNull();
  });

  it('reads no frame in which any bit is flipped', () => {
    const frame = encodeFrame(bytes('{"a":"some text"}'));
    for (let bit = 0; bit < frame.length * 8; bit++) {
      const flipped = Uint8Array.from(frame);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(frameAt(flipped, 0), `bit ${bit}`).toBeNull();
    }
  });

  it.each([
    '00000000 1 x\n',
    'E3069283 9 123456789\n',
    'e3069283 09 123456789\n',
    'e3069283  9 123456789\n',
    ' \n',
    '',
  ])('takes %j for no frame', (line) => {
    expect(frameAt(bytes(line), 0)).toBeNull();
  });
});

describe('looking behind bad bytes', () => {
  it('finds every whole frame, wherever it begins', () => {
    const first = encodeFrame(bytes('{"a":1}'));
    const second = encodeFrame(bytes('{"b":2}'));
    const damaged = Buffer.concat([bytes('garbage without a line feed'), first, bytes('\u0000\n\n?'), second]);
    const { frames, exhausted } = framesBeyond(damaged, 0);
    expect([frames.map(({ json }) => text(json)), exhausted]).toEqual([['{"a":1}', '{"b":2}'], false]);
  });

  it('gives up on a file that was made to be slow to search', () => {
    const head = '00000000 900000 ';
    const hostile = bytes(`${head.repeat(56_000)}`.padEnd(1_800_001, '\n'));
    expect(framesBeyond(hostile, 0).exhausted).toBe(true);
  });
});
