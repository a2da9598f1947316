import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { safeFileName, segmentNumber } from '../../../main/storage/disk/collection-paths.ts';

describe('the file name of a source', () => {
  it.each([
    ['001.txt', '001.txt'],
    ['Příloha č. 5.txt', 'Příloha č. 5.txt'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\system.ini', 'system.ini'],
    ['..', 'source'],
    ['', 'source'],
    ['.hidden', 'hidden'],
    ['a:b*c?.txt', 'a_b_c_.txt'],
    ['nul.txt', '_nul.txt'],
    ['two\nlines\u202e.txt', 'two_lines_.txt'],
    ['ends with a dot. ', 'ends with a dot'],
  ])('of %j is %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('of any length stays short and keeps its extension', () => {
    expect(safeFileName(`${'x'.repeat(300)}.txt`)).toBe(`${'x'.repeat(116)}.txt`);
  });

  it('never leads out of its folder', () => {
    for (const name of ['/', '//', './.', '...', '\\', 'a/..', '\0', 'CON', 'com1.log'])
      expect(path.dirname(path.join('/source', safeFileName(name)))).toBe('/source');
  });
});

describe('the number of a segment', () => {
  it.each([
    ['000001.jsonl', 1],
    ['123456.jsonl', 123456],
    ['000001 (conflicted copy).jsonl', null],
    ['1.jsonl', null],
    ['000001.jsonl.tmp', null],
  ])('of %j is %j', (name, number) => {
    expect(segmentNumber(name)).toBe(number);
  });
});
