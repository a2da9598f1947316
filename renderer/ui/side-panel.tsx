import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import styles from './side-panel.module.css';

interface SidePanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Stays at the foot while the rest scrolls. */
  readonly foot?: ReactNode;
  readonly isWide?: boolean;
}

/** A sheet over the right edge of the window. What is under it stays alive; Escape closes it. */
export function SidePanel({ title, onClose, children, foot, isWide = false }: SidePanelProps): ReactNode {
  useEscape(onClose);
  const box = useRef<HTMLElement>(null);
  // Before a field that takes the focus by itself has done so.
  const before = useRef(document.activeElement).current;
  useEffect(() => {
    if (!box.current?.contains(document.activeElement)) box.current?.focus({ preventScroll: true });
    return () => {
      const isThere = before instanceof HTMLElement && before.isConnected && before !== document.body;
      const back = isThere ? before : document.querySelector<HTMLElement>('[data-keyboard-home]');
      back?.focus({ preventScroll: true });
    };
  }, [before]);
  return (
    <section
      ref={box}
      tabIndex={-1}
      data-keyboard-home
      aria-label={title}
      className={classNames(styles.panel, isWide && styles.wide)}
    >
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <IconButton icon={X} label={`Close ${title.toLowerCase()}`} keys="Esc" onPress={onClose} />
      </div>
      <div className={styles.body}>{children}</div>
      {foot !== undefined && <div className={styles.foot}>{foot}</div>}
    </section>
  );
}

/** Escape closes wherever the focus is, unless something nearer to it has taken the key. */
function useEscape(onEscape: () => void): void {
  const latest = useRef(onEscape);
  latest.current = onEscape;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
