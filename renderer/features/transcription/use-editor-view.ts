import type { Transaction } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { type RefObject, useEffect, useRef } from 'react';
import type { AnnotationKind } from '../../../shared/document/annotation.ts';
import type { AnchorId, AnnotationId } from '../../../shared/document/identifier.ts';
import { compositionEnded } from '../../../shared/edit/keep-anchors.ts';
import { isUndoing } from '../../../shared/edit/undo-history.ts';
import { t } from '../../../shared/translation/translate.ts';
import { runKeyPress, runSingleKey } from '../../commands/command-keys.ts';
import { highlightsOf, withHighlights } from '../../editor/decorations.ts';
import { nodeViews } from '../../editor/node-views.ts';
import { editorView } from '../../editor/shown-view.ts';
import { showPosition } from '../../editor/view-port.ts';
import type { DerivedDocument } from '../../model/derived/derived-document.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { isTagShown } from '../../model/tag-layers.ts';
import { patchView, workbenchView } from '../../model/workbench-view.ts';
import { openTextMenu } from '../context-menus/text-menu.tsx';
import { dragAnchor } from '../dragging/anchor-drag.tsx';
import { askSelectedElement } from '../elements/element-handlers.ts';
import { proofKey } from '../proofread/proofreading.ts';

/** A tag over a position. */
export interface TagHere {
  readonly id: AnnotationId;
  readonly kind: AnnotationKind;
  readonly length: number;
}

/** The tags that cover the character after a position and are shown, innermost first. */
function tagsAt(view: EditorView, { known }: DerivedDocument, pos: number): readonly TagHere[] {
  const marks = view.state.doc.nodeAt(pos)?.marks.filter((mark) => mark.type.name === 'annotation') ?? [];
  return marks
    .map(({ attrs }) => {
      const { id, kind } = attrs as Pick<TagHere, 'id' | 'kind'>;
      return { id, kind, length: known?.tags.lengthOf(id) ?? 0 };
    })
    .filter(({ id, kind }) => isTagShown(id, kind))
    .sort((a, b) => a.length - b.length);
}

/** The position of the character under the pointer, if the pointer is over a tag's words; else null. */
function tagPosition(view: EditorView, event: MouseEvent): number | null {
  if (!(event.target instanceof Element) || !event.target.closest('[data-mark="annotation"]')) return null;
  const found = view.posAtCoords({ left: event.clientX, top: event.clientY });
  if (!found) return null;
  // A point in the right half of a character gives the position after it.
  const here = view.state.doc.nodeAt(found.pos)?.marks.some((mark) => mark.type.name === 'annotation');
  return here ? found.pos : Math.max(0, found.pos - 1);
}

/** Lifts the innermost tag under the pointer. */
function liftTagUnder(view: EditorView, derived: DerivedDocument, event: MouseEvent): void {
  const pos = tagPosition(view, event);
  const hovered = pos === null ? null : (tagsAt(view, derived, pos)[0]?.id ?? null);
  if (highlightsOf(view.state).hovered !== hovered) view.dispatch(withHighlights(view.state.tr, { hovered }));
}

export function tagsUnder(view: EditorView, derived: DerivedDocument, event: MouseEvent): readonly TagHere[] {
  const pos = tagPosition(view, event);
  return pos === null ? [] : tagsAt(view, derived, pos);
}

/** The chip of a page anchor under the pointer. */
export function chipUnder(event: MouseEvent): { readonly id: AnchorId; readonly element: HTMLElement } | null {
  const chip = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-anchor]') : null;
  if (!chip?.dataset.anchor) return null;
  const element = chip.firstElementChild instanceof HTMLElement ? chip.firstElementChild : chip;
  return { id: chip.dataset.anchor as AnchorId, element };
}

/** The call of a note under the pointer: its id. */
export function noteCallUnder(event: MouseEvent): string | null {
  const call = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-note-reference]') : null;
  return call?.dataset.noteReference ?? null;
}

interface EditorEvents {
  /** A click that selected nothing. */
  readonly onClick: (view: EditorView, event: MouseEvent) => void;
  /** A key that no command has, where the text is only read.
   *  @returns whether it meant something */
  readonly onKey: (event: KeyboardEvent) => boolean;
}

/** Whether typing changes nothing: the text can be read and selected only. */
const isGuarded = (session: DocumentSession): boolean =>
  workbenchView.get().mode === 'tag' || session.readOnly !== null || session.saving.get().kind === 'failed';

/** Shows an open document in an element while the component is on the screen. */
export function useEditorView(
  host: RefObject<HTMLElement | null>,
  session: DocumentSession,
  events: EditorEvents,
): void {
  const latest = useRef(events);
  latest.current = events;
  useEffect(() => {
    if (!host.current) return;
    const view = createView(host.current, session, latest);
    const redraw = (): void => {
      if (view.state !== session.editor.get()) view.updateState(session.editor.get());
    };
    let wasGuarded = isGuarded(session);
    const refreshGuard = (): void => {
      if (isGuarded(session) === wasGuarded) return;
      wasGuarded = isGuarded(session);
      view.setProps({});
    };
    const refreshProps = (): void => {
      wasGuarded = isGuarded(session);
      view.setProps({});
      const chosen = workbenchView.get().chosenTag;
      if (highlightsOf(view.state).chosen !== chosen) view.dispatch(withHighlights(view.state.tr, { chosen }));
    };
    const ends = [
      session.editor.subscribe(redraw),
      workbenchView.subscribe(refreshProps),
      session.saving.subscribe(refreshGuard),
    ];
    editorView.set(view);
    refreshProps();
    // Whoever comes back from a comparison goes on where the caret stands.
    showPosition(view.state.selection.head);
    return () => {
      for (const end of ends) end();
      editorView.set(null);
      view.destroy();
    };
  }, [host, session]);
}

function createView(
  host: HTMLElement,
  session: DocumentSession,
  events: { readonly current: EditorEvents },
): EditorView {
  const view = new EditorView(host, {
    state: session.editor.get(),
    nodeViews,
    scrollMargin: { top: 60, bottom: 60, left: 0, right: 0 },
    scrollThreshold: { top: 30, bottom: 30, left: 0, right: 0 },
    attributes: () => ({
      role: 'textbox',
      'aria-label': t`Transcription`,
      'aria-multiline': 'true',
      'aria-readonly': String(isGuarded(session)),
      spellcheck: 'false',
      tabindex: '0',
      'data-keyboard-home': 'true',
      lang: session.facts.get().metadata.language,
    }),
    dispatchTransaction: (transaction: Transaction) => {
      // While the text is only to be read, commands may change it but keys, pastes and drops may not. Undo comes here as a key.
      if (transaction.docChanged && isGuarded(session) && !isUndoing(transaction)) return;
      session.dispatch(transaction);
    },
    handleKeyDown: (view, event) => {
      forgetPointed(view);
      if (keptKeys.has(event.key.toLowerCase()) && (event.ctrlKey || event.metaKey)) runKeyPress(event);
      if (event.defaultPrevented) return true;
      if (event.key === 'Escape' && workbenchView.get().isFocused) patchView({ isFocused: false });
      if (workbenchView.get().mode === 'proofread' && proofKey(session, event)) return true;
      if (event.key === 'Enter' && !event.shiftKey && askSelectedElement(session)) return true;
      return isGuarded(session) && (runSingleKey(event) || events.current.onKey(event));
    },
    handleDoubleClickOn: (_view, _pos, node, _at, _event, isDirect) =>
      isDirect && node.isAtom && askSelectedElement(session),
    handleDOMEvents: domEvents(session, events),
  });
  hideFromReact(view.dom);
  return view;
}

/** Keys that the editor passes on to nobody, also where it has nothing to do with them. With Ctrl or ⌘ they name commands. */
const keptKeys: ReadonlySet<string> = new Set(['enter', 'z', 'y', 'b', 'i']);

/** React looks after the selection in whatever says that it can be edited, and to remember it walks the whole of its text at each of its
 *  commits. Nothing that React draws touches the text, so that there is nothing to look after. */
function hideFromReact(dom: HTMLElement): void {
  Object.defineProperty(dom, 'contentEditable', {
    configurable: true,
    get: () => 'inherit',
    set: (value: string) => dom.setAttribute('contenteditable', value),
  });
}

/** What a jump made stand out is plain again as soon as somebody works on. */
function forgetPointed(view: EditorView): void {
  if (highlightsOf(view.state).pointed) view.dispatch(withHighlights(view.state.tr, { pointed: null }));
}

type DomEvents = Readonly<Record<string, (view: EditorView, event: Event) => boolean>>;

function domEvents(session: DocumentSession, events: { readonly current: EditorEvents }): DomEvents {
  const refuse = (_view: EditorView, event: Event): boolean => {
    if (!isGuarded(session)) return false;
    event.preventDefault();
    return true;
  };
  let pressed: MouseEvent | null = null;
  let pointed: Pick<MouseEvent, 'clientX' | 'clientY' | 'target'> | null = null;
  return {
    beforeinput: refuse,
    paste: refuse,
    drop: refuse,
    mousemove: (view, event) => {
      if (!(event instanceof MouseEvent) || event.buttons !== 0) return false;
      const { clientX, clientY, target } = event;
      // The browser says after each change of the page that the pointer is where it was: to find out what that is lays out the text.
      const isSame = pointed?.clientX === clientX && pointed.clientY === clientY && pointed.target === target;
      pointed = { clientX, clientY, target };
      if (!isSame) liftTagUnder(view, session.derived, event);
      return false;
    },
    contextmenu: (view, event) => {
      if (!(event instanceof MouseEvent)) return false;
      if (event.button === 2 && chipUnder(event)) {
        event.preventDefault();
        events.current.onClick(view, event);
        return true;
      }
      const isOpen = openTextMenu(view, event, session, (pos) => tagsAt(view, session.derived, pos));
      if (isOpen) event.preventDefault();
      return isOpen;
    },
    mouseleave: (view) => {
      if (highlightsOf(view.state).hovered) view.dispatch(withHighlights(view.state.tr, { hovered: null }));
      return false;
    },
    pointerdown: (view, event) => {
      const chip = event instanceof PointerEvent ? chipUnder(event)?.element.parentElement : null;
      if (chip && event instanceof PointerEvent) dragAnchor(event, view, session, chip);
      return false;
    },
    mousedown: (view, event) => {
      if (event instanceof MouseEvent) pressed = event;
      forgetPointed(view);
      // A page anchor is dragged itself, and no selection with it.
      if (event instanceof MouseEvent && event.button === 0 && chipUnder(event)) event.preventDefault();
      return event.defaultPrevented;
    },
    // Not the editor's own notion of a click: it takes a second one soon after the first for a double click.
    click: (view, event) => {
      if (event instanceof MouseEvent && isNear(pressed, event)) events.current.onClick(view, event);
      return false;
    },
    compositionstart: () => {
      session.composing.set(true);
      return false;
    },
    compositionend: (view) => {
      session.composing.set(false);
      setTimeout(() => endComposition(view), compositionSettlesMs);
      return false;
    },
    blur: () => {
      void session.flush();
      return false;
    },
  };
}

/** The editor reads what an input method left a moment after it has finished. */
const compositionSettlesMs = 60;

/** Lets the guard of the anchors look at what was composed. */
function endComposition(view: EditorView): void {
  if (!view.isDestroyed && !view.composing) view.dispatch(view.state.tr.setMeta(compositionEnded, true));
}

/** Whether a click ended where the button was pressed: else words were dragged over. */
const isNear = (pressed: MouseEvent | null, clicked: MouseEvent): boolean =>
  pressed !== null && Math.hypot(pressed.clientX - clicked.clientX, pressed.clientY - clicked.clientY) < 4;
