import { inEnglish } from '../translation/retell.ts';
import { checkTei } from './source/check-tei.ts';
import type { Entities } from './source/folded-text.ts';
import { attributesOf, type SourceElement, sourceTree } from './source/source-tree.ts';
import { isTei } from './source/tei-elements.ts';

/** XML of an imported document as it can stand in a file with others. */
export interface SourcePart {
  readonly xml: string;
  /** Why it cannot stand there as it is, as a sentence; null when it can. */
  readonly fault: string | null;
}

/** The namespaces of the file that takes it up, by prefix. */
type Namespaces = Readonly<Record<string, string>>;

/** The root of a whole file, without what stands before and after it. References to entities that its document type declares become what they stand for. */
export function rootPart(xml: string, around: Namespaces): SourcePart {
  const { text, fault } = withoutEntities(xml);
  const root = sourceTree(text);
  return { xml: declared(text.slice(root.start, root.end), {}, around), fault };
}

/** A document of a volume, with the prefixes that the volume declared for it.
 *  @param namespaces of the place where it came from */
export const divisionPart = (xml: string, namespaces: Namespaces, around: Namespaces): SourcePart => ({
  xml: declared(xml, namespaces, around),
  fault: null,
});

/** The text of a whole file as a `div`: its only `div[@type=document]`, or else what stands in its `body`, in one.
 *  @param attributes of the `div` around it, as they are written */
export function textPart(xml: string, attributes: string, around: Namespaces): SourcePart {
  const { text, fault } = withoutEntities(xml);
  const root = sourceTree(text);
  const body = find(root, 'body');
  const divisions = body?.children.filter((one) => one.kind === 'element' && one.local === 'div') ?? [];
  const [only] = divisions;
  const namespaces = declarationsOf(text, body ?? root);
  if (
    only?.kind === 'element' &&
    divisions.length === 1 &&
    isAlone(text, body, only) &&
    /\stype\s*=\s*(["'])document\1/.test(text.slice(only.start, only.openEnd))
  )
    return { xml: declared(text.slice(only.start, only.end), namespaces, around), fault };
  const content = body ? text.slice(body.openEnd, body.closeStart) : text.slice(root.openEnd, root.closeStart);
  return { xml: declared(`<div${attributes}>${content}</div>`, namespaces, around), fault };
}

const isAlone = (xml: string, body: SourceElement | null, only: SourceElement): boolean =>
  body?.children.every(
    (one) => one === only || (one.kind === 'text' && xml.slice(one.start, one.end).trim() === ''),
  ) === true;

function find(element: SourceElement, name: string): SourceElement | null {
  for (const child of element.children) {
    if (child.kind !== 'element') continue;
    if (child.local === name && isTei(child)) return child;
    const inner = find(child, name);
    if (inner) return inner;
  }
  return null;
}

function declarationsOf(xml: string, element: SourceElement): Namespaces {
  const found: Record<string, string> = {};
  for (let around: SourceElement | null = element; around; around = around.parent)
    for (const { name, valueStart, valueEnd } of attributesOf(xml, around)) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
      const prefix = name.slice('xmlns:'.length);
      if (!Object.hasOwn(found, prefix)) found[prefix] = xml.slice(valueStart, valueEnd);
    }
  return found;
}

/** Declares in the start tag what the file around it does not. */
function declared(xml: string, namespaces: Namespaces, around: Namespaces): string {
  const tagEnd = /^<[^\s/>]+/.exec(xml)?.[0].length ?? 0;
  const openEnd = sourceTree(xml, { namespaces, preserves: false }).openEnd;
  const own = new Set(attributesOf(xml, { start: 0, openEnd }).map(({ name }) => name));
  const wanted = Object.entries({ '': '', ...namespaces }).flatMap(([prefix, uri]) => {
    const name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
    return own.has(name) || (around[prefix] ?? '') === uri ? [] : [` ${name}="${uri}"`];
  });
  return xml.slice(0, tagEnd) + wanted.join('') + xml.slice(tagEnd);
}

/** References to entities, and what none can stand in. */
const references = /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|&([^#;\s][^;\s]*);/g;

function withoutEntities(xml: string): { readonly text: string; readonly fault: string | null } {
  const checked = checkTei(xml);
  const entities: Entities = checked.ok ? checked.entities : {};
  const root = sourceTree(xml);
  let unknown: string | null = null;
  const inside = xml.slice(root.start, root.end).replace(references, (whole, name?: string) => {
    if (name === undefined || /^(?:amp|lt|gt|quot|apos)$/.test(name)) return whole;
    if (!Object.hasOwn(entities, name)) {
      unknown ??= name;
      return whole;
    }
    return (entities[name] ?? '')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/"/g, '&quot;')
      .replace(/'/g, '&apos;');
  });
  const fault =
    unknown === null
      ? null
      : inEnglish`its entity “&${String(unknown)};” is declared in another file, so that it cannot stand in a file with others`;
  return { text: inside, fault };
}
