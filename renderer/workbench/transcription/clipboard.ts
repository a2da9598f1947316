import { Fragment, type Node, Slice } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { schema } from '../../../shared/document/schema.ts';
import { cleanPastedSlice } from '../../../shared/edit/clean-pasted-slice.ts';
import { moveSelection } from '../../../shared/edit/move-selection.ts';
import {
  type CopiedSlice,
  cutSelection,
  pastable,
  pasteInPlace,
  pasteSlice,
} from '../../../shared/edit/paste-slice.ts';
import { lastAct } from '../../../shared/edit/undo-history.ts';
import { pasteCells } from './table-plugin.ts';

/** The clipboard's own format of this program: a slice as JSON with the document that it is of, so that page anchors, notes and marks come back with words
 *  that were cut. HTML from outside is read by the schema alone and can bring in none of them. */
const sliceFormat = 'application/x-anchorite-slice+json';

/** Copies, pastes and moves slices of a document. */
export const clipboardPlugin = (document: DocumentId): Plugin =>
  new Plugin({
    props: {
      handleDOMEvents: {
        copy: (view, event) => putOnClipboard(view, event, document),
        cut: (view, event) => putOnClipboard(view, event, document),
      },
      handlePaste: (view, event) => {
        const copied = sliceFrom(event.clipboardData?.getData(sliceFormat));
        if (!copied) return false;
        const inPlace = pasteInPlace(view.state, copied);
        const slice = pastable(copied, document, view.state);
        if (inPlace) view.dispatch(inPlace);
        else if (!pasteCells(view, event, slice)) view.dispatch(pasteSlice(view.state, slice));
        return true;
      },
      handleDrop: (view, event, _slice, isMove) => isMove && moveTo(view, event),
      transformPastedHTML: withoutStyleSheets,
      transformPasted: (slice, view) => cleanPastedSlice(slice, view.state.doc),
      clipboardTextSerializer: (slice) => textOf(slice.content),
    },
  });

function putOnClipboard(view: EditorView, event: ClipboardEvent, document: DocumentId): boolean {
  const { selection, doc } = view.state;
  if (selection.empty || !event.clipboardData) return false;
  const slice = selection.content();
  const { dom, text } = view.serializeForClipboard(slice);
  if (event.type === 'cut' && view.editable) view.dispatch(cutSelection(view.state));
  // While the text is only to be read nothing is cut.
  const cut = view.state.doc.eq(doc) ? null : lastAct(view.state);
  event.preventDefault();
  event.clipboardData.clearData();
  event.clipboardData.setData('text/html', dom.innerHTML);
  event.clipboardData.setData('text/plain', text);
  event.clipboardData.setData(sliceFormat, JSON.stringify({ document, slice: slice.toJSON() as unknown, cut }));
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
function sliceFrom(json: string | undefined): CopiedSlice | null {
  if (!json) return null;
  try {
    const { slice: written, ...copied } = JSON.parse(json) as Omit<CopiedSlice, 'slice'> & { readonly slice: unknown };
    const slice = Slice.fromJSON(schema, written);
    slice.content.descendants((node) => node.check());
    return { ...copied, slice };
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
