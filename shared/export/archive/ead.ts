import { ownTable } from '../../text/own-table.ts';
import { escapeHtml as escaped, html as xml } from '../html/html-writer.ts';
import type { Catalogued } from './catalogued.ts';

/** The component of a finding aid that describes a document: an `archdesc` of one item, in EAD 2002, which archives' systems take in. The
 *  levels above it are named in `unitid` and `physloc`. Source: EAD 2002 schema, `urn:isbn:1-931666-22-9`. */
export function eadReference(
  document: Catalogued,
  application: { readonly name: string; readonly version: string },
): string {
  const { archive, date } = document;
  const p = (text: string): string => xml('p', {}, escaped(text));
  const name = (of: string): string => xml('name', {}, escaped(of));
  const containers = (['box', 'folder', 'item'] as const).flatMap((type) => {
    const value = archive[type];
    return value === undefined ? [] : [xml('container', { type }, escaped(value))];
  });
  const unit = [
    ...(archive.repository ? [xml('repository', {}, xml('corpname', {}, escaped(archive.repository)))] : []),
    xml('unitid', {}, escaped(archive.callNumber ?? (document.number || document.id))),
    xml('unittitle', {}, escaped(document.title)),
    ...(date ? [xml('unitdate', { normal: date.when }, escaped(date.text))] : []),
    ...(document.from === '' ? [] : [xml('origination', { label: 'From' }, name(document.from))]),
    ...(document.pages === 0 ? [] : [xml('physdesc', {}, xml('extent', {}, `${document.pages} pages`))]),
    ...containers,
    ...(archive.fonds ? [xml('physloc', { label: 'Fonds' }, escaped(archive.fonds))] : []),
    xml('langmaterial', {}, xml('language', { langcode: languageCode(document.language) }, escaped(document.language))),
    ...(archive.persistentIdentifier
      ? [xml('dao', { 'xlink:href': archive.persistentIdentifier, 'xlink:title': document.title }, null)]
      : []),
  ];
  const content = [
    xml('did', {}, unit.join('\n')),
    ...(document.to === '' ? [] : [xml('scopecontent', {}, p(`${sortOf(document)} to ${document.to}.`))]),
    ...(archive.access ? [xml('accessrestrict', {}, p(archive.access))] : []),
    ...(archive.rights ? [xml('userestrict', {}, p(archive.rights))] : []),
    ...(archive.originalHolder ? [xml('originalsloc', {}, p(archive.originalHolder))] : []),
  ];
  const header = xml(
    'eadheader',
    {},
    xml('eadid', {}, escaped(document.id)) +
      xml('filedesc', {}, xml('titlestmt', {}, xml('titleproper', {}, escaped(document.title)))) +
      xml('profiledesc', {}, xml('creation', {}, escaped(`${application.name} ${application.version}`))),
  );
  const whole = `\n${header}\n${xml('archdesc', { level: 'item' }, `\n${content.join('\n')}\n`)}\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml('ead', namespaces, whole)}\n`;
}

const sortOf = ({ type }: Catalogued): string =>
  type === 'other' ? 'Document' : type.slice(0, 1).toUpperCase() + type.slice(1);

const namespaces = { xmlns: 'urn:isbn:1-931666-22-9', 'xmlns:xlink': 'http://www.w3.org/1999/xlink' };

/** ISO 639-2b, as EAD has it, of the commonest languages; null for others. */
const codes: Readonly<Record<string, string>> = ownTable<string>({
  en: 'eng',
  fr: 'fre',
  de: 'ger',
  es: 'spa',
  it: 'ita',
  ru: 'rus',
  la: 'lat',
  zh: 'chi',
  pt: 'por',
  nl: 'dut',
});
const languageCode = (language: string): string | null => codes[language.slice(0, 2).toLowerCase()] ?? null;
