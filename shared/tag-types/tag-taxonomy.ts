import { type AnnotationKind, annotationKinds } from '../document/annotation.ts';
import { isIdentifier, newTagTypeId, type TagTypeId } from '../document/identifier.ts';
import { inEnglish } from '../translation/retell.ts';
import { readXml, type XmlStartTag } from '../xml/read-xml.ts';
import {
  type Attributes,
  container,
  element,
  plainCharacters,
  serialiseXml,
  type XmlElement,
} from '../xml/xml-tree.ts';
import {
  type TagHue,
  type TagLine,
  type TagType,
  type TagTypeParent,
  type TagTypes,
  tagElements,
  tagHues,
  tagLines,
} from './tag-types.ts';

const teiNamespace = 'http://www.tei-c.org/ns/1.0';

/** The attributes that tags of a type have, besides those of every tag. TEI `att.typed`. */
export const typedAttributes = ({ type, subtype }: Pick<TagType, 'type' | 'subtype'>): Attributes => ({
  type: type === '' ? null : type,
  subtype: subtype === '' ? null : subtype,
});

/** The types below a kind or a type as TEI `category`, each inside its parent: key in `@n`, hue and line in `@rend`, and in `catDesc` the name, the
 *  start tag of what is so tagged, and when it is to be used.
 *  @param wanted those that are written; their parents must be among them */
export function typeCategories(
  types: TagTypes,
  parent: TagTypeParent,
  wanted: ReadonlySet<TagTypeId>,
  idOf: (id: TagTypeId) => string = (id) => id,
): readonly XmlElement[] {
  return types.below(parent).flatMap((type) => {
    if (!wanted.has(type.id)) return [];
    const attributes = {
      'xml:id': idOf(type.id),
      n: type.key === '' ? null : type.key,
      rend: `${type.hue} ${type.line}`,
    };
    return [
      container('category', attributes, [
        element('catDesc', {}, [
          element('term', {}, [plainCharacters(type.name)]),
          element('tag', {}, [startTagOf(type)]),
          ...(type.note === '' ? [] : [element('gloss', {}, [plainCharacters(type.note)])]),
        ]),
        ...typeCategories(types, type.id, wanted, idOf),
      ]),
    ];
  });
}

function startTagOf({ element: name, type, subtype }: TagType): string {
  const attributes = Object.entries(typedAttributes({ type, subtype }));
  return [name, ...attributes.flatMap(([attribute, value]) => (value === null ? [] : `${attribute}="${value}"`))].join(
    ' ',
  );
}

/** A TEI file that has nothing but the types of a collection, in the `taxonomy` of its header; it reads back as it was. */
export function tagTaxonomyFile(types: TagTypes, title: string): string {
  const all = new Set(types.all.map(({ id }) => id));
  const categories = annotationKinds.map((kind) =>
    container('category', { 'xml:id': `tag-${kind}` }, [
      element('catDesc', {}, [kind]),
      ...typeCategories(types, kind, all),
    ]),
  );
  return serialiseXml(
    container('TEI', {}, [
      container('teiHeader', {}, [
        container('fileDesc', {}, [
          container('titleStmt', {}, [element('title', {}, [title === '' ? 'Types of tags' : plainCharacters(title)])]),
          container('publicationStmt', {}, [element('p', {}, ['Written by Anchorite.'])]),
          container('sourceDesc', {}, [element('p', {}, ['The types of tags of a collection.'])]),
        ]),
        container('encodingDesc', {}, [
          container('classDecl', {}, [container('taxonomy', { 'xml:id': 'tags' }, categories)]),
        ]),
      ]),
      container('text', {}, [container('body', {}, [element('p')])]),
    ]),
    teiNamespace,
  );
}

/** What a TEI file says of types of tags. */
export interface TagTaxonomy {
  /** Each behind its parent. */
  readonly types: readonly TagType[];
  /** The `@xml:id`s of the file, and of which type or kind each is. */
  readonly ids: ReadonlyMap<string, TagTypeParent>;
  /** What was left out and why, as sentences. */
  readonly left: readonly string[];
}

/** Reads the categories of the `taxonomy` of tags in a TEI file, or in the part of one that could be read. A category that lies under none of the five kinds is
 *  none of ours, and left out. */
export function readTagTaxonomy(xml: string): TagTaxonomy {
  const reading = new TaxonomyReading();
  const fault = readXml(xml, reading);
  return {
    types: reading.types,
    ids: reading.ids,
    left: fault
      ? [inEnglish`The file is not read to its end, because ${fault.reason}.`, ...reading.left]
      : reading.left,
  };
}

interface OpenCategory {
  readonly id: string;
  readonly key: string;
  readonly rend: string;
  readonly above: OpenCategory | null;
  words: { plain: string; term: string; tag: string; gloss: string };
  /** What it is, once its `catDesc` was read. */
  is: TagTypeParent | null;
}

class TaxonomyReading {
  readonly types: TagType[] = [];
  readonly ids = new Map<string, TagTypeParent>();
  readonly left: string[] = [];
  readonly #open: string[] = [];
  #category: OpenCategory | null = null;

  startTag({ local, attributes }: XmlStartTag): void {
    const of = (name: string): string => attributes.find((attribute) => attribute.name === name)?.value ?? '';
    this.#open.push(local);
    if (local !== 'category' || !this.#open.includes('taxonomy')) return;
    const words = { plain: '', term: '', tag: '', gloss: '' };
    this.#category = { id: of('xml:id'), key: of('n'), rend: of('rend'), above: this.#category, words, is: null };
  }

  text(text: string): void {
    const within = this.#open.at(-1);
    if (!this.#category || !this.#open.includes('catDesc')) return;
    const { words } = this.#category;
    if (within === 'term' || within === 'tag' || within === 'gloss') words[within] += text;
    else words.plain += text;
  }

  endTag(): void {
    const ended = this.#open.pop();
    const category = this.#category;
    if (!category) return;
    if (ended === 'catDesc' && category.is === null) this.#name(category);
    if (ended === 'category') this.#category = category.above;
  }

  #name(category: OpenCategory): void {
    const { id, above, words } = category;
    const [plain, name] = [words.plain, words.term].map((text) => text.replace(/\s+/g, ' ').trim());
    const kind = annotationKinds.find((known) => known === plain);
    if (!above && kind) category.is = kind;
    else if (above?.is) {
      const type = this.#type(category, above.is, name || plain || '');
      this.types.push(type);
      category.is = type.id;
    }
    if (category.is !== null && id !== '') this.ids.set(id, category.is);
    // A taxonomy of something else is not told of.
    if (category.is === null && words.tag !== '')
      this.left.push(inEnglish`“${name || (plain ?? '')}” lies under none of the kinds of tags.`);
  }

  #type({ id, key, rend, words }: OpenCategory, parent: TagTypeParent, name: string): TagType {
    const [written = '', ...rest] = words.tag.trim().split(/\s+/);
    const attribute = (wanted: string): string =>
      rest.map((one) => /^(\w+)="([^"]*)"$/.exec(one)).find((match) => match?.[1] === wanted)?.[2] ?? '';
    const looks = rend.split(/\s+/);
    const kind = this.#kindOf(parent);
    return {
      id: isIdentifier(id) ? (id as TagTypeId) : newTagTypeId(),
      name,
      parent,
      hue: tagHues.find((hue): hue is TagHue => looks.includes(hue)) ?? 'teal',
      line: tagLines.find((line): line is TagLine => looks.includes(line)) ?? 'solid',
      key,
      element: written === '' ? tagElements[kind][0] : written,
      type: attribute('type'),
      subtype: attribute('subtype'),
      note: words.gloss.replace(/\s+/g, ' ').trim(),
    };
  }

  #kindOf(parent: TagTypeParent): AnnotationKind {
    const kind = annotationKinds.find((known) => known === parent);
    const above = this.types.find(({ id }) => id === parent);
    return kind ?? (above ? this.#kindOf(above.parent) : 'term');
  }
}
