import { strFromU8, unzipSync } from 'fflate';
import { ordinaryLimits, readXml } from '../../xml/read-xml.ts';
import { escapeHtml as escaped, html as xml } from '../html/html-writer.ts';
import { type DocxParts, numberingContent, ownStyles, wordNamespace } from './docx-parts.ts';

/** What a Word document gives to those that are made after it: its styles, fonts and colours, page, heads and feet. Its words are not taken. */
export interface DocxTemplate {
  /** Its part with the styles, with those added that it does not have. */
  readonly styles: string;
  /** By the id of a style of the program: the id of the one with the same name. */
  readonly styleIds: ReadonlyMap<string, string>;
  readonly numbering: string;
  /** The list of items without labels in it. */
  readonly listId: number;
  /** Size, margins, heads and feet of its last section. */
  readonly section: string;
  /** Other parts that are taken as they are, each with its sort and how the document names it. */
  readonly parts: DocxParts;
}

export type ReadDocxTemplate =
  | { readonly ok: true; readonly template: DocxTemplate }
  /** A clause behind the name of the file. */
  | { readonly ok: false; readonly reason: string };

const mostBytes = 64 * 1024 * 1024;

const refused = (reason: string): ReadDocxTemplate => ({ ok: false, reason });

/** Reads a Word document as a template. Nothing of it is run, macros and addresses of other files are left behind, and it is bounded in size. */
export function readDocxTemplate(bytes: Uint8Array): ReadDocxTemplate {
  const files = partsOf(bytes);
  if (typeof files === 'string') return refused(files);
  if (!(files.get('[Content_Types].xml') ?? '').includes('wordprocessingml.document.main+xml'))
    return refused('is no Word document (.docx)');
  const styles = files.get('word/styles.xml');
  const document = files.get('word/document.xml');
  if (styles === undefined || document === undefined) return refused('is a Word document without styles');
  for (const [name, text] of files) {
    const fault = readXml(text, ignored, { ...ordinaryLimits, depth: 2_000 });
    if (fault) return refused(`is damaged: ${name} is not well-formed (${fault.reason})`);
  }
  const merged = mergedStyles(styles);
  if (merged === null) return refused('has styles in a form that is not known');
  const numbering = mergedNumbering(files.get('word/numbering.xml'));
  const { section, parts } = sectionOf(document, files);
  return { ok: true, template: { ...merged, ...numbering, section, parts } };
}

const ignored = { startTag: () => undefined, text: () => undefined, endTag: () => undefined };

const wanted =
  /^(?:\[Content_Types\]\.xml|word\/(?:styles|document|numbering|fontTable|header\d*|footer\d*|_rels\/\w+\.xml)\.xml|word\/theme\/theme1\.xml|word\/_rels\/[\w.]+\.rels)$/;

function partsOf(bytes: Uint8Array): ReadonlyMap<string, string> | string {
  let total = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!wanted.test(name)) return false;
        total += originalSize;
        return total <= mostBytes;
      },
    });
    if (total > mostBytes) return 'is too large for a template';
    return new Map(Object.entries(files).map(([name, content]) => [name, strFromU8(content)]));
  } catch {
    return 'is no Word document (.docx)';
  }
}

interface FoundStyle {
  readonly id: string;
  readonly type: string;
  readonly isDefault: boolean;
  name: string;
}

/** Word calls its styles by the same names in every language, and their ids by others. */
function mergedStyles(text: string): Pick<DocxTemplate, 'styles' | 'styleIds'> | null {
  const found: FoundStyle[] = [];
  readXml(text, {
    ...ignored,
    startTag: ({ uri, local, attributes }) => {
      if (uri !== wordNamespace) return;
      const value = (name: string): string => attributes.find((attribute) => attribute.local === name)?.value ?? '';
      if (local === 'style')
        found.push({
          id: value('styleId'),
          type: value('type'),
          isDefault: /^(?:1|true|on)$/.test(value('default')),
          name: '',
        });
      const last = found.at(-1);
      if (local === 'name' && last && last.name === '') last.name = value('val');
    },
  });
  const end = text.lastIndexOf('</w:styles>');
  if (end < 0) return null;
  const base = found.find(({ type, isDefault }) => type === 'paragraph' && isDefault)?.id ?? 'Normal';
  const taken = new Set(found.map(({ id }) => id));
  const styleIds = new Map<string, string>();
  const added: string[] = [];
  for (const own of ownStyles) {
    const same = found.find(({ type, name }) => type === own.type && name.toLowerCase() === own.name.toLowerCase());
    const id = same?.id ?? (taken.has(own.id) ? `${own.id}Anchorite` : own.id);
    styleIds.set(own.id, id);
    if (!same) added.push(own.write(id, base));
  }
  return { styles: text.slice(0, end) + added.join('') + text.slice(end), styleIds };
}

/** The lists of the template, and behind them the program's own. */
function mergedNumbering(text: string | undefined): Pick<DocxTemplate, 'numbering' | 'listId'> {
  const highest = (pattern: RegExp): number =>
    Math.max(0, ...[...(text ?? '').matchAll(pattern)].map(([, number]) => Number(number)));
  const listId = highest(/<w:num w:numId="(\d{1,9})"/g) + 1;
  const abstractId = highest(/w:abstractNumId="(\d{1,9})"/g) + 1;
  const own = numberingContent(abstractId, listId);
  const end = text?.lastIndexOf('</w:numbering>') ?? -1;
  if (text === undefined || end < 0) return { numbering: '', listId: 1 };
  const firstList = text.indexOf('<w:num ');
  const at = firstList < 0 ? end : firstList;
  const tail = text.indexOf('<w:numIdMacAtCleanup');
  const behind = tail < 0 ? end : tail;
  return { numbering: text.slice(0, at) + own.list + text.slice(at, behind) + own.number + text.slice(behind), listId };
}

/** The last section says what the page looks like. Of its heads and feet those are taken that need no other file. */
function sectionOf(document: string, files: ReadonlyMap<string, string>): Pick<DocxTemplate, 'section' | 'parts'> {
  const parts = new Map<string, DocxParts extends ReadonlyMap<string, infer Part> ? Part : never>();
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const take = (name: string, type: string, relation: string): void => {
    const content = files.get(`word/${name}`);
    if (content !== undefined) parts.set(`word/${name}`, { content, type, relation, id: `t${parts.size + 1}` });
  };
  take('theme/theme1.xml', 'application/vnd.openxmlformats-officedocument.theme+xml', 'theme');
  take('fontTable.xml', `${word}.fontTable+xml`, 'fontTable');
  const targets = new Map(
    [...(files.get('word/_rels/document.xml.rels') ?? '').matchAll(/<Relationship\s[^>]*>/g)].map(([tag]) => [
      attributeOf(tag, 'Id'),
      attributeOf(tag, 'Target'),
    ]),
  );
  const last = document.lastIndexOf('<w:sectPr');
  const whole = last < 0 ? '' : document.slice(last, document.indexOf('</w:sectPr>', last));
  const kept = [...whole.matchAll(/<w:(?:pgSz|pgMar|cols|titlePg|pgNumType|docGrid)\b[^>]*\/>/g)].map(([tag]) => tag);
  const references = [...whole.matchAll(/<w:(header|footer)Reference\s[^>]*\/>/g)].flatMap(([tag, kind = '']) => {
    const name = targets.get(attributeOf(tag, 'r:id')) ?? '';
    const needsOthers =
      files.has(`word/_rels/${name}.rels`) || /r:(?:id|embed|link)=/.test(files.get(`word/${name}`) ?? '');
    if (!/^(?:header|footer)\d*\.xml$/.test(name) || needsOthers) return [];
    if (!parts.has(`word/${name}`)) take(name, `${word}.${kind}+xml`, kind);
    const id = parts.get(`word/${name}`)?.id;
    if (id === undefined) return [];
    return [xml(`w:${kind}Reference`, { 'w:type': attributeOf(tag, 'w:type') || 'default', 'r:id': id }, null)];
  });
  return { section: whole === '' ? '' : xml('w:sectPr', {}, [...references, ...kept].join('')), parts };
}

/** Of a tag that was found well-formed. */
const attributeOf = (tag: string, name: string): string => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

/** Gives a part of a document the ids that the styles and lists have in a template. What a text says is escaped and is none of these tags. */
export function withTemplateIds(part: string, { styleIds, listId }: DocxTemplate): string {
  return part
    .replace(/<w:(pStyle|rStyle|tblStyle) w:val="(\w+)"\/>/g, (tag, kind: string, id: string) => {
      const other = styleIds.get(id);
      return other === undefined ? tag : `<w:${kind} w:val="${escaped(other)}"/>`;
    })
    .replaceAll('<w:numId w:val="1"/>', `<w:numId w:val="${listId}"/>`);
}
