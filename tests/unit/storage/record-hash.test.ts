import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { nativeHashOf } from '../../../main/storage/disk/journal-folder.ts';
import { hashOf } from '../../../shared/journal/record.ts';

it('the hash of a record is the same whichever library gives it', () => {
  for (const length of [0, 1, 55, 56, 64, 375, 100_000]) {
    const json = randomBytes(length);
    expect(nativeHashOf(json)).toBe(hashOf(json));
  }
  expect(nativeHashOf(Buffer.from('{}'))).toBe('44136fa355b3678a1146ad16f7e8649e');
});
