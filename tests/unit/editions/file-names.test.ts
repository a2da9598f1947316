import { expect, test } from 'vitest';
import { fileNames } from '../../../main/editions/export-edition.ts';

test('files are named after their sources, and no two alike on any disk', () => {
  const nameOf = fileNames('.xml');
  const sources = ['a.txt', 'A.TXT', 'a.txt', 'b', '.hidden', 'x.tar.gz'];
  expect(sources.map((source, index) => nameOf(source, `d${index}`))).toEqual([
    'a.xml',
    'A-d1.xml',
    'a-d2.xml',
    'b.xml',
    'hidden.xml',
    'x.tar.xml',
  ]);
});

test('a name from outside leads nowhere else and is one that every system takes', () => {
  const nameOf = fileNames('.xml');
  const sources = ['../../etc/passwd.txt', 'a:b*c?.txt', 'NUL.txt', '...', 'tab\there.txt', 'x'.repeat(300)];
  expect(sources.map((source, index) => nameOf(source, `d${index}`))).toEqual([
    '_.._etc_passwd.xml',
    'a_b_c_.xml',
    'NUL_.xml',
    'd3.xml',
    'tab_here.xml',
    `${'x'.repeat(120)}.xml`,
  ]);
});
