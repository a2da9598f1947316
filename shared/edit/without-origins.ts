import { Fragment, type Mark, type Node, Slice } from 'prosemirror-model';
import { schema } from '../document/schema.ts';

/** What of a slice of another document, which was imported from TEI, means something here: an origin is a place in the source of that
 *  document, and what is carried is nothing without it. Words, and what the editor has nodes and marks for, stay. */
export function sliceWithoutOrigins(slice: Slice): Slice {
  if (!hasOrigins(slice.content)) return slice;
  const content = withoutOrigins(slice.content);
  const open = (depth: number, next: (parent: Fragment) => Node | null | undefined): number => {
    let [kept, at, before] = [depth, next(slice.content), depth];
    for (; at && before > 0; before -= 1) {
      if (at.type.name === 'carriedBlock') kept -= 1;
      at = next(at.content);
    }
    return kept;
  };
  const most = Slice.maxOpen(content);
  return new Slice(
    content,
    Math.min(
      most.openStart,
      open(slice.openStart, ({ firstChild }) => firstChild),
    ),
    Math.min(
      most.openEnd,
      open(slice.openEnd, ({ lastChild }) => lastChild),
    ),
  );
}

/** The same of the content of a document. */
export function withoutOrigins(content: Fragment): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    nodes.push(...nodesWithoutOrigins(node));
  });
  return Fragment.from(nodes);
}

function hasOrigins(content: Fragment): boolean {
  let has = false;
  content.descendants((node) => {
    if (typeof node.attrs.origin === 'string' || node.marks.some(({ attrs }) => typeof attrs.origin === 'string'))
      has = true;
    return !has;
  });
  return has;
}

function nodesWithoutOrigins(node: Node): readonly Node[] {
  const marks = node.marks.flatMap(markWithoutOrigin);
  if (node.isText) return [node.mark(marks)];
  const content = withoutOrigins(node.content);
  switch (node.type.name) {
    case 'carriedLeaf':
    case 'carriedPoint':
      return [];
    case 'carriedBlock':
      return content.content;
    case 'carriedText':
      return [schema.node('paragraph', null, content)];
    default:
      return [
        node.type.create(
          { ...node.attrs, origin: null, ...('changes' in node.attrs && { changes: null }) },
          fitting(node, content),
          marks,
        ),
      ];
  }
}

const markWithoutOrigin = (mark: Mark): readonly Mark[] =>
  mark.type.name === 'carried' ? [] : [mark.type.create({ ...mark.attrs, origin: null, changes: null })];

/** What was in a carried block may be more than its new parent takes: its words are. */
function fitting({ type, isTextblock, isLeaf }: Node, content: Fragment): Fragment {
  if (isTextblock || isLeaf || type.validContent(content)) return content;
  const blocks: Node[] = [];
  content.forEach((child) => {
    if (type.name === 'listItem' && (child.type.name === 'itemLabel' || child.type.name === 'list')) blocks.push(child);
    else if (child.isTextblock) blocks.push(schema.node('paragraph', null, child.content));
    else
      child.descendants((inner) => {
        if (inner.isTextblock) blocks.push(schema.node('paragraph', null, inner.content));
        return !inner.isTextblock;
      });
  });
  const found = Fragment.from(blocks);
  if (type.validContent(found)) return found;
  const filled = found.addToEnd(schema.node('paragraph'));
  return type.validContent(filled) ? filled : content;
}
