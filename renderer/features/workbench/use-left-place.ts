import { useEffect, useRef } from 'react';
import type { LeftPlace } from '../../../shared/contract/payloads/preferences.ts';
import { editorView } from '../../editor/shown-view.ts';
import { positionAtTop, showAtTop } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { call } from '../../platform/bridge.ts';
import type { Facsimile } from '../facsimile/facsimile-model.ts';
import { facsimileView } from '../facsimile/facsimile-view.ts';

/** How long a place waits for another one before it is kept. */
const restMs = 500;

/** Goes on where the document was left, unless it was opened to lead somewhere, and keeps where it is left.
 *  @param isLed whether it was opened to lead somewhere */
export function useLeftPlace(session: DocumentSession, facsimile: Facsimile, isLed: boolean): void {
  // Where one is led to later is a place like any.
  const isLedNow = useRef(isLed);
  isLedNow.current = isLed;
  useEffect(() => {
    const { left } = session.opened;
    if (left && !isLedNow.current) {
      showAtTop(left.top);
      facsimile.showAsLeft(left.page);
    }
    return notePlaces(session);
  }, [session, facsimile]);
}

/** Keeps where the person is until the returned function is called: what changes there costs a timer, and no more before it rests. */
function notePlaces(session: DocumentSession): () => void {
  let last: LeftPlace | null = session.opened.left;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const note = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const { anchor, head } = session.editor.get().selection;
    const isShown = editorView.get()?.state === session.editor.get();
    const top = (isShown ? positionAtTop() : null) ?? last?.top ?? 0;
    const place: LeftPlace = { anchor, head, top, page: facsimileView.get().page };
    if (last && isSame(last, place)) return;
    last = place;
    void call('document:note-place', { document: session.id, place });
  };
  const noteSoon = (): void => {
    timer ??= setTimeout(note, restMs);
  };
  let box: Element | null = null;
  const attach = (): void => {
    box?.removeEventListener('scroll', noteSoon);
    box = editorView.get()?.dom.closest('[data-scroll]') ?? null;
    box?.addEventListener('scroll', noteSoon, { passive: true });
  };
  attach();
  const ends = [editorView.subscribe(attach), session.editor.subscribe(noteSoon), facsimileView.subscribe(noteSoon)];
  return () => {
    for (const end of ends) end();
    box?.removeEventListener('scroll', noteSoon);
    if (timer !== undefined) note();
  };
}

const isSame = (one: LeftPlace, other: LeftPlace): boolean =>
  one.anchor === other.anchor && one.head === other.head && one.top === other.top && one.page === other.page;
