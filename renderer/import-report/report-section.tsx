import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { Heading } from 'react-aria-components/Heading';
import { classNames } from '../ui/class-names.ts';
import styles from './import-report.module.css';

interface ReportSectionProps {
  readonly heading: string;
  readonly count: number;
  readonly isOpenAtFirst: boolean;
  readonly children: ReactNode;
}

/** A part of the report that can be folded. */
export function ReportSection({ heading, count, isOpenAtFirst, children }: ReportSectionProps): ReactNode {
  return (
    <Disclosure defaultExpanded={isOpenAtFirst} className={classNames(styles.section)}>
      <Heading level={3} className={classNames(styles.heading)}>
        <Button slot="trigger" className={classNames(styles.trigger)}>
          <ChevronRight size={14} aria-hidden />
          {heading}
          <span className={styles.count}>{count}</span>
        </Button>
      </Heading>
      <DisclosurePanel className={classNames(styles.items)}>{children}</DisclosurePanel>
    </Disclosure>
  );
}
