import type { ReactNode } from 'react';
import type { NoteId } from '../../../shared/document/identifier.ts';
import type { NoteEvent } from '../../../shared/journal/note-history.ts';
import { t } from '../../../shared/translation/translate.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { changedLabel } from '../../model/labels.ts';
import { call } from '../../platform/bridge.ts';
import { showFault } from '../../platform/faults.ts';
import { createStore, useWholeStore } from '../../platform/store.ts';
import { type Spot, SpotPopover } from '../../ui/spot-popover.tsx';
import styles from './note-history.module.css';

/** The history of a note that is on the screen. */
interface ShownNoteHistory {
  readonly title: string;
  readonly events: readonly NoteEvent[];
  readonly spot: Spot;
}

export const shownNoteHistory = createStore<ShownNoteHistory | null>(null);

/** Shows what was done to a note, beside what has the focus. */
export async function showNoteHistory(session: DocumentSession, note: NoteId, title: string): Promise<void> {
  const { left, top, height } = document.activeElement?.getBoundingClientRect() ?? new DOMRect();
  if (!(await session.flush())) return;
  const reply = await call('document:note-history', { document: session.id, note });
  if (!reply.ok) showFault(reply.fault);
  else shownNoteHistory.set({ title, events: reply.value, spot: { left, top, height } });
}

/** Who wrote, changed, resolved and reopened a note, latest first. */
export function NoteHistory(): ReactNode {
  const shown = useWholeStore(shownNoteHistory);
  if (!shown) return null;
  const { events, spot, title } = shown;
  return (
    <SpotPopover spot={spot} title={title} onClose={() => shownNoteHistory.set(null)}>
      {events.length === 0 ? (
        <p className={styles.who}>{t`The note is as it was imported.`}</p>
      ) : (
        <ol aria-label={t`History`} className={styles.events}>
          {events.toReversed().map((event) => (
            <li key={`${event.seq} ${event.kind}`}>
              <span>{inWords(event)}</span>
              <span className={styles.who}>
                {event.isUndo
                  ? t`${event.editor}, ${changedLabel(event.time, new Date())}, by undo`
                  : `${event.editor}, ${changedLabel(event.time, new Date())}`}
              </span>
            </li>
          ))}
        </ol>
      )}
    </SpotPopover>
  );
}

/** More of a note is cut. */
const mostShown = 120;

function inWords({ kind, text }: NoteEvent): string {
  const shown = text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
  const words: Readonly<Record<NoteEvent['kind'], string>> = {
    added: t`Written: “${shown}”`,
    changed: t`Changed: “${shown}”`,
    resolved: t`Resolved`,
    reopened: t`Reopened`,
    removed: t`Removed`,
  };
  return words[kind];
}
