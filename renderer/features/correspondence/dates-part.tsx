import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { DateFinding, DateFix, FoundDateFaults } from '../../../shared/contract/payloads/date-findings.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { counted, t } from '../../../shared/translation/translate.ts';
import { leaveDocument, openDocument } from '../../actions/document-actions.ts';
import { closePanel, useSession } from '../../model/session.ts';
import { ask } from '../../platform/bridge.ts';
import { showToast } from '../../platform/toast.ts';
import styles from './correspondence-panel.module.css';
import { DateQueue, wordsOf } from './date-queue.tsx';

type Found = FoundDateFaults & { readonly total: number };

function show({ document, start, text }: DateFinding): void {
  closePanel();
  void openDocument(document, start === null ? null : { kind: 'range', from: start, to: start + text.length });
}

/** What of the dates of the collection cannot be, to be mended one after the other. */
export function DatesPart(): ReactNode {
  const [found, setFound] = useState<Found | null>(null);
  const readOnly = useSession(({ collection }) => collection?.readOnly ?? null);
  const look = useCallback(async (): Promise<void> => {
    const now = await ask('dates:findings', { document: null });
    if (now) setFound(now);
    // The timeline is to show what was mended.
    await ask('correspondence:look', null);
  }, []);
  const fix = useCallback(
    async (finding: DateFinding, chosen: DateFix): Promise<void> => {
      await fixDate(finding, chosen, look);
    },
    [look],
  );
  useEffect(() => {
    // A document that is open would not hear of what is mended in it.
    void leaveDocument().then((isLeft) => {
      if (isLeft) void look();
    });
  }, [look]);
  if (!found) return <p className={styles.hint}>{t`Reading the dates of the documents…`}</p>;
  const { findings, total, unreadable } = found;
  return (
    <>
      {total === 0 && <p className={styles.hint}>{t`No date looks wrong.`}</p>}
      {total > 0 && (
        <p className={styles.hint}>
          {total > findings.length
            ? t`${counted(total, 'date')} to look at, of which these are the first ${findings.length}. A number mends it; Enter leads there.`
            : t`${counted(total, 'date')} to look at. A number mends it; Enter leads there.`}
        </p>
      )}
      <DateQueue
        findings={findings}
        isOfMany
        whyNot={readOnly}
        onShow={show}
        onFix={(one, chosen) => void fix(one, chosen)}
      />
      {unreadable.map((sentence) => (
        <p key={sentence} className={styles.hint}>
          {retold(sentence)}
        </p>
      ))}
    </>
  );
}

async function fixDate(finding: DateFinding, fix: DateFix, look: () => Promise<void>): Promise<void> {
  const fixed = await ask('dates:fix', { fix });
  if (!fixed) return;
  await look();
  if (fixed.kind === 'left') return showToast(retold(fixed.sentence));
  const { group, undo } = fixed;
  const takeBack = async (): Promise<void> => {
    if (undo) await ask('dates:fix', { fix: undo });
    else if (group && (await ask('dates:undo', { document: finding.document, group })) === false)
      showToast(t`“${finding.title}” was changed since: open it to take that back.`);
    await look();
  };
  showToast(t`${wordsOf(fix)} in “${finding.title}”.`, { label: t`Undo`, run: () => void takeBack() });
}
