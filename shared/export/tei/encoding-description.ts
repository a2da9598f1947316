import { annotationKinds } from '../../document/annotation.ts';
import { type Certificate, certificateLines } from '../../document/certificate.ts';
import { furnitureInWords, furnitureOf } from '../../document/furniture.ts';
import { anchorsOf } from '../../document/page-anchor.ts';
import { plainCharacters, textNodes, token } from '../xml/xml-characters.ts';
import { container, element, type XmlElement } from '../xml/xml-tree.ts';
import { type EditionPlan, taxonomyOfTags } from './edition-plan.ts';

/** `encodingDesc`: what was done to the text and how it is marked, in words for a reader of the file. */
export function encodingDescription(plan: EditionPlan): XmlElement {
  return container('encodingDesc', {}, [
    editorialDeclaration(plan),
    referencesDeclaration(),
    ...(plan.ranges.standOff.length > 0 ? [tagTaxonomy(plan)] : []),
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

/** The kinds of tags, as categories that the stand-off tags point at. */
function tagTaxonomy(plan: EditionPlan): XmlElement {
  const used = plan.ranges.standOff.map(({ kind }) => kind);
  const kinds = [...new Set<string>([...annotationKinds, ...used])];
  const categories = kinds.map((kind) =>
    container('category', { 'xml:id': tagIdentifier(plan, kind) }, [element('catDesc', {}, textNodes(kind))]),
  );
  return container('classDecl', {}, [container('taxonomy', { 'xml:id': taxonomyOfTags }, categories)]);
}

export const tagIdentifier = (plan: EditionPlan, kind: string): string => plan.identifiers.of('tag', `tag-${kind}`);

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
