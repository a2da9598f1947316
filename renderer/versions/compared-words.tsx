import { Fragment, type ReactNode } from 'react';
import { classNames } from '../ui/class-names.ts';
import type { NumberedRun } from './compared-parts.ts';
import styles from './comparison.module.css';

interface ComparedWordsProps {
  readonly runs: readonly NumberedRun[];
  /** Which words are left out: those of the other column. */
  readonly without?: 'removed' | 'added';
  /** The change that is stood on. */
  readonly current: number | null;
}

/** Words of a row: taken away ones struck, added ones underlined, both with a sign besides. */
export function ComparedWords({ runs, without, current }: ComparedWordsProps): ReactNode {
  return (
    <p className={styles.words} data-selectable>
      {runs
        .filter(({ run }) => run.kind !== without)
        .map(({ run, change }) => {
          const attributes = {
            'data-change': change ?? undefined,
            className: classNames(styles[run.kind], change !== null && change === current && styles.current),
          };
          return (
            <Fragment key={`${run.kind} ${run.from}`}>
              {run.kind === 'same' && <span>{run.text}</span>}
              {run.kind === 'removed' && (
                <del {...attributes}>
                  <span>{run.text}</span>
                </del>
              )}
              {run.kind === 'added' && (
                <ins {...attributes}>
                  <span>{run.text}</span>
                </ins>
              )}{' '}
            </Fragment>
          );
        })}
    </p>
  );
}
