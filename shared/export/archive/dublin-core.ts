import { escapeHtml as escaped, html as xml } from '../html/html-writer.ts';
import { type Catalogued, locationInWords } from './catalogued.ts';

/** A record of simple Dublin Core, as repositories exchange it (`oai_dc`). Elements of which nothing is known are left out.
 *  Source: DCMI Metadata Terms, `/elements/1.1/`; OAI-PMH 2.0, `oai_dc.xsd`. */
export function dublinCore(document: Catalogued): string {
  const { archive, date, language } = document;
  const elements: readonly (readonly [string, string | null | undefined])[] = [
    ['title', document.title],
    ['creator', document.from],
    ['contributor', document.to === '' ? null : `${document.to} (recipient)`],
    ['subject', document.classification],
    ['publisher', archive.repository],
    ['date', date?.when ?? date?.text],
    ['type', 'Text'],
    ['type', document.type === 'other' ? null : document.type],
    ['format', document.pages === 0 ? null : `${document.pages} ${document.pages === 1 ? 'page' : 'pages'}`],
    ['identifier', archive.persistentIdentifier],
    ['identifier', archive.callNumber],
    ['identifier', document.number],
    ['identifier', `urn:anchorite:${document.id}`],
    ['source', locationInWords(archive)],
    ['source', archive.originalHolder && `Original: ${archive.originalHolder}`],
    ['language', language],
    ['relation', archive.fonds],
    ['coverage', document.place],
    ['rights', archive.rights],
    ['rights', archive.access],
  ];
  const content = elements.flatMap(([name, value]) => (value ? [`  ${xml(`dc:${name}`, {}, escaped(value))}\n`] : []));
  const namespaces = {
    'xmlns:oai_dc': 'http://www.openarchives.org/OAI/2.0/oai_dc/',
    'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml('oai_dc:dc', namespaces, `\n${content.join('')}`)}\n`;
}
