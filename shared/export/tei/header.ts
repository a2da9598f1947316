import { annotationKinds } from '../../document/annotation.ts';
import type { Version } from '../../document/document-state.ts';
import { furnitureInWords, furnitureOf } from '../../document/furniture.ts';
import { anchorsOf } from '../../document/page-anchor.ts';
import { type Certificate, certificateLines } from '../../proofreading/certificate.ts';
import { typeCategories } from '../../tag-types/tag-taxonomy.ts';
import { fileNumbersOf } from '../../text/file-number.ts';
import { container, element, plainCharacters, textNodes, token, type XmlElement } from '../../xml/xml-tree.ts';
import { type EditionPlan, editorIdentifier, versionIdentifier } from './edition-plan.ts';
import { manuscriptDescription } from './manuscript-description.ts';
import { pointerTo, w3cDate } from './tei-names.ts';

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
    element('witness', { 'xml:id': plan.fixed.page }, ['The page itself']),
    element('witness', { 'xml:id': plan.fixed.import }, ['The text of the imported file']),
  ]);
  return container('sourceDesc', {}, [file, ...archive, ...manuscriptDescription(plan.state.metadata), witnesses]);
}

/** `profileDesc`: language, hands, sender and recipient, sort of document and classification. */
export function profileDescription(plan: EditionPlan): XmlElement {
  return container('profileDesc', {}, [
    languageUsage(plan),
    ...handNotes(plan),
    ...correspondence(plan),
    textClass(plan),
  ]);
}

const languageTag = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/;

/** A BCP 47 tag; `und` when the document's language is none. */
export function languageOf(plan: EditionPlan): string {
  const { language } = plan.state.metadata;
  return languageTag.test(language) ? language : 'und';
}

function languageUsage(plan: EditionPlan): XmlElement {
  const language = languageOf(plan);
  return container('langUsage', {}, [element('language', { ident: language }, [language])]);
}

/** `handNotes` in `profileDesc`, because `msDesc/physDesc/handDesc` needs the archive, which may not be stated. */
function handNotes(plan: EditionPlan): readonly XmlElement[] {
  if (plan.hands.size === 0) return [];
  const notes = [...plan.hands].map(([hand, identifier]) =>
    element('handNote', { 'xml:id': identifier }, textNodes(hand)),
  );
  return [container('handNotes', {}, notes)];
}

/** `correspDesc`, as far as sender, place, date and recipient are known. */
function correspondence(plan: EditionPlan): readonly XmlElement[] {
  const { from, to, placeSent, date } = plan.state.metadata;
  const sent = [
    ...stated('name', from),
    ...stated('placeName', placeSent),
    ...(date === null ? [] : [element('date', { when: w3cDate(date.when) }, textNodes(date.text))]),
  ];
  const received = stated('name', to);
  const actions = [
    ...(sent.length > 0 ? [container('correspAction', { type: 'sent' }, sent)] : []),
    ...(received.length > 0 ? [container('correspAction', { type: 'received' }, received)] : []),
  ];
  return actions.length > 0 ? [container('correspDesc', {}, actions)] : [];
}

const stated = (name: string, value: string): readonly XmlElement[] =>
  value.trim() === '' ? [] : [element(name, {}, textNodes(value))];

function textClass(plan: EditionPlan): XmlElement {
  const { type, classification } = plan.state.metadata;
  const terms = [element('term', { type: 'document-type' }, [token(type, 'other')])];
  if (classification.trim() !== '') terms.push(element('term', { type: 'classification' }, textNodes(classification)));
  return container('textClass', {}, [container('keywords', {}, terms)]);
}

/** `revisionDesc`: the versions of the document, the newest first as the Guidelines advise (2.6), above them what was done since
 *  the last one, and the present status. */
export function revisionDescription(plan: EditionPlan): XmlElement {
  const { versions, status, seq } = plan.state;
  const latest = versions.at(-1);
  const unnamed = latest === undefined || latest.seq < seq;
  const changes = [
    ...(unnamed ? [presentState(plan, latest)] : []),
    ...versions.toReversed().map((version) => versionChange(plan, version)),
  ];
  return container('revisionDesc', { status: token(status, 'unknown') }, [
    container('listChange', { ordered: 'true' }, changes),
  ]);
}

function versionChange(plan: EditionPlan, version: Version): XmlElement {
  const attributes = {
    n: String(version.number),
    'xml:id': versionIdentifier(plan, version.number),
    type: version.automatic ? 'automatic' : null,
    when: w3cDate(version.time),
    who: pointerTo(editorIdentifier(plan, version.editor)),
    status: token(version.status, 'unknown'),
  };
  return element('change', attributes, textNodes(version.name));
}

/** Work that no version holds yet has no number. */
function presentState(plan: EditionPlan, latest: Version | undefined): XmlElement {
  const { changed, status } = plan.state;
  const attributes = {
    type: 'present',
    when: w3cDate(changed.time),
    who: pointerTo(editorIdentifier(plan, changed.editor)),
    status: token(status, 'unknown'),
  };
  const words = latest === undefined ? 'Present state' : `Present state, after version ${latest.number}`;
  return element('change', attributes, [words]);
}

/** `encodingDesc`: what was done to the text and how it is marked, in words for a reader of the file. */
export function encodingDescription(plan: EditionPlan): XmlElement {
  return container('encodingDesc', {}, [
    editorialDeclaration(plan),
    referencesDeclaration(),
    ...(plan.ranges.standOff.length + plan.typeIdentifiers.size > 0 ? [tagTaxonomy(plan)] : []),
    applicationInformation(plan),
  ]);
}

function editorialDeclaration(plan: EditionPlan): XmlElement {
  const { certificate } = plan;
  const inferred = anchorsOf(plan.state.doc).some(({ anchor }) => anchor.inferred);
  return container('editorialDecl', {}, [
    declaration('correction', { method: 'markup', ...(certificate && { status: checkedHow(certificate) }) }, [
      'Faults of the page itself are kept in sic beside their correction in corr. Misreadings of the imported text are corrected without mark; the imported file is kept unchanged.',
      ...(certificate ? certificateLines(certificate, (siglum) => editorInWords(plan, siglum)) : []),
    ]),
    declaration('hyphenation', { eol: 'all' }, [
      'Line ends are kept where the source has them; a hyphen that breaks a word over one is pc with force="weak".',
    ]),
    declaration('interpretation', {}, [
      'Names, dates and terms were tagged by editors. What crosses other markup is tagged in standOff.',
      ...(inferred
        ? ['A pb with cert="medium" was concluded from the text and has not been confirmed by an editor.']
        : []),
      ...leftOut(plan),
    ]),
  ]);
}

/** What is not written, so that nobody has to take its absence on trust. */
function leftOut({ state, options }: EditionPlan): readonly string[] {
  const furniture = options.includeFurniture === true ? [] : furnitureOf(state.doc);
  return furniture.length === 0
    ? []
    : [`What a web page or a form added to the document is left out, ${furnitureInWords(furniture)}.`];
}

/** TEI `correction/@status`: thoroughly checked, checked in part, or not as it stands now. */
const checkedHow = ({ whole }: Certificate): 'high' | 'medium' | 'low' =>
  whole.linesRead === 0 ? 'low' : whole.linesRead < whole.lines ? 'medium' : 'high';

function editorInWords(plan: EditionPlan, siglum: string): string {
  const name = plan.editors.find((editor) => editor.siglum === siglum)?.name ?? siglum;
  return name === siglum ? siglum : `${name} (${siglum})`;
}

const declaration = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  paragraphs: readonly string[],
): XmlElement =>
  container(
    name,
    attributes,
    paragraphs.map((paragraph) => element('p', {}, [plainCharacters(paragraph)])),
  );

/** How to cite by the pages of the three sequences. */
function referencesDeclaration(): XmlElement {
  const structure = (unit: string, match: string): XmlElement => element('citeStructure', { unit, match, use: '@n' });
  return container('refsDecl', {}, [
    structure('facsimile', "//pb[@type='facsimile']"),
    structure('typeset', "//pb[@type='typeset']"),
    structure('page', '//pb[not(@type)]'),
  ]);
}

/** The kinds of tags, as categories that the stand-off tags point at, and below them the types that tags are of. */
function tagTaxonomy(plan: EditionPlan): XmlElement {
  const used = plan.ranges.standOff.map(({ kind }) => kind);
  const kinds = [...new Set<string>([...annotationKinds, ...used])];
  const categories = kinds.map((kind) =>
    container('category', { 'xml:id': tagIdentifier(plan, kind) }, [
      element('catDesc', {}, textNodes(kind)),
      ...typesOfKind(plan, kind),
    ]),
  );
  return container('classDecl', {}, [container('taxonomy', { 'xml:id': plan.fixed.tags }, categories)]);
}

function typesOfKind({ options, typeIdentifiers }: EditionPlan, kind: string): readonly XmlElement[] {
  const known = annotationKinds.find((one) => one === kind);
  if (!options.tagTypes || !known) return [];
  const used = new Set(typeIdentifiers.keys());
  return typeCategories(options.tagTypes, known, used, (id) => typeIdentifiers.get(id) ?? id);
}

export const tagIdentifier = (plan: EditionPlan, kind: string): string => plan.common.of('tag', `tag-${kind}`);

const versionNumber = /^\d+[a-z]*\d*(?:\.\d+[a-z]*\d*){0,3}/;

function applicationInformation(plan: EditionPlan): XmlElement {
  const { name, version } = plan.options.application;
  const attributes = {
    ident: /^[A-Za-z]/.test(name) ? token(name, 'application').toLowerCase() : 'application',
    // TEI `teidata.versionNumber` ends before the hyphen of a pre-release such as 1.0.0-beta.1.
    version: versionNumber.exec(version)?.[0] ?? '0',
  };
  return container('appInfo', {}, [
    container('application', attributes, [element('label', {}, textNodes(`${name} ${version}`))]),
  ]);
}
