import { Fragment, type Node, Slice } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { schema } from '../../../shared/document/schema.ts';
import { cleanPastedSlice } from '../../../shared/edit/clean-pasted-slice.ts';
import { moveSelection } from '../../../shared/edit/move-selection.ts';

/** The clipboard's own format of this program: a slice as JSON, so that page anchors, notes and marks come back with words
 *  that were cut. HTML from outside is read by the schema alone and can bring in none of them. */
const sliceFormat = 'application/x-anchorite-slice+json';

/** Copies, pastes and moves slices of documents. */
export const clipboardPlugin = (): Plugin =>
  new Plugin({
    props: {
      handleDOMEvents: { copy: putOnClipboard, cut: putOnClipboard },
      handlePaste: (view, event) => {
        const slice = sliceFrom(event.clipboardData?.getData(sliceFormat));
        if (!slice) return false;
        const clean = cleanPastedSlice(slice, view.state.doc);
        const transaction = view.state.tr.replaceSelection(clean).scrollIntoView();
        view.dispatch(transaction.setMeta('paste', true).setMeta('uiEvent', 'paste'));
        return true;
      },
      handleDrop: (view, event, _slice, isMove) => isMove && moveTo(view, event),
      transformPastedHTML: withoutStyleSheets,
      transformPasted: (slice, view) => cleanPastedSlice(slice, view.state.doc),
      clipboardTextSerializer: (slice) => textOf(slice.content),
    },
  });

function putOnClipboard(view: EditorView, event: ClipboardEvent): boolean {
  const { selection } = view.state;
  if (selection.empty || !event.clipboardData) return false;
  const slice = selection.content();
  const { dom, text } = view.serializeForClipboard(slice);
  event.preventDefault();
  event.clipboardData.clearData();
  event.clipboardData.setData('text/html', dom.innerHTML);
  event.clipboardData.setData('text/plain', text);
  event.clipboardData.setData(sliceFormat, JSON.stringify(slice.toJSON()));
  if (event.type === 'cut' && view.editable)
    view.dispatch(view.state.tr.deleteSelection().scrollIntoView().setMeta('uiEvent', 'cut'));
  return true;
}

/** The window applies no styles of other programs, and would report each one that it refuses. */
const withoutStyleSheets = (html: string): string => html.replace(/<style\b[^>]*>[\s\S]*?<\/style\s*>/gi, '');

/** The editor itself cleans a dragged slice while its words still stand in the document, and so would take their tags off. */
function moveTo(view: EditorView, event: DragEvent): boolean {
  const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
  if (!place || view.state.selection.empty) return false;
  view.focus();
  view.dispatch(moveSelection(view.state, place.pos));
  return true;
}

/** Reads what this program wrote; anything else, also from another program that uses the name, is no slice. */
function sliceFrom(json: string | undefined): Slice | null {
  if (!json) return null;
  try {
    const slice = Slice.fromJSON(schema, JSON.parse(json));
    slice.content.descendants((node) => node.check());
    return slice;
  } catch {
    return null;
  }
}

/** Plain text with its page markers and note calls, a blank line between blocks. */
function textOf(content: Fragment): string {
  const blocks: string[] = [];
  const inlineText = (node: Node): string =>
    node.textBetween(0, node.content.size, '', (leaf) => leaf.type.spec.leafText?.(leaf) ?? '');
  const visit = (node: Node): boolean => {
    if (!node.isTextblock) return true;
    blocks.push(inlineText(node));
    return false;
  };
  if (content.firstChild?.isInline) return inlineText(schema.node('paragraph', null, Fragment.from(content)));
  content.descendants(visit);
  return blocks.join('\n\n');
}
