import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Parent = DefaultTreeAdapterTypes.ParentNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Every element of an HTML page as a browser reads it, in order. */
export function elementsOf(html: string): readonly Element[] {
  const found: Element[] = [];
  const visit = (parent: Parent): void => {
    for (const child of parent.childNodes) {
      if ('tagName' in child) found.push(child);
      if ('childNodes' in child) visit(child);
    }
  };
  visit(parse(html));
  return found;
}

export const attributeOf = (element: Element, name: string): string | null =>
  element.attrs.find((attribute) => attribute.name === name)?.value ?? null;

export const hasClass = (element: Element, name: string): boolean =>
  (attributeOf(element, 'class') ?? '').split(' ').includes(name);

/** What an element reads, as far as `isShown` lets it. */
export function textOf(parent: Parent, isShown: (element: Element) => boolean = () => true): string {
  return parent.childNodes
    .map((child) => {
      if ('value' in child) return child.value;
      if ('tagName' in child) return isShown(child) ? textOf(child, isShown) : '';
      return '';
    })
    .join('');
}
