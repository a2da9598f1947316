import { ownTable } from '../../text/own-table.ts';
import { type Catalogued, doiOf, locationInWords, webAddress } from './catalogued.ts';

/** Sorts of document in CSL: a letter and a telegram are personal communication between two. */
const cslTypes: Readonly<Record<string, string>> = ownTable<string>({
  letter: 'personal_communication',
  telegram: 'personal_communication',
  message: 'personal_communication',
});

/** A document as an item of CSL-JSON, which Zotero and citation processors read: an array with one item. Source: CSL 1.0.2, `csl-data.json`. */
export function cslJson(document: Catalogued): string {
  const { archive, date, from, to } = document;
  const { repository: _, fonds: _fonds, ...inside } = archive;
  const parts = date?.when?.slice(0, 10).split('-').map(Number);
  const address = webAddress(archive.persistentIdentifier);
  const item = {
    id: document.id,
    type: cslTypes[document.type] ?? 'manuscript',
    title: document.title,
    author: from === '' ? undefined : [{ literal: from }],
    recipient: to === '' ? undefined : [{ literal: to }],
    issued: date ? { ...(parts && { 'date-parts': [parts] }), ...(!parts && { literal: date.text }) } : undefined,
    genre: document.type === 'other' ? undefined : document.type,
    number: document.number || undefined,
    'number-of-pages': document.pages || undefined,
    'publisher-place': document.place || undefined,
    archive: archive.repository,
    archive_collection: archive.fonds,
    archive_location: locationInWords(inside) || undefined,
    'call-number': archive.callNumber,
    DOI: doiOf(archive.persistentIdentifier) ?? undefined,
    URL: address ?? undefined,
    language: document.language || undefined,
    note: [archive.rights, archive.access].filter(Boolean).join('. ') || undefined,
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}

/** A document as a record of RIS, which EndNote, Zotero and library catalogues read. Each line ends with CR and LF. */
export function ris(document: Catalogued): string {
  const { archive, date } = document;
  const [year, month = '', day = ''] = (date?.when ?? '').slice(0, 10).split('-');
  const risDate = year ? `${year}/${month}/${day}/` : null;
  const lines: readonly (readonly [string, string | null | undefined])[] = [
    ['TY', document.type in cslTypes ? 'PCOMM' : 'MANSCPT'],
    ['ID', document.id],
    ['TI', document.title],
    ['AU', document.from],
    ['A2', document.to],
    ['PY', year],
    ['DA', risDate ?? date?.text],
    ['CY', document.place],
    ['M1', document.number],
    ['M3', document.type === 'other' ? null : document.type],
    ['SP', document.pages === 0 ? null : String(document.pages)],
    ['DP', archive.repository],
    ['AV', locationInWords(archive)],
    ['CN', archive.callNumber],
    ['DO', doiOf(archive.persistentIdentifier)],
    ['UR', webAddress(archive.persistentIdentifier)],
    ['LA', document.language],
    ['N1', archive.persistentIdentifier],
    ['C1', archive.rights],
    ['C2', archive.access],
  ];
  const written = lines.flatMap(([tag, value]) => (value ? [`${tag}  - ${value.replace(/\s+/g, ' ')}\r\n`] : []));
  return `${written.join('')}ER  - \r\n`;
}
