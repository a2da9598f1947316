import { useEffect } from 'react';
import type { ReadLine } from '../../../shared/document/review.ts';
import { inIdleSlices } from '../../idle-slices.ts';
import { session as windowSession } from '../../session/session-store.ts';
import { createStore, type ReadableStore } from '../../store.ts';
import type { DocumentSession } from '../document-session.ts';
import { withProofreading, withReadLines } from '../transcription/proofread-decorations.ts';
import { restAtCaret } from './proof-actions.ts';
import type { ProofCount } from './proof-lines.ts';

const count = createStore<ProofCount | null>(null);

/** How far the document is read, a moment behind the typing; null while nobody proofreads. */
export const proofProgress: ReadableStore<ProofCount | null> = count;

/** How long after the last change the lines are counted again. */
const quietMs = 220;

/** Marks the lines that were read while a document is proofread. */
export function useProofreading(session: DocumentSession, isOn: boolean): void {
  useEffect(() => {
    const { tr } = session.editor.get();
    session.dispatch(withProofreading(tr, isOn ? { isOn } : { isOn, isResting: false }));
    if (!isOn) return;
    session.proof.inWords = readInWords;
    let end: (() => void) | null = null;
    const stop = inIdleSlices((isTimeUp) => {
      if (!session.proof.readOn(isTimeUp)) return false;
      restAtCaret(session);
      end = followLines(session);
      return true;
    });
    return () => {
      stop();
      end?.();
      session.proof.end();
      count.set(null);
    };
  }, [session, isOn]);
}

/** Counts and marks the lines after each change, until the returned function is called. */
function followLines(session: DocumentSession): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let { doc } = session.editor.get();
  const draw = (): void => {
    if (session.composing.get()) {
      drawSoon();
      return;
    }
    session.proof.take(session.facts.get().reviews);
    const lines = session.proof.settled();
    count.set({ lines: lines.count, linesRead: lines.countRead });
    session.dispatch(withReadLines(session.editor.get().tr));
  };
  const drawSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(draw, quietMs);
  };
  draw();
  const ends = [
    session.facts.subscribe(draw),
    session.editor.subscribe(() => {
      const now = session.editor.get().doc;
      if (now !== doc) drawSoon();
      doc = now;
    }),
  ];
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}

const moments = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

function readInWords({ editor: siglum, time }: ReadLine): string {
  const { editor } = windowSession().preferences;
  const reader = siglum === editor.siglum && editor.name !== '' ? editor.name : siglum;
  return `Read by ${reader}, ${moments.format(new Date(time))}`;
}
