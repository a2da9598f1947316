import { CircleAlert, Info, Lock, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './notice.module.css';

export type NoticeKind = 'information' | 'locked' | 'warning' | 'failure';

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
