import { container, element, serialiseXml, textNodes, type XmlElement } from '../../xml/xml-tree.ts';
import { teiNamespace, w3cDate, XmlIdentifiers } from './tei-names.ts';

/** A letter of a correspondence, as the file of its metadata tells of it. */
export interface CorrespondenceLetter {
  readonly document: string;
  /** Number of the paper; empty when it has none. */
  readonly number: string;
  /** In the form of `att.datable.w3c`; null when it is not known. */
  readonly when: string | null;
  /** As the paper states it. */
  readonly date: string;
  readonly from: string;
  readonly to: string;
  readonly placeSent: string;
  /** What it answers, and what answers it, by document. */
  readonly answers: readonly string[];
  readonly answeredBy: readonly string[];
}

export interface CmifOptions {
  /** Of the collection. */
  readonly title: string;
  readonly editors: readonly string[];
  readonly application: { readonly name: string; readonly version: string };
  /** ISO 8601, the day of the export. */
  readonly day: string;
}

/** A file in the Correspondence Metadata Interchange Format: a `correspDesc` a letter, by which catalogues of letters take it up. Valid
 *  against tei_all. What is not known of a letter is `[unknown]`, as the format has it. */
export function cmifFile(letters: readonly CorrespondenceLetter[], options: CmifOptions): string {
  const identifiers = new XmlIdentifiers();
  const source = identifiers.claim('source');
  const names = new Map(letters.map(({ document }) => [document, identifiers.claim(document)]));
  const header = container('teiHeader', {}, [
    fileDescription(options, source),
    container(
      'profileDesc',
      {},
      letters.length === 0 ? [emptyAbstract()] : letters.map((letter) => description(letter, source, names)),
    ),
  ]);
  const text = container('text', {}, [container('body', {}, [element('p')])]);
  return serialiseXml(container('TEI', {}, [header, text]), teiNamespace);
}

const emptyAbstract = (): XmlElement => container('abstract', {}, [element('p', {}, ['No letters.'])]);

function fileDescription({ title, editors, application, day }: CmifOptions, source: string): XmlElement {
  const named = (editors.length === 0 ? [application.name] : editors).map((name) =>
    element('editor', {}, textNodes(name)),
  );
  return container('fileDesc', {}, [
    container('titleStmt', {}, [element('title', {}, textNodes(title)), ...named]),
    container('publicationStmt', {}, [
      element('publisher', {}, textNodes(editors.join(', ') || application.name)),
      element('date', { when: w3cDate(day) }),
    ]),
    container('sourceDesc', {}, [
      element(
        'bibl',
        { type: 'online', 'xml:id': source },
        textNodes(`${title}. Made with ${application.name} ${application.version}.`),
      ),
    ]),
  ]);
}

function description(letter: CorrespondenceLetter, source: string, names: ReadonlyMap<string, string>): XmlElement {
  const { from, to, placeSent, number } = letter;
  const sent = [
    ...party(from),
    ...(placeSent.trim() === '' ? [] : [element('placeName', {}, textNodes(placeSent))]),
    dateOf(letter),
  ];
  const context = [
    ...letter.answers.map((id) => link('prev', id, names)),
    ...letter.answeredBy.map((id) => link('next', id, names)),
  ];
  const attributes = {
    'xml:id': names.get(letter.document) ?? null,
    key: number.trim() === '' ? null : number,
    source: `#${source}`,
  };
  return container('correspDesc', attributes, [
    container('correspAction', { type: 'sent' }, sent),
    container('correspAction', { type: 'received' }, party(to)),
    ...(context.length > 0 ? [container('correspContext', {}, context)] : []),
  ]);
}

/** Offices write as often as persons: who it is stays open. */
const party = (name: string): readonly XmlElement[] => [
  element('name', {}, textNodes(name.trim() === '' ? '[unknown]' : name)),
];

function dateOf({ when, date }: CorrespondenceLetter): XmlElement {
  const words = date.trim() === '' ? '[undated]' : date;
  return element('date', { when: w3cDate(when) }, textNodes(words));
}

const link = (type: 'prev' | 'next', id: string, names: ReadonlyMap<string, string>): XmlElement =>
  element('ref', { type, target: `#${names.get(id) ?? id}` });
