import { CircleAlert, Info, Lock, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { retold } from '../../shared/translation/retell.ts';
import { t } from '../../shared/translation/translate.ts';
import { dismissFault, shownFaults } from '../platform/faults.ts';
import { useWholeStore } from '../platform/store.ts';
import { Button, CopyButton } from './button.tsx';
import { classNames } from './class-names.ts';
import faultListStyles from './fault-list.module.css';
import styles from './notice.module.css';

type NoticeKind = 'information' | 'locked' | 'warning' | 'failure';

interface NoticeProps {
  readonly kind: NoticeKind;
  readonly children: ReactNode;
  /** Buttons at its right end. */
  readonly actions?: ReactNode;
}

const icons: Readonly<Record<NoticeKind, LucideIcon>> = {
  information: Info,
  locked: Lock,
  warning: TriangleAlert,
  failure: CircleAlert,
};

/** A band across the window that says how things stand. */
export function Notice({ kind, children, actions }: NoticeProps): ReactNode {
  const Icon = icons[kind];
  return (
    <div role={kind === 'failure' ? 'alert' : 'status'} className={classNames(styles.notice, styles[kind])}>
      <Icon size={16} strokeWidth={1.9} aria-hidden />
      <div className={styles.words}>{children}</div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

/** The one place where faults are shown. */
export function FaultList(): ReactNode {
  const faults = useWholeStore(shownFaults);
  if (faults.length === 0) return null;
  return (
    <div className={faultListStyles.list}>
      {faults.map(({ number, fault }) => (
        <div key={number} role="alert" className={faultListStyles.fault}>
          <p className={faultListStyles.what}>{retold(fault.what)}</p>
          <p>{retold(fault.kept)}</p>
          <p>{retold(fault.next)}</p>
          <div className={faultListStyles.actions}>
            <CopyButton label={t`Copy details`} text={() => faultText(fault)} />
            <Button onPress={() => dismissFault(number)}>{t`Close`}</Button>
          </div>
        </div>
      ))}
    </div>
  );
}

/** Everything a fault says, for a mail to the developers. */
function faultText(fault: Fault): string {
  return [fault.what, fault.kept, fault.next, fault.details].filter(Boolean).join('\n\n');
}
