import { describe, expect, test } from 'vitest';
import { checkReferences } from '../../../../shared/export/validation/check-references.ts';

const tei = (content: string): string => `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="t1">\n${content}\n</TEI>`;

describe('identifiers and pointers', () => {
  test('that are all right have no findings', () => {
    expect(
      checkReferences(tei('<p who="#b" target="#t1 http://example.org/#x #b"/>\n<p xml:id="b" n="#c">#d</p>')),
    ).toEqual([]);
  });

  test('a pointer to nothing is found, with its place and the nearest identifier around it', () => {
    expect(checkReferences(tei('<div xml:id="b"><p>\n <ref target="#b #c"/></p></div>'))).toEqual([
      {
        message: 'the attribute "target" of "ref" points at "#c", but nothing in the file has that xml:id',
        line: 3,
        column: 2,
        path: 'TEI/div/p/ref',
        schema: 'references',
        nearestId: 'b',
      },
    ]);
  });

  test('an identifier that two elements have is found at the second', () => {
    expect(
      checkReferences(tei('<p xml:id="b"/>\n<p xml:id="b"/>')).map(({ line, message }) => [line, message]),
    ).toEqual([[3, 'the xml:id "b" is that of another element already, in line 2']]);
  });

  test('pointers are TEI’s: other namespaces are left alone', () => {
    expect(checkReferences('<a><b target="#c"/></a>')).toEqual([]);
  });

  test('a file that is not well-formed is not judged', () => {
    expect(checkReferences('<a><b xml:id="x"/><b xml:id="x"/>')).toEqual([]);
  });
});
