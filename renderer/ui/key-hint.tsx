import { type ReactNode, type RefObject, useContext, useEffect, useRef } from 'react';
import { Tooltip, TooltipTriggerStateContext } from 'react-aria-components/Tooltip';
import { flushSync } from 'react-dom';
import { classNames } from './class-names.ts';
import styles from './key-hint.module.css';
import tooltipTextStyles from './tooltip-text.module.css';

/** Keys as a person reads them: `Ctrl+K`. */
export function KeyHint({ keys }: { readonly keys: string }): ReactNode {
  return <kbd className={styles.keys}>{keys}</kbd>;
}

interface TooltipTextProps {
  readonly text: string;
  readonly keys?: string | undefined;
}

export function TooltipText({ text, keys }: TooltipTextProps): ReactNode {
  const tooltip = useRef<HTMLDivElement>(null);
  useSharedEscape(tooltip);
  return (
    <Tooltip ref={tooltip} className={classNames(tooltipTextStyles.tooltip)} offset={6}>
      {text}
      {keys !== undefined && <span className={tooltipTextStyles.keys}>{keys}</span>}
    </Tooltip>
  );
}

/** An open tooltip keeps Escape to itself. Where the mouse merely rests on its button and one types elsewhere, that would take
 *  the key from what it was meant for: then the tooltip is gone before it hears of it. */
function useSharedEscape(tooltip: RefObject<HTMLElement | null>): void {
  const state = useContext(TooltipTriggerStateContext);
  useEffect(() => {
    if (!state?.isOpen) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || isOfFocus(tooltip.current)) return;
      flushSync(() => state.close(true));
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [state, tooltip]);
}

/** Whether a tooltip describes what has the focus. */
const isOfFocus = (tooltip: HTMLElement | null): boolean =>
  tooltip !== null && (document.activeElement?.getAttribute('aria-describedby') ?? '').split(' ').includes(tooltip.id);
