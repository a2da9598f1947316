import { type ReactNode, useEffect, useMemo } from 'react';
import { retold } from '../../../shared/translation/retell.ts';
import { counted, t } from '../../../shared/translation/translate.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { openPanel, useSession } from '../../model/session.ts';
import { call } from '../../platform/bridge.ts';
import { useWholeStore } from '../../platform/store.ts';
import styles from './finding-count.module.css';
import { LiveFindings } from './live-findings.ts';

/** How much of the open document breaks the schemas, while it is checked as one types; a press lists it. */
export function FindingCount({ session }: { readonly session: DocumentSession }): ReactNode {
  const isOn = useSession(({ preferences }) => preferences.liveFindings);
  const live = useMemo(
    () => new LiveFindings(session, () => call('edition:watch', { document: session.id })),
    [session],
  );
  useEffect(() => (isOn ? live.follow() : undefined), [live, isOn]);
  const { findings, fault } = useWholeStore(live.state);
  if (!isOn || (findings === null && fault === null)) return null;
  const list = (): void => {
    const show = () => openPanel({ kind: 'export', documents: [session.id], checkAtOnce: true });
    void session.flush().then(show);
  };
  return (
    <button
      type="button"
      title={fault === null ? t`What breaks the schemas` : retold(fault)}
      className={styles.count}
      onClick={list}
    >
      {findings === null ? t`Not checked` : counted(findings.length, 'finding')}
    </button>
  );
}
