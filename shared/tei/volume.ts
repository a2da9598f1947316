import { attribute, attributesOf, attributeValue, elementsIn, type SourceElement } from './source/source-tree.ts';
import { isTei } from './source/tei-elements.ts';

/** What stands in a volume's frame in the place of a document: `<?anchorite-document d…?>`. */
export const documentInstruction = 'anchorite-document';

/** The documents of a volume: its outermost `div[@type=document]`, without what is in them, when it has several; else none, and the file is
 *  one document. What lies in a text whose white space counts is never taken out of it. */
export function documentsOf(xml: string): readonly SourceElement[] {
  const found = elementsIn(xml, (element) => !element.preserves && isDocument(xml, element));
  return found.length > 1 ? found : [];
}

const isDocument = (xml: string, element: SourceElement): boolean =>
  element.local === 'div' && isTei(element) && attribute(xml, element, 'type') === 'document';

/** The namespaces that the elements around an element declare, by prefix; `''` is the default one. */
export function namespacesAround(xml: string, element: SourceElement): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (let around = element.parent; around; around = around.parent)
    for (const one of attributesOf(xml, around)) {
      if (one.name !== 'xmlns' && !one.name.startsWith('xmlns:')) continue;
      const prefix = one.name.slice('xmlns:'.length);
      if (!Object.hasOwn(found, prefix)) found[prefix] = attributeValue(xml, one);
    }
  return found;
}

/** A volume without its documents: each leaves an instruction that names it.
 *  @param ids of the documents, in the order of the source */
export function frameOf(xml: string, documents: readonly SourceElement[], ids: readonly string[]): string {
  let out = '';
  let at = 0;
  for (const [index, { start, end }] of documents.entries()) {
    out += `${xml.slice(at, start)}<?${documentInstruction} ${ids[index] ?? ''}?>`;
    at = end;
  }
  return out + xml.slice(at);
}

const instruction = new RegExp(`<\\?${documentInstruction} ([a-z][0-9a-z_-]{0,63})\\?>`, 'g');

/** The documents that a frame names, in order. */
export const documentsIn = (frame: string): readonly string[] =>
  [...frame.matchAll(instruction)].map(([, id]) => id ?? '');

/** A volume put together again: each instruction of its frame is replaced by its document.
 *  @param written the documents by their ids; the instruction of one that is not there stays */
export const volumeOf = (frame: string, written: ReadonlyMap<string, string>): string =>
  frame.replace(instruction, (whole, id: string) => written.get(id) ?? whole);
