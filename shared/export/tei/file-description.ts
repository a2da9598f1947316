import { fileNumbersOf } from '../../document/file-number.ts';
import { plainCharacters, textNodes } from '../xml/xml-characters.ts';
import { container, element, type XmlElement } from '../xml/xml-tree.ts';
import { type EditionPlan, witnessOfImport, witnessOfPage } from './edition-plan.ts';

/** `fileDesc`: title, editors, version, and the file that the document was imported from. */
export function fileDescription(plan: EditionPlan): XmlElement {
  return container('fileDesc', {}, [
    titleStatement(plan),
    ...editionStatement(plan),
    container('publicationStmt', {}, [
      element('p', {}, [
        `Written by ${plainCharacters(plan.options.application.name)} from its record of the document named in sourceDesc.`,
      ]),
    ]),
    sourceDescription(plan),
  ]);
}

/** The document's title, or else the name of its file. */
function documentTitle(plan: EditionPlan): string {
  const { metadata, source } = plan.state;
  return metadata.title.trim() === '' ? source.name : metadata.title;
}

function titleStatement(plan: EditionPlan): XmlElement {
  const readers = new Set(plan.certificate?.whole.readers.map(({ editor }) => editor));
  const editors = plan.editors.map(({ name, siglum, identifier }) =>
    container('respStmt', { 'xml:id': identifier, n: siglum }, [
      element('resp', {}, ['edited by']),
      ...(readers.has(siglum) ? [element('resp', {}, ['proofread by'])] : []),
      element('name', {}, textNodes(name)),
    ]),
  );
  return container('titleStmt', {}, [element('title', {}, textNodes(documentTitle(plan))), ...editors]);
}

/** `editionStmt`, once there is a version. */
function editionStatement(plan: EditionPlan): readonly XmlElement[] {
  const latest = plan.state.versions.at(-1);
  if (!latest) return [];
  const words = latest.name === '' ? `Version ${latest.number}` : `Version ${latest.number}: ${latest.name}`;
  return [container('editionStmt', {}, [element('edition', { n: String(latest.number) }, textNodes(words))])];
}

function sourceDescription(plan: EditionPlan): XmlElement {
  const { source } = plan.state;
  const file = container('bibl', { type: 'import' }, [
    element('title', { type: 'file' }, textNodes(source.name)),
    element('idno', { type: 'SHA-256' }, textNodes(source.sha256)),
    element('note', { type: 'encoding' }, textNodes(source.encoding)),
    element('note', { type: 'size' }, [`${source.bytes} bytes`]),
  ]);
  const numbers = fileNumbersOf(plan.state.doc).map((number) => element('idno', { type: 'file' }, textNodes(number)));
  const archive = numbers.length > 0 ? [container('bibl', { type: 'archive' }, numbers)] : [];
  const witnesses = container('listWit', {}, [
    element('witness', { 'xml:id': witnessOfPage }, ['The page itself']),
    element('witness', { 'xml:id': witnessOfImport }, ['The text of the imported file']),
  ]);
  return container('sourceDesc', {}, [file, ...archive, witnesses]);
}
