import { inEnglish } from '../../translation/retell.ts';
import { readXml, TextPlaces } from '../../xml/read-xml.ts';
import { container, element, type XmlElement, type XmlNode } from '../../xml/xml-tree.ts';

/** What the names between braces in a template stand for. Of a list the element around the name is written for each. */
export type TemplateValues = Readonly<Record<string, string | readonly string[]>>;

/** A template that cannot be used, and why, as a sentence. */
export interface TemplateFault {
  readonly kind: 'fault';
  readonly sentence: string;
}

const teiNamespace = 'http://www.tei-c.org/ns/1.0';

/** Reads a template: a `teiHeader` in which `{title}` and the like stand for values. */
export function readHeaderTemplate(xml: string, name: string): XmlElement | TemplateFault {
  const open: { name: string; attributes: (readonly [string, string])[]; children: XmlNode[] }[] = [];
  let root: XmlElement | null = null;
  let foreign: string | null = null;
  const fault = readXml(xml, {
    startTag: ({ name: tag, uri, attributes }) => {
      if (uri !== '' && uri !== teiNamespace) foreign ??= tag;
      open.push({
        name: tag,
        attributes: attributes.map(({ name: one, value }) => [one, value] as const),
        children: [],
      });
    },
    text: (text) => {
      open.at(-1)?.children.push(text);
    },
    endTag: () => {
      const closed = open.pop();
      if (!closed) return;
      const spaced = closed.children.every((child) => typeof child !== 'string' || child.trim() === '');
      const children = spaced ? closed.children.filter((child) => typeof child !== 'string') : closed.children;
      const made: XmlElement = { name: closed.name, attributes: closed.attributes, children, spaced };
      const parent = open.at(-1);
      if (parent) parent.children.push(made);
      else root = made;
    },
  });
  const broken = (why: string): TemplateFault => ({
    kind: 'fault',
    sentence: inEnglish`“${name}” is no template of a header: ${why}.`,
  });
  if (fault) return broken(inEnglish`line ${new TextPlaces(xml).at(fault.offset).line}: ${fault.reason}`);
  const made = root as XmlElement | null;
  if (foreign !== null) return broken(inEnglish`<${foreign}> is not in the namespace of TEI`);
  if (made?.name !== 'teiHeader') return broken(inEnglish`its outermost element is not teiHeader`);
  return made;
}

/** A template with its values filled in. An element whose names all stand for nothing, and which says nothing else, is left out. */
export function filledTemplate(template: XmlElement, values: TemplateValues): XmlElement {
  return filled(template, values)[0] ?? container(template.name, {}, []);
}

function filled(node: XmlElement, values: TemplateValues): readonly XmlElement[] {
  const list = listIn(node, values);
  if (list === null) return one(node, values);
  return list.items.flatMap((item) => one(node, { ...values, [list.name]: item }));
}

/** The list that an element is repeated for: one that it names itself, in its words or attributes. */
function listIn(
  node: XmlElement,
  values: TemplateValues,
): { readonly name: string; readonly items: readonly string[] } | null {
  const texts = [
    ...node.attributes.map(([, value]) => value),
    ...node.children.filter((child) => typeof child === 'string'),
  ];
  for (const name of namesIn(texts.join(' '))) {
    const value = values[name];
    if (value !== undefined && typeof value !== 'string') return { name, items: value };
  }
  return null;
}

function one(node: XmlElement, values: TemplateValues): readonly XmlElement[] {
  const texts: string[] = [];
  const attributes = node.attributes.flatMap(([name, raw]): readonly (readonly [string, string])[] => {
    const value = replaced(raw, values);
    return namesIn(raw).length > 0 && value.trim() === '' ? [] : [[name, value]];
  });
  const children = node.children.flatMap((child): readonly XmlNode[] => {
    if (typeof child !== 'string') return filled(child, values);
    texts.push(child);
    const text = replaced(child, values);
    return text === '' ? [] : [text];
  });
  const isNamed = namesIn([...texts, ...node.attributes.map(([, value]) => value)].join(' ')).length > 0;
  const isFilled = node.attributes.some(
    ([name, raw]) => namesIn(raw).length > 0 && attributes.some(([one]) => one === name),
  );
  const isEmpty = children.every((child) => typeof child === 'string' && child.trim() === '') && !isFilled;
  const wasFilled = node.children.length > 0 || isNamed;
  if (isEmpty && wasFilled) return [];
  return [
    node.spaced
      ? { ...container(node.name, {}, children as readonly XmlElement[]), attributes }
      : { ...element(node.name, {}, children), attributes },
  ];
}

const placeholder = /\{([a-z]+)\}/g;

const namesIn = (text: string): readonly string[] => [...text.matchAll(placeholder)].map(([, name]) => name ?? '');

const replaced = (text: string, values: TemplateValues): string =>
  text.replace(placeholder, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : '';
    return typeof value === 'string' ? value : (value ?? []).join('; ');
  });
