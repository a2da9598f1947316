import type { Mark, Node } from 'prosemirror-model';
import { type Command, type EditorState, NodeSelection } from 'prosemirror-state';
import type { AttributeChanges } from '../document/schema-carried.ts';
import { ownGroup } from './undo-history.ts';

/** An element, comment or instruction of an imported TEI file that the caret stands in, or that is selected. */
export interface PlacedElement {
  /** Where it stands in the source: see `withOrigins`. */
  readonly origin: string;
  /** What was changed of its attributes; null when nothing was. */
  readonly changes: AttributeChanges | null;
  /** Where it begins, as far as it reaches in this block. */
  readonly from: number;
  /** Null for a block, and for what stands among the characters by itself. */
  readonly mark: Mark | null;
}

/** What of the imported file is here, innermost first: what is selected, else the words at the caret, and all that they stand in. Page
 *  anchors, line ends and calls of notes are no part of it: the editor has its own ways with them. */
export function elementsHere({ selection }: Pick<EditorState, 'selection'>): readonly PlacedElement[] {
  const { $from } = selection;
  const found: PlacedElement[] = [];
  for (let depth = $from.depth; depth > 0; depth--) found.push(...placed($from.node(depth), $from.before(depth)));
  const selected = selection instanceof NodeSelection ? selection.node : null;
  if (selected) found.push(...placed(selected, $from.pos));
  const beside: readonly Beside[] = selected
    ? [[selected, $from.pos]]
    : [
        ...(selection.empty && $from.nodeBefore
          ? [[$from.nodeBefore, $from.pos - $from.nodeBefore.nodeSize] as const]
          : []),
        ...($from.nodeAfter ? [[$from.nodeAfter, $from.pos] as const] : []),
      ];
  const known = new Set(found.map(({ origin }) => origin));
  for (const [node, from] of beside)
    for (const mark of node.isInline ? node.marks : []) {
      const { origin, changes } = elementOf(mark.attrs);
      if (origin === null || known.has(origin)) continue;
      known.add(origin);
      found.push({ origin, changes, from, mark });
    }
  return found.sort((a, b) => startOf(b.origin) - startOf(a.origin));
}

/** A node beside the caret, and where it begins. */
type Beside = readonly [Node, number];

function placed(node: Node, from: number): readonly PlacedElement[] {
  const { origin, changes } = elementOf(node.attrs);
  return origin === null || !('changes' in node.attrs) ? [] : [{ origin, changes, from, mark: null }];
}

/** What an element is inside begins before it. */
const startOf = (origin: string): number => Number(/\d+/.exec(origin)?.[0] ?? 0);

function elementOf({ origin, changes }: Readonly<Record<string, unknown>>): {
  readonly origin: string | null;
  readonly changes: AttributeChanges | null;
} {
  const isElement = typeof origin === 'string' && origin.startsWith('e');
  return { origin: isElement ? origin : null, changes: (changes ?? null) as AttributeChanges | null };
}

/** Says what is changed of the attributes of an element, instead of what was said before; null: nothing, they are those of the file.
 *  One act for undo. */
export const changeAttributes =
  ({ origin, from, mark }: PlacedElement, changes: AttributeChanges | null): Command =>
  (state, dispatch) => {
    const { doc, tr: transaction } = state;
    const wanted = changes && Object.fromEntries(Object.entries(changes).sort(([a], [b]) => (a < b ? -1 : 1)));
    if (!mark) {
      const node = from < doc.content.size ? doc.nodeAt(from) : null;
      if (node?.attrs.origin !== origin || same(node.attrs.changes, wanted)) return false;
      transaction.setNodeAttribute(from, 'changes', wanted);
      // Setting an attribute of it would leave what was selected unselected.
      if (state.selection instanceof NodeSelection && state.selection.from === from)
        transaction.setSelection(NodeSelection.create(transaction.doc, from));
    } else {
      if (same(mark.attrs.changes, wanted)) return false;
      const changed = mark.type.create({ ...mark.attrs, changes: wanted });
      for (const range of rangesOf(doc, mark))
        transaction.removeMark(range.from, range.to, mark).addMark(range.from, range.to, changed);
      if (!transaction.docChanged) return false;
    }
    dispatch?.(transaction.setMeta(ownGroup, true));
    return true;
  };

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** The stretches that a mark covers, in document order. */
function rangesOf(doc: Node, mark: Mark): readonly { readonly from: number; readonly to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  doc.descendants((node, pos) => {
    if (!node.isInline || !mark.isInSet(node.marks)) return;
    const last = ranges.at(-1);
    if (last?.to === pos) last.to += node.nodeSize;
    else ranges.push({ from: pos, to: pos + node.nodeSize });
  });
  return ranges;
}
