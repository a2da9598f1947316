import type { Node } from 'prosemirror-model';
import { schema } from '../../shared/document/schema.ts';
import { type ReadTeiDocument, readTeiFile } from '../../shared/tei/read-tei-file.ts';
import { checkTei } from '../../shared/tei/source/check-tei.ts';
import { SourceIndex } from '../../shared/tei/source/source-index.ts';
import { writeTei } from '../../shared/tei/write-tei.ts';

/** A TEI document as an import leaves it. */
export interface ImportedTei {
  readonly xml: string;
  readonly doc: Node;
  readonly read: ReadTeiDocument;
}

/** @throws Error when the file is refused, or a volume */
export function importedTei(xml: string): ImportedTei {
  const read = readTeiFile(xml, { unproved: true });
  if (read.kind !== 'document') throw new Error(read.kind === 'fault' ? read.fault.reason : 'it is a volume');
  const doc = schema.nodeFromJSON(read.document.doc);
  doc.check();
  return { xml, doc, read: read.document };
}

/** What comes out of it once it is edited, every block written anew. */
export const writtenTei = ({ xml, doc: imported, read }: ImportedTei, doc: Node = imported): string =>
  writeTei({ xml, fidelity: read.report.tei, imported, doc });

/** The text of a file between tags that the tests are about. */
export const teiFile = (body: string, before = ''): string =>
  `<?xml version="1.0"?>\n${before}<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>${body}</body></text></TEI>\n`;

/** The anchors in the order in which they are written: those of a note stand where it is called first. */
function anchorsAsWritten(doc: Node): readonly string[] {
  const notes = new Map<string, Node>();
  doc.descendants((node) => {
    if (node.type.name === 'note' && !notes.has(node.attrs.id as string)) notes.set(node.attrs.id as string, node);
  });
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (node.type.name === 'pageAnchor') found.push(`${node.attrs.kind} ${node.attrs.label}`);
    const note = node.type.name === 'noteReference' ? notes.get(node.attrs.target as string) : undefined;
    if (note) {
      notes.delete(note.attrs.id as string);
      note.forEach(visit);
    } else if (node.type.name !== 'notes') node.forEach(visit);
  };
  visit(doc);
  for (const note of notes.values()) note.forEach(visit);
  return found;
}

/** Every letter and digit, sorted: what may not be lost, in whatever order notes come. */
const lettersOf = (doc: Node): string => [...doc.textContent.replace(/[^\p{L}\p{N}]/gu, '')].sort().join('');

/** What is wrong with what came out; empty when nothing is. */
export function faultsOf(imported: ImportedTei, doc: Node): readonly string[] {
  const out = writtenTei(imported, doc);
  const checked = checkTei(out);
  if (!checked.ok)
    return [`not well-formed: ${checked.fault.reason} at line ${checked.fault.line}: ${checked.fault.shown}`];
  const before = checkTei(imported.xml);
  const faults: string[] = [];
  const doubled = checked.doubled.filter((id) => before.ok && !before.doubled.includes(id));
  if (doubled.length > 0) faults.push(`doubled: ${doubled.join(', ')}`);
  const again = importedTei(out).doc;
  const [wanted, got] = [anchorsAsWritten(doc), anchorsAsWritten(again)];
  if (wanted.join('\n') !== got.join('\n')) faults.push(`anchors: ${wanted.join(', ')} became ${got.join(', ')}`);
  if (lettersOf(doc) !== lettersOf(again)) faults.push('letters are not the same');
  return [...faults, ...rewritten(imported, doc, out)];
}

/** Blocks that nobody touched and that do not come out as they stood. */
function rewritten({ xml, doc: imported, read }: ImportedTei, doc: Node, out: string): readonly string[] {
  const index = new SourceIndex(xml, read.report.tei, imported);
  const before = blocksByOrigin(imported);
  const faults: string[] = [];
  for (const [origin, blocks] of blocksByOrigin(doc)) {
    const [block, ...others] = blocks;
    const extent = index.extent(origin);
    // A note that was changed, or called elsewhere, changes what calls it; its own blocks are looked at by themselves.
    if (!block || !extent || others.length > 0 || !before.get(origin)?.[0]?.eq(block) || hasCall(block)) continue;
    const source = xml.slice(extent.start, extent.end);
    if (/^e\d+$/.test(origin) && !out.includes(source)) faults.push(`rewritten: ${source}`);
  }
  return faults;
}

function blocksByOrigin(doc: Node): ReadonlyMap<string, readonly Node[]> {
  const found = new Map<string, Node[]>();
  doc.descendants((node) => {
    const origin = node.attrs.origin as string | null | undefined;
    if (node.isTextblock && typeof origin === 'string') found.set(origin, [...(found.get(origin) ?? []), node]);
  });
  return found;
}

function hasCall(block: Node): boolean {
  let has = false;
  block.forEach((child) => {
    if (child.type.name === 'noteReference' || child.type.name === 'carriedPoint') has = true;
  });
  return has;
}
