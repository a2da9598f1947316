import type { Node } from 'prosemirror-model';
import { goTo } from './editor-handle.ts';

/** Leads from the call of a note to its body.
 *  @returns whether there is one */
export function followNoteCall(doc: Node, call: string): boolean {
  let target: string | null = null;
  doc.descendants((node) => {
    if (node.type.name === 'noteReference' && node.attrs.id === call) target = node.attrs.target as string | null;
  });
  return target !== null && goTo({ kind: 'id', id: target });
}
