import type { Mark, Node } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import type { DocumentReference } from './document-references.ts';

/** A place that certainly names another document, and where that is. */
export interface PlacedTarget extends Pick<DocumentReference, 'start' | 'end'> {
  /** A URI, as `ref/@target` has it. */
  readonly target: string;
}

/** A copy of a document in which every certain reference is marked with its target, for the edition. A mark that the import made there gets the
 *  target; one that has a target already was given it by somebody and stays. */
export function withTargets(doc: Node, targets: readonly PlacedTarget[]): Node {
  const transform = new Transform(doc);
  for (const [index, { start, end, target }] of targets.entries()) {
    const there = referenceMarks(transform.doc, start, end);
    if (there.some((mark) => mark.attrs.target !== null)) continue;
    for (const mark of there) transform.removeMark(0, transform.doc.content.size, mark);
    const { reference } = doc.type.schema.marks;
    const id: unknown = there[0]?.attrs.id ?? `reference-${index + 1}`;
    const recognition: unknown = there[0]?.attrs.recognition ?? null;
    if (reference) transform.addMark(start, end, reference.create({ id, target, recognition }));
  }
  return transform.doc;
}

/** The marks of references that a stretch touches. */
function referenceMarks(doc: Node, from: number, to: number): readonly Mark[] {
  const found: Mark[] = [];
  doc.nodesBetween(from, to, (node) => {
    for (const mark of node.marks)
      if (mark.type.name === 'reference' && !found.some((other) => other.eq(mark))) found.push(mark);
    return true;
  });
  return found;
}
