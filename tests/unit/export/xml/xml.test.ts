import { describe, expect, test } from 'vitest';
import { ordinaryLimits, readXml, TextPlaces, type XmlFault } from '../../../../shared/xml/read-xml.ts';
import { container, element, serialiseXml } from '../../../../shared/xml/xml-tree.ts';

/** What a reader is told, a line each. */
function eventsOf(xml: string): readonly string[] {
  const events: string[] = [];
  const fault = readXml(xml, {
    startTag: ({ local, uri, attributes, offset }) =>
      events.push(
        `${offset} <${local} ${uri} ${attributes.map(({ uri: ns, local: name, value }) => `{${ns}}${name}=${value}`).join(' ')}>`,
      ),
    text: (text, offset) => events.push(`${offset} ${JSON.stringify(text)}`),
    endTag: (offset) => events.push(`${offset} </>`),
  });
  return fault ? [...events, `${fault.offset} ${fault.kind}: ${fault.reason}`] : events;
}

const faultOf = (xml: string, limits = ordinaryLimits): XmlFault['kind'] | null =>
  readXml(xml, { startTag: () => undefined, text: () => undefined, endTag: () => undefined }, limits)?.kind ?? null;

describe('reading XML', () => {
  test('tells of tags, with their namespaces and places, and of text in one piece', () => {
    expect(eventsOf('<a xmlns="u" xmlns:x="v" x:n="1" m="2">b<!-- c --><![CDATA[<d>]]>&amp;\r\n<x:e/></a>')).toEqual([
      '0 <a u {v}n=1 {}m=2>',
      '39 "b<d>&\\n"',
      '72 <e v >',
      '72 </>',
      '78 </>',
    ]);
  });

  test('knows the place of a tag whose attributes fill several lines', () => {
    expect(eventsOf('<a\n n="1"\n>\n<b\n/></a>')).toEqual(['0 <a  {}n=1>', '11 "\\n"', '12 <b  >', '12 </>', '17 </>']);
  });

  test('stops where a file is not well-formed', () => {
    expect(eventsOf('<a><b></a>').at(-1)).toBe('10 not well-formed: unexpected close tag');
    expect(faultOf('<a>&nbsp;</a>')).toBe('not well-formed');
    expect(faultOf('')).toBe('not well-formed');
    expect(faultOf('<a>\u0001</a>')).toBe('not well-formed');
  });

  test('refuses a document type that declares something, and takes one that only names itself', () => {
    expect(faultOf('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).toBe('document type');
    expect(faultOf('<!DOCTYPE TEI SYSTEM "file:///etc/[passwd]"><TEI/>')).toBe(null);
  });

  test('holds to its limits', () => {
    const deep = (count: number): string => '<a>'.repeat(count) + '</a>'.repeat(count);
    expect([faultOf(deep(256)), faultOf(deep(257))]).toEqual([null, 'beyond limits']);
    const wide = (count: number): string => `<a ${Array.from({ length: count }, (_, i) => `b${i}=""`).join(' ')}/>`;
    expect([faultOf(wide(512)), faultOf(wide(513))]).toEqual([null, 'beyond limits']);
    expect(faultOf('<a>bcd</a>', { ...ordinaryLimits, length: 9 })).toBe('beyond limits');
  });
});

describe('places in a text', () => {
  test('lines end with a line feed, a carriage return or both', () => {
    const places = new TextPlaces('ab\ncd\r\nef\rg');
    expect([0, 2, 3, 7, 9, 10].map((offset) => places.at(offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 3 },
      { line: 2, column: 1 },
      { line: 3, column: 1 },
      { line: 3, column: 3 },
      { line: 4, column: 1 },
    ]);
  });
});

describe('writing XML', () => {
  test('elements that hold elements alone have a line each, others no white space of the writer’s', () => {
    const tree = container('a', { n: '1', m: null }, [
      container('b', {}, [element('c')]),
      element('d', {}, ['x', container('e', {}, [element('f')])]),
    ]);
    expect(serialiseXml(tree, 'u')).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a xmlns="u" n="1">\n <b>\n  <c/>\n </b>\n <d>x<e><f/></e></d>\n</a>\n',
    );
  });

  test('what is written is read again as it was', () => {
    const odd = '"\'<&>\t\n\r]]>\u00a0😀';
    const xml = serialiseXml(element('a', { n: odd }, [odd]), 'u');
    const read: string[] = [];
    readXml(xml, {
      startTag: ({ attributes }) => read.push(attributes[0]?.value ?? ''),
      text: (text) => read.push(text),
      endTag: () => undefined,
    });
    expect(read).toEqual([odd, odd]);
  });

  test('an attribute has a replacement character where XML can hold none', () => {
    expect(serialiseXml(element('a', { n: '1\u0000\ud800' }), 'u')).toContain('n="1\ufffd\ufffd"');
  });
});
