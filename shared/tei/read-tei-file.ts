import type { Fidelity, ImportReport } from '../document/import-report.ts';
import type { DocumentMetadata } from '../document/metadata.ts';
import { schema } from '../document/schema.ts';
import type { NodeJson } from './document-json.ts';
import { readTei, type TeiPart } from './read-tei.ts';
import { checkTei, type TeiFault } from './source/check-tei.ts';
import { sourceTree } from './source/source-tree.ts';
import { isTei } from './source/tei-elements.ts';
import { sourceChanges, teiMetadata } from './tei-metadata.ts';
import { teiReport } from './tei-report.ts';
import { documentsOf, namespacesAround } from './volume.ts';
import { type TeiState, writeTei } from './write-tei.ts';

/** A document that was read from TEI. */
export interface ReadTeiDocument {
  /** Where its source is in the text of the file, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly doc: NodeJson;
  readonly metadata: DocumentMetadata;
  readonly report: ImportReport & { readonly tei: Fidelity };
}

export type ReadTeiFile<Document = ReadTeiDocument> =
  | { readonly kind: 'document'; readonly document: ReadTeiDocument }
  /** A volume: what stands around its documents is read when they have their names (`frameOf`). */
  | { readonly kind: 'volume'; readonly documents: readonly Document[] }
  | { readonly kind: 'fault'; readonly fault: TeiFault };

export interface ReadTeiOptions {
  /** Reads it as what stands around the documents of a volume. */
  readonly isFrame?: boolean;
  /** Does not write each document again to see that it comes out as it went in. */
  readonly unproved?: boolean;
}

/** Reads a TEI file: one document, or a volume with a document for each `div[@type=document]`. */
export const readTeiFile = (xml: string, options: ReadTeiOptions = {}): ReadTeiFile =>
  readTeiFileInto(xml, options, (document) => document);

/** Reads a TEI file, and keeps of each document of a volume what is made of it, so that only one of them is in memory with all its nodes.
 *  @param made takes each document of a volume once, in the order of the source */
export function readTeiFileInto<Document>(
  xml: string,
  { isFrame = false, unproved = false }: ReadTeiOptions,
  made: (document: ReadTeiDocument) => Document,
): ReadTeiFile<Document> {
  const checked = checkTei(xml);
  if (!checked.ok) return { kind: 'fault', fault: checked.fault };
  const { entities, doubled, dangling } = checked;
  const parts = isFrame ? [] : documentsOf(xml);
  if (parts.length === 0) {
    const part = isFrame ? ('frame' as const) : ('file' as const);
    const whole = { xml, element: sourceTree(xml), part, namespaces: {}, entities };
    // What stands around documents points at them, and they are elsewhere.
    const pointers = isFrame ? [] : dangling;
    return { kind: 'document', document: readPart(whole, 0, { doubled, dangling: pointers }, unproved) };
  }
  const documents = parts.map((outer, index) => {
    const faults = index === 0 ? { doubled, dangling } : { doubled: [], dangling: [] };
    const namespaces = namespacesAround(xml, outer);
    const own = xml.slice(outer.start, outer.end);
    const element = sourceTree(own, { namespaces, preserves: false });
    return made(readPart({ xml: own, element, part: 'document', namespaces, entities }, outer.start, faults, unproved));
  });
  return { kind: 'volume', documents };
}

function readPart(
  part: TeiPart,
  from: number,
  { doubled, dangling }: Pick<Fidelity, 'doubled'> & { readonly dangling: readonly string[] },
  unproved: boolean,
): ReadTeiDocument {
  const { xml, element, entities } = part;
  const { doc, fidelity } = readTei(part);
  const foreign = part.part === 'file' && !isTei(element) ? { foreign: element.uri } : {};
  const changes = part.part === 'document' ? [] : sourceChanges(xml, element, entities);
  const pointers = dangling.length === 0 ? {} : { dangling };
  const read: Fidelity = {
    ...fidelity,
    doubled,
    ...pointers,
    ...foreign,
    identical: unproved || comesOut(part, doc, fidelity),
  };
  return {
    from,
    to: from + xml.length,
    doc,
    metadata: teiMetadata(xml, element, entities),
    report: teiReport(read, changes),
  };
}

/** Whether what was read gives its source when every block is written anew. */
function comesOut({ xml, element: tree }: TeiPart, json: NodeJson, fidelity: TeiState['fidelity']): boolean {
  const imported = schema.nodeFromJSON(json);
  return writeTei({ xml, fidelity, imported, doc: imported, tree }) === xml;
}
