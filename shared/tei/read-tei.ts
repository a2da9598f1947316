import type { Fidelity } from '../document/import-report.ts';
import type { NodeJson } from './document-json.ts';
import { BlockReader } from './read-blocks.ts';
import { isBlank, TeiReading } from './read-inline.ts';
import type { Entities } from './source/folded-text.ts';
import type { SourceElement } from './source/source-tree.ts';
import { blockHolders, isTei } from './source/tei-elements.ts';

/** A TEI document as it is edited. */
export interface TeiDocument {
  /** `Node.toJSON()` of a document. */
  readonly doc: NodeJson;
  readonly fidelity: Omit<Fidelity, 'identical' | 'doubled'>;
}

/** What of a file is read as one document. */
export interface TeiPart {
  /** Its own source: a whole file, or of a document of a volume its element. */
  readonly xml: string;
  readonly element: SourceElement;
  readonly part: Fidelity['part'];
  readonly namespaces: Readonly<Record<string, string>>;
  readonly entities: Entities;
}

/** Reads a TEI document, or one of the documents of a volume. Every block, mark and thing among the words names its place in the source
 *  (`origin`), from which the edition is written again; nothing is normalised, and what the editor has no node for is carried. */
export function readTei({ xml, element, part, namespaces, entities }: TeiPart): TeiDocument {
  const root = part === 'document' ? element : textOf(xml, element);
  const reading = new TeiReading(xml, entities, saltOf(xml));
  const blocks = new BlockReader(reading, blockHolders(root));
  const content = blocks.content(root);
  const { notes } = reading;
  if (notes.length > 0) content.push({ type: 'notes', content: [...notes] });
  const { comments, instructions, cdata, unresolved } = reading;
  const fidelity = {
    reading: 1 as const,
    part,
    root: root.start,
    namespaces,
    entities,
    elements: reading.fidelity.counted(),
    comments,
    instructions,
    cdata,
    unresolved,
    outside: xml.length - (root.closeStart - root.openEnd),
  };
  return { doc: { type: 'doc', content }, fidelity };
}

/** The element whose content is the text: `text`, narrowed to what it holds alone; else `sourceDoc`; else the root. */
function textOf(xml: string, element: SourceElement): SourceElement {
  const named = (name: string): SourceElement | undefined =>
    element.children.find((child) => child.kind === 'element' && child.local === name && isTei(child)) as
      | SourceElement
      | undefined;
  const text = named('text') ?? named('sourceDoc');
  if (!text) return element;
  const body = onlyElement(xml, text, 'body');
  return body ? (onlyElement(xml, body, 'div') ?? body) : text;
}

function onlyElement(xml: string, parent: SourceElement, name: string): SourceElement | null {
  const others = parent.children.filter((child) => child.kind !== 'text' || !isBlank(xml, child));
  const [only] = others;
  return others.length === 1 && only?.kind === 'element' && only.local === name && isTei(only) ? only : null;
}

/** A number of the source, by which what is identified in it differs from what is in another one. FNV-1a, 32 bits. */
function saltOf(xml: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < xml.length; at += 1) hash = Math.imul(hash ^ xml.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
