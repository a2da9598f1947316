import { type ReactNode, useMemo } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Popover } from 'react-aria-components/Popover';
import { t } from '../../shared/translation/translate.ts';
import { classNames } from './class-names.ts';
import styles from './spot-popover.module.css';

/** A place in the window, in CSS pixels. */
export interface Spot {
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

interface SpotPopoverProps {
  readonly spot: Spot;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** What it is called; a menu has a name of its own instead. */
  readonly title?: string;
  /** Look of the sheet, where it is not that of a small form. */
  readonly className?: string;
}

/** A small sheet beside a place that is no element of its own, such as words of the text. Escape closes it. */
export function SpotPopover({ spot, onClose, children, title, className }: SpotPopoverProps): ReactNode {
  const trigger = useMemo(() => ({ current: null as HTMLSpanElement | null }), []);
  return (
    <>
      <span
        ref={(element) => {
          trigger.current = element;
        }}
        className={styles.spot}
        style={{ left: spot.left, top: spot.top, height: spot.height }}
      />
      <Popover
        isOpen
        onOpenChange={onClose}
        triggerRef={trigger}
        placement="bottom start"
        offset={6}
        className={classNames(className ?? styles.popover)}
        {...(title === undefined && { 'aria-label': t`What is selected` })}
      >
        {title === undefined ? (
          children
        ) : (
          <Dialog className={classNames(styles.dialog)}>
            <Heading slot="title" className={classNames(styles.title)}>
              {title}
            </Heading>
            {children}
          </Dialog>
        )}
      </Popover>
    </>
  );
}
