import type { Node } from 'prosemirror-model';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { DateFinding, DateFix } from '../../../shared/contract/payloads/date-findings.ts';
import { emendWords } from '../../../shared/edit/mark-commands.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { openDocument } from '../../actions/document-actions.ts';
import { goTo } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { ask } from '../../platform/bridge.ts';
import { showFault } from '../../platform/faults.ts';
import { useStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';
import { Button } from '../../ui/button.tsx';
import { DateQueue, wordsOf } from '../correspondence/date-queue.tsx';
import styles from './references-section.module.css';

interface Found {
  /** Null when nothing could be found out. */
  readonly findings: readonly DateFinding[] | null;
  readonly session: DocumentSession;
  readonly doc: Node;
}

/** Dates of the document that cannot be, or do not fit those of others, with what would mend them. */
export function DatesSection({ session }: { readonly session: DocumentSession }): ReactNode {
  const { findings, isOutdated, look } = useFindings(session);
  const onShow = useCallback(({ start, text, others }: DateFinding): void => {
    const [other] = others;
    if (start !== null) goTo({ kind: 'range', from: start, to: start + text.length });
    else if (other) void openDocument(other.document, null);
  }, []);
  const onFix = useCallback(
    (_: DateFinding, fix: DateFix): void => void fixOpen(session, fix).then((isDone) => (isDone ? look() : undefined)),
    [session, look],
  );
  const outdated = isOutdated ? t`The text has been changed since they were found.` : null;
  const whyNot = session.readOnly === null ? outdated : retold(session.readOnly);
  return (
    <section aria-labelledby="details-dates" className={styles.section}>
      <h3 id="details-dates" className={styles.heading}>{t`Dates`}</h3>
      {findings === null && !isOutdated && <p className={styles.soft}>{t`Looking at them…`}</p>}
      {isOutdated && <Button look="quiet" onPress={() => void look()}>{t`Look at the dates again`}</Button>}
      {findings?.length === 0 && <p className={styles.soft}>{t`No date looks wrong.`}</p>}
      {findings !== null && findings.length > 0 && (
        <DateQueue findings={findings} isOfMany={false} whyNot={whyNot} onShow={onShow} onFix={onFix} />
      )}
    </section>
  );
}

/** Mends a date of the open document: words by an act that the undo of the text takes back, the date of the header by one that a button does.
 *  @returns whether it was mended */
async function fixOpen(session: DocumentSession, fix: DateFix): Promise<boolean> {
  if (fix.kind === 'words') {
    const { from, to, was, words } = fix;
    const { doc } = session.editor.get();
    return to <= doc.content.size && doc.textBetween(from, to) === was && session.run(emendWords(from, to, words));
  }
  const { date } = session.facts.get().metadata;
  if (date?.when !== fix.was) return false;
  const keep = async (when: string): Promise<boolean> => {
    const fault = await session.setMetadata({ date: { text: date.text, when } });
    if (fault) showFault(fault);
    return fault === null;
  };
  const isKept = await keep(fix.when);
  if (isKept) showToast(`${wordsOf(fix)}.`, { label: t`Undo`, run: () => void keep(fix.was) });
  return isKept;
}

/** What was found when the section was opened, after a fix, or when it was asked for last: it looks at the whole collection. */
function useFindings(session: DocumentSession) {
  const [known, setKnown] = useState<Found | null>(null);
  const found = known?.session === session ? known : null;
  const isChanged = useStore(session.editor, ({ doc }) => found !== null && doc !== found.doc);
  const look = useCallback(async (): Promise<void> => {
    if (!(await session.flush())) return;
    const { doc } = session.editor.get();
    const reply = await ask('dates:findings', { document: session.id });
    setKnown({ findings: reply?.findings ?? null, session, doc });
  }, [session]);
  useEffect(() => void look(), [look]);
  const findings = found?.findings ?? null;
  return { findings, isOutdated: isChanged || (found !== null && findings === null), look };
}
