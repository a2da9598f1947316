import { useEffect } from 'react';
import { session as windowSession } from '../../session/session-store.ts';
import { createStore, type ReadableStore } from '../../store.ts';
import type { DocumentSession } from '../document-session.ts';
import { type MarkedLine, withProofreading } from '../transcription/proofread-decorations.ts';
import { restAtCaret } from './proof-actions.ts';
import { type ProofCount, type ProofLines, proofCount, proofLines } from './proof-lines.ts';

const count = createStore<ProofCount | null>(null);

/** How far the document is read, a moment behind the typing; null while nobody proofreads. */
export const proofProgress: ReadableStore<ProofCount | null> = count;

/** How long after the last change the lines are counted again. */
const quietMs = 220;

/** Marks the lines that were read while a document is proofread. */
export function useProofreading(session: DocumentSession, isOn: boolean): void {
  useEffect(() => {
    const { tr } = session.editor.get();
    session.dispatch(withProofreading(tr, isOn ? { isOn } : { isOn, isResting: false, marks: [] }));
    if (!isOn) return;
    restAtCaret(session);
    const draw = (): void => {
      if (session.composing.get()) {
        drawSoon();
        return;
      }
      const found = proofLines(session);
      count.set(proofCount(found));
      session.dispatch(withProofreading(session.editor.get().tr, { marks: marked(found) }));
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let { doc } = session.editor.get();
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
      count.set(null);
    };
  }, [session, isOn]);
}

const moments = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

function marked({ lines, read }: ProofLines): readonly MarkedLine[] {
  const { editor } = windowSession().preferences;
  return lines.flatMap(({ key, from, to }) => {
    const by = read.get(key);
    if (!by) return [];
    const reader = by.editor === editor.siglum && editor.name !== '' ? editor.name : by.editor;
    return [{ from, to, by: `Read by ${reader}, ${moments.format(new Date(by.time))}` }];
  });
}
