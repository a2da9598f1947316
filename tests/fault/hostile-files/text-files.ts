import { hex, hostileFamily, noise, secretPath } from './hostile-file.ts';

const utf16 = (text: string): Buffer => Buffer.concat([hex('ff fe'), Buffer.from(text, 'utf16le')]);

/** So many pages of a letter each. */
const pageMarks = (count: number): string =>
  Array.from({ length: count }, (_, index) => `[Facsimile Page ${index}]\n\nx\n\n`).join('');

const texts = hostileFamily('plain text', 'import', {
  'zero-bytes.txt': () => 'a\0b\0c\n'.repeat(1_000),
  'only-zero-bytes.txt': () => Buffer.alloc(1_000_000),
  'lone-surrogates.txt': () => utf16('a\uD800b\uDC00c\uDBFF'),
  'lone-surrogates-in-utf-8.txt': () => Buffer.concat([Buffer.from('abc '), hex('ed a0 80 ed bf bf')]),
  'utf-16-odd.txt': () => Buffer.concat([utf16('telegram'), hex('41')]),
  'utf-16-zeros.txt': () => Buffer.concat([hex('fe ff'), Buffer.alloc(100_001)]),
  'utf-32.txt': () => Buffer.concat([hex('ff fe 00 00'), Buffer.from('a\0\0\0b\0\0\0')]),
  'broken-utf-8.txt': () => Buffer.concat([Buffer.from('telegram '.repeat(100)), hex('ff fe c0 80 f8 88 80 80 80')]),
  'mark-twice.txt': () => '\uFEFF\uFEFF\uFEFFtelegram',
  'only-a-mark.txt': () => '\uFEFF',
  'nothing.txt': () => '',
  'line-20-mb.txt': () => 'x'.repeat(20_000_000),
  'words-on-a-line.txt': () => 'word '.repeat(2_000_000),
  'lines-2000000.txt': () => 'a\n'.repeat(2_000_000),
  'empty-lines-5000000.txt': () => `a${'\n'.repeat(5_000_000)}b`,
  'above-the-limit.txt': () => Buffer.alloc(33 * 1024 * 1024, 'a '),
  'carriage-returns.txt': () => 'a\r'.repeat(500_000),
  'form-feeds.txt': () => `a${'\f'.repeat(1_000_000)}`,
  'every-line-end.txt': () => 'a\u2028b\u2029c\u0085d\v'.repeat(50_000),
  'turned-around.txt': () => '\u202Etxt.exe\u2066\u2067\u202A'.repeat(50_000),
  'marks-on-a-letter.txt': () => `a${'\u0301'.repeat(1_000_000)}`,
  'no-width.txt': () => `a${'\u200B\u200D\uFEFF'.repeat(300_000)}b`,
  'blanks.txt': () => `a${' '.repeat(5_000_000)}b\n`.repeat(2),
  'tabs.txt': () => 'a\t'.repeat(1_000_000),
  'escapes.txt': () => '\u001b]0;owned\u0007\u001b[2J\u001b[31m'.repeat(1_000),
  'dashes.txt': () => '- - - - '.repeat(500_000),
  'leaders.txt': () => `${'.'.repeat(2_000_000)}12\n`,
  'brackets.txt': () => '['.repeat(2_000_000),
  'page-marks.txt': () => pageMarks(20_000),
  'page-of-billions.txt': () => `[Facsimile Page ${'9'.repeat(100_000)}]\nx [Typeset Page -1] [Page 1e999]`,
  'page-mark-open.txt': () => '[Facsimile Page '.repeat(100_000),
  'notes.txt': () => `x${'[1]'.repeat(50_000)}\n\n${'1. note\n'.repeat(50_000)}`,
  'equals.txt': () => '=====\n'.repeat(300_000),
  'dates.txt': () => 'October 99999, 1962, 25:61 p.m. '.repeat(50_000),
  'headings.txt': () => 'FROM: TO: SUBJECT: REF: NO: '.repeat(50_000),
  'table-of-signs.txt': () => '|+-'.repeat(500_000),
  'a-program.txt': () => Buffer.concat([hex('7f 45 4c 46 02 01 01'), noise(100_000)]),
  'noise.txt': () => noise(1_000_000),
  'rich.rtf': () => `{\\rtf1${'{\\b '.repeat(100_000)}`,
  'page.html': () => `<html><body>${'<div>'.repeat(100_000)}<iframe src="file://${secretPath}"></iframe>`,
  'message.eml': () => `From: a\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\n'.repeat(100_000)}`,
  'journal.jsonl': () => '00000000 12 {"format":99}\n'.repeat(10_000),
});

const names = hostileFamily('names of files', 'import', {
  'line\nend\u001b[31m.txt': () => 'a telegram',
  '-rf.txt': () => 'a telegram',
  '\u202Etxt.exe': () => 'a telegram',
  'CON.txt': () => 'a telegram',
  '$(touch owned)`touch owned`.txt': () => 'a telegram',
  "'; DROP TABLE documents; --.txt": () => 'a telegram',
  '<img src=x onerror=alert(1)>.txt': () => 'a telegram',
  __proto__: () => 'a telegram',
  '%2e%2e%2f.txt': () => 'a telegram',
  [`${'n'.repeat(250)}.txt`]: () => 'a telegram',
});

const tables = hostileFamily('tables', 'entities', {
  'columns.csv': () => `name${',x'.repeat(200_000)}\na\n`,
  'quotation-open.csv': () => `name,kind\n"${'a,b\n'.repeat(500_000)}`,
  'formulas.csv': () => 'name,kind\n"=cmd|\' /C calc\'!A0",person\n@SUM(1),person\n',
  'rows.csv': () => `name,kind\n${'a,person\n'.repeat(100_000)}`,
  'no-rows.csv': () => 'name',
  'zero-bytes.csv': () => 'name,kind\na\0b,person\n',
  'noise.csv': () => noise(200_000),
  'value-10-mb.csv': () => `name,kind\n${'n'.repeat(10_000_000)},person\n`,
  'dates.csv': () => 'name,kind,born,died\nA,person,99999999999-99-99,-0\nB,person,NaN,1e9\n',
  'places.csv': () => 'name,kind,latitude,longitude\nA,place,1e400,-999\nB,place,NaN,Infinity\n',
  'prototype.csv': () => '__proto__,constructor,name,kind\nx,y,toString,person\n',
  'broader-circle.csv': () => 'id,name,kind,broader\na,A,term,b\nb,B,term,a\n',
  'geonames.txt': () => `1\t${'n\t'.repeat(100_000)}\n`,
  'list.xml': () =>
    `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><listPerson>${'<person>'.repeat(20_000)}</listPerson></body></text></TEI>`,
  'wikidata.json': () => '{"entities":'.repeat(100_000),
  'laughs.xml': () =>
    '<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><listPerson><person><persName>&b;</persName></person></listPerson></body></text></TEI>',
});

const facts = hostileFamily('tables', 'facts', {
  'facts-columns.csv': () => `document${',f'.repeat(100_000)}\n1\n`,
  'facts-paths.csv': () => 'document,repository\n../../../outside,x\n/etc/passwd,y\n',
  'facts-quotation.csv': () => `document,repository\n1,"${'x\n'.repeat(300_000)}`,
  'facts-noise.csv': () => noise(100_000),
});

export const textFiles = [...texts, ...names, ...tables, ...facts];

/** Texts as long as they may be, and one that is longer. */
export const longTexts = [
  ...hostileFamily('texts just within the limits', 'import', {
    'page-marks-5000.txt': () => pageMarks(5_000),
    'lines-100000.txt': () => 'a\n'.repeat(100_000),
    'paragraphs-50000.txt': () => 'The letter is here.\n\n'.repeat(50_000),
  }),
  ...hostileFamily('plain text', 'import', {
    'page-marks-on-a-line.txt': () => '[Page 7] x '.repeat(200_000),
  }),
];
