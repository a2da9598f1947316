import { dropCursor } from 'prosemirror-dropcursor';
import { gapCursor } from 'prosemirror-gapcursor';
import { keymap } from 'prosemirror-keymap';
import { Fragment, type Node, Slice } from 'prosemirror-model';
import { type Command, Plugin, PluginKey } from 'prosemirror-state';
import { handlePaste, tableEditing } from 'prosemirror-tables';
import { Decoration, type DecorationSet, type EditorView } from 'prosemirror-view';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { isAnchor } from '../../shared/document/page-anchor.ts';
import { isAtWordHyphen } from '../../shared/document/reading-text.ts';
import { schema } from '../../shared/document/schema.ts';
import { checkedCommand } from '../../shared/edit/block-commands.ts';
import { editorKeymap } from '../../shared/edit/editor-keymap.ts';
import { isRestoringEarlierState } from '../../shared/edit/keep-anchors.ts';
import {
  type CopiedSlice,
  cleanPastedSlice,
  cutSelection,
  moveSelection,
  pastable,
  pasteInPlace,
  pasteSlice,
} from '../../shared/edit/paste.ts';
import { lastAct } from '../../shared/edit/undo-history.ts';
import type { DerivedModels } from '../model/derived/derived-models.ts';
import anchorsStyles from './anchors.module.css';
import { caretBlocks } from './caret-blocks.ts';
import { blockDecorations, correctionDecorations, highlightDecorations, hitDecorations } from './decorations.ts';
import { findingDecorations } from './finding-decorations.ts';
import { proofreadDecorations, readLineDecorations } from './proofread-decorations.ts';
import { sightPlugin } from './sight.ts';
import { suspectDecorations } from './suspect-decorations.ts';
import { tagDecorations, tagLetterDecorations } from './tag-decorations.ts';
import transcriptionStyles from './transcription.module.css';

/** Editing of tables. Rows that an edit leaves too short are filled up along with it; not so after an undo or a restoring, which
 *  lead back to what was there: a table that came in ragged would never be so again, and undo would have no end. */
export function tablePlugin(): Plugin {
  const { spec } = tableEditing();
  return new Plugin({
    ...spec,
    props: { ...spec.props, handlePaste: pasteCells },
    appendTransaction(transactions, oldState, newState) {
      const mended = spec.appendTransaction?.call(this, transactions, oldState, newState) ?? null;
      return mended?.docChanged && transactions.some(isRestoringEarlierState) ? null : mended;
    },
  });
}

/** Cells of another program can hold what cells here cannot, and the package then throws, or leaves a document that could not be
 *  saved. Where they do not fit as cells they are pasted as anything else is.
 *  @returns whether they were pasted as cells */
function pasteCells(view: EditorView, event: ClipboardEvent, slice: Slice): boolean {
  return checkedCommand((_state, dispatch) => {
    const watched = Object.assign(Object.create(view) as EditorView, { dispatch });
    return handlePaste(watched, event, slice);
  })(view.state, (transaction) => view.dispatch(transaction));
}

/** The clipboard's own format of this program: a slice as JSON with the document that it is of, so that page anchors, notes and marks come back with words
 *  that were cut. HTML from outside is read by the schema alone and can bring in none of them. */
const sliceFormat = 'application/x-anchorite-slice+json';

/** Copies, pastes and moves slices of a document. */
const clipboardPlugin = (document: DocumentId): Plugin =>
  new Plugin({
    props: {
      handleDOMEvents: {
        copy: (view, event) => putOnClipboard(view, event, document),
        cut: (view, event) => putOnClipboard(view, event, document),
      },
      handlePaste: (view, event, readable) => {
        const copied = sliceFrom(event.clipboardData?.getData(sliceFormat));
        // Of HTML in which nothing can be read the editor would let the browser paste what it makes of it.
        if (!copied) return readable.size === 0 && event.clipboardData !== null;
        const inPlace = pasteInPlace(view.state, copied);
        const slice = pastable(copied, document, view.state);
        if (inPlace) view.dispatch(inPlace);
        else if (!pasteCells(view, event, slice)) view.dispatch(pasteSlice(view.state, slice));
        return true;
      },
      handleDrop: (view, event, _slice, isMove) => isMove && moveTo(view, event),
      transformPastedHTML: withoutStyles,
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

/** The window applies no styles of other programs, neither sheets nor attributes, and would report each one that it refuses. */
const withoutStyles = (html: string): string =>
  html
    .replace(/<style\b[^>]*>[\s\S]*?<\/style\s*>/gi, '')
    .replace(/<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi, (tag) =>
      tag.replace(
        /("[^"]*"|'[^']*')|\sstyle\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/gi,
        (_all, quoted?: string) => quoted ?? '',
      ),
    );

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

/** What answers a key in the transcription, in the order in which it is asked: selected cells have keys of their own. */
export const keyPlugins = (keys: Readonly<Record<string, Command>> = editorKeymap): readonly Plugin[] => [
  tablePlugin(),
  keymap({ ...keys }),
  gapCursor(),
];

const structureKey = new PluginKey<DecorationSet>('structure');

/** Marks the page anchors that lead their block, which are drawn as dividers, the hyphens that only a line end made, and the line
 *  ends behind a hyphen of the word's own, which are no space. */
const structureDecorations = () =>
  blockDecorations(structureKey, (block, start) => [...leadingAnchors(block, start), ...lineEndHyphens(block, start)]);

function leadingAnchors(block: Node, start: number): readonly Decoration[] {
  const decorations: Decoration[] = [];
  for (let index = 0, offset = 0; index < block.childCount; index++) {
    const child = block.child(index);
    if (!isAnchor(child)) break;
    if (child.attrs.placement !== 'text')
      decorations.push(
        Decoration.node(start + offset, start + offset + 1, { class: anchorsStyles.divider ?? '', 'data-leads': '' }),
      );
    offset += child.nodeSize;
  }
  return decorations;
}

function lineEndHyphens(block: Node, start: number): readonly Decoration[] {
  const decorations: Decoration[] = [];
  let before: string | undefined;
  block.forEach((child, offset) => {
    if (child.type.name === 'lineBreak' && child.attrs.joins === true && before?.endsWith('-'))
      decorations.push(
        Decoration.inline(start + offset - 1, start + offset, { class: transcriptionStyles.lineHyphen ?? '' }),
      );
    else if (child.type.name === 'lineBreak' && before?.endsWith('-') && isAtWordHyphen(block, offset))
      decorations.push(
        Decoration.node(start + offset, start + offset + 1, { class: transcriptionStyles.withinWord ?? '' }),
      );
    before = child.text;
  });
  return decorations;
}

/** What the transcription needs beyond the guard of anchors and the undo history, which every editor state has.
 *  @param document whose text it is */
export const editorPlugins = (
  document: DocumentId,
  { derived, suspects, hits, proof }: DerivedModels,
): readonly Plugin[] => [
  // What is drawn asks it.
  sightPlugin(),
  clipboardPlugin(document),
  ...keyPlugins(),
  caretBlocks(),
  structureDecorations(),
  tagDecorations(),
  tagLetterDecorations(),
  correctionDecorations(derived),
  suspectDecorations(derived, suspects),
  findingDecorations(),
  hitDecorations(derived, hits),
  highlightDecorations(),
  proofreadDecorations(proof),
  readLineDecorations(derived, proof),
  dropCursor({ color: 'var(--accent)', width: 2 }),
];
