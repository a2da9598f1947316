import { type ArchiveFact, type ArchiveFacts, knownArchiveFacts, unknownRepository } from '../../document/metadata.ts';
import { container, element, textNodes, type XmlElement } from '../../xml/xml-tree.ts';

/** The types of `idno`, by the fact that each holds. */
const numberTypes = { callNumber: 'call-number', box: 'box', folder: 'folder', item: 'item' } as const;

/** `msDesc`: where the paper itself is kept and how it may be used; none when nothing is known of that. Valid against tei_all, and read
 *  back by `teiMetadata`. */
export function manuscriptDescription(facts: ArchiveFacts): readonly XmlElement[] {
  const known = new Map<ArchiveFact, string>(knownArchiveFacts(facts));
  if (known.size === 0) return [];
  const one = (fact: ArchiveFact, make: (value: string) => XmlElement): readonly XmlElement[] => {
    const value = known.get(fact);
    return value === undefined ? [] : [make(value)];
  };
  const numbers = (['callNumber', 'box', 'folder', 'item'] as const).flatMap((fact) =>
    one(fact, (value) => element('idno', { type: numberTypes[fact] }, textNodes(value))),
  );
  const isPlaced = known.has('repository') || known.has('fonds');
  const identifier = container('msIdentifier', {}, [
    ...one('repository', (value) => element('repository', {}, textNodes(value))),
    ...(isPlaced ? [] : [element('repository', {}, [unknownRepository])]),
    ...one('fonds', (value) => element('collection', {}, textNodes(value))),
    ...numbers,
    ...one('persistentIdentifier', (value) =>
      container('altIdentifier', { type: 'persistent' }, [element('idno', {}, textNodes(value))]),
    ),
  ]);
  return [container('msDesc', {}, [identifier, ...administration(one)])];
}

type MakeOne = (fact: ArchiveFact, make: (value: string) => XmlElement) => readonly XmlElement[];

function administration(one: MakeOne): readonly XmlElement[] {
  const rights = [
    ...one('rights', (value) => element('licence', {}, textNodes(value))),
    ...one('access', (value) => element('p', {}, textNodes(value))),
  ];
  const custody = one('originalHolder', (value) =>
    container('custodialHist', {}, [element('custEvent', { type: 'original' }, textNodes(value))]),
  );
  const info = [...(rights.length > 0 ? [container('availability', {}, rights)] : []), ...custody];
  return info.length === 0 ? [] : [container('additional', {}, [container('adminInfo', {}, info)])];
}
