import { type LucideIcon, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { interfaceLanguage, t } from '../../shared/translation/translate.ts';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import emptyStateStyles from './empty-state.module.css';
import paneHeaderStyles from './pane-header.module.css';
import sidePanelStyles from './side-panel.module.css';
import smallDialogStyles from './small-dialog.module.css';

interface SidePanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Stays at the foot while the rest scrolls. */
  readonly foot?: ReactNode;
  readonly isWide?: boolean;
  /** Wider still: for two lists side by side. */
  readonly isBroad?: boolean;
}

/** A sheet over the right edge of the window. What is under it stays alive; Escape closes it. */
export function SidePanel(props: SidePanelProps): ReactNode {
  const { title, onClose, children, foot, isWide = false, isBroad = false } = props;
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
      className={classNames(sidePanelStyles.panel, isWide && sidePanelStyles.wide, isBroad && sidePanelStyles.broad)}
    >
      <div className={sidePanelStyles.head}>
        <h2 className={sidePanelStyles.title}>{title}</h2>
        <IconButton icon={X} label={t`Close ${withinSentence(title)}`} keys={t`Esc`} onPress={onClose} />
      </div>
      <div className={sidePanelStyles.body}>{children}</div>
      {foot !== undefined && <div className={sidePanelStyles.foot}>{foot}</div>}
    </section>
  );
}

/** Escape closes wherever the focus is, unless something nearer to it has taken the key. */
/** German writes its nouns with a capital within a sentence, too. */
const withinSentence = (title: string): string => (interfaceLanguage() === 'de' ? title : title.toLowerCase());

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

interface SmallDialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A question that must be answered before going on. */
export function SmallDialog({ title, isOpen, onClose, children }: SmallDialogProps): ReactNode {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable
      className={classNames(smallDialogStyles.overlay)}
    >
      <Modal className={classNames(smallDialogStyles.modal)}>
        <Dialog className={classNames(smallDialogStyles.dialog)}>
          <Heading slot="title" className={classNames(smallDialogStyles.title)}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The bar at the top of a pane. */
export function PaneHeader({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={paneHeaderStyles.header}>{children}</div>;
}

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children: ReactNode;
  /** What can be done about it. */
  readonly actions?: ReactNode;
}

/** Stands where there is nothing yet, and says how something comes there. */
export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps): ReactNode {
  return (
    <div className={emptyStateStyles.state}>
      <Icon size={30} strokeWidth={1.25} aria-hidden />
      <h2 className={emptyStateStyles.title}>{title}</h2>
      <div className={emptyStateStyles.words}>{children}</div>
      {actions !== undefined && <div className={emptyStateStyles.actions}>{actions}</div>}
    </div>
  );
}
