import type { Node } from 'prosemirror-model';
import { EditorState, type Plugin } from 'prosemirror-state';
import type { StoredChange } from '../document/document-state.ts';
import { keepAnchors } from './keep-anchors.ts';
import { keepReplacedMarks } from './keep-replaced-marks.ts';
import { undoHistory } from './undo-history.ts';

/** An editor on a document, with the guards of its anchors and tags and the undo history that its journal tells.
 *  @param plugins further plugins, such as key maps and decorations; they come first, so that keys reach them first */
export function createEditorState(opened: {
  readonly doc: Node;
  readonly history: readonly StoredChange[];
  readonly plugins?: readonly Plugin[];
}): EditorState {
  const { schema } = opened.doc.type;
  return EditorState.create({
    doc: opened.doc,
    plugins: [...(opened.plugins ?? []), undoHistory(schema, opened.history), keepReplacedMarks(), keepAnchors()],
  });
}
