import { type ReactNode, useMemo } from 'react';
import type { BranchComparison } from '../../shared/contract/recovery.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { comparedParts } from '../versions/compared-parts.ts';
import { ComparedRows } from '../versions/compared-rows.tsx';
import { DifferenceList } from '../versions/difference-list.tsx';
import { countOf } from '../versions/figures-label.ts';
import styles from './recovery.module.css';
import { useBranchComparison } from './use-recovery.ts';

interface BranchDifferencesProps {
  readonly document: DocumentId;
  readonly first: string;
  readonly second: string;
  readonly secondName: string;
}

/** Two lines of changes word by word. */
export function BranchDifferences({ document, first, second, secondName }: BranchDifferencesProps): ReactNode {
  const shown = useBranchComparison(document, first, second);
  return (
    <section aria-label="Differences" className={styles.differences}>
      <h3 className={styles.name}>Where they differ</h3>
      {shown.kind === 'asking' && <p className={styles.quiet}>Comparing…</p>}
      {shown.kind === 'failed' && <p className={styles.quiet}>{shown.fault.what}</p>}
      {shown.kind === 'answered' && <Compared value={shown.value} secondName={secondName} />}
    </section>
  );
}

function Compared({ value, secondName }: { readonly value: BranchComparison; readonly secondName: string }): ReactNode {
  const { comparison, comments } = value;
  const parts = useMemo(() => comparedParts(comparison.rows), [comparison]);
  const { changes, annotations, anchors } = comparison;
  const tags = annotations.length + comments.length;
  if (changes + tags + anchors.length === 0) return <p className={styles.quiet}>Their texts and tags are the same.</p>;
  const figures = [
    changes > 0 && countOf(changes, 'change of words', 'changes of words'),
    tags > 0 && countOf(tags, 'tag'),
    anchors.length > 0 && countOf(anchors.length, 'page anchor'),
  ].filter((figure) => figure !== false);
  return (
    <>
      <p className={styles.quiet}>
        {figures.join(' · ')}. Struck out: as line 1 has it. Underlined: as {secondName.toLowerCase()} has it.
      </p>
      <ComparedRows parts={parts} layout="inline" current={null} pageOf={() => ''} onRestore={null} />
      <DifferenceList compared={value} onShow={null} onRestore={null} />
    </>
  );
}
