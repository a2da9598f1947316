import { type ReactNode, useMemo, useState } from 'react';
import type { BranchComparison, BranchSummary, DocumentRecovery } from '../../../shared/contract/payloads/recovery.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { counted, plural, t } from '../../../shared/translation/translate.ts';
import { changedLabel } from '../../model/labels.ts';
import { Button } from '../../ui/button.tsx';
import { ComparedRows, comparedParts } from '../versions/compared-rows.tsx';
import { DifferenceList } from '../versions/difference-list.tsx';
import styles from './recovery.module.css';
import { useBranchComparison } from './use-recovery.ts';

/** Where the old files are, within the folder of the collection. */
export const recoveredFolder = 'recovered';

interface BranchDifferencesProps {
  readonly document: DocumentId;
  readonly first: string;
  readonly second: string;
  /** Its number, from 1. */
  readonly secondNumber: number;
}

/** Two lines of changes word by word. */
function BranchDifferences({ document, first, second, secondNumber }: BranchDifferencesProps): ReactNode {
  const shown = useBranchComparison(document, first, second);
  return (
    <section aria-label={t`Differences`} className={styles.differences}>
      <h3 className={styles.name}>{t`Where they differ`}</h3>
      {shown.kind === 'asking' && <p className={styles.quiet}>{t`Comparing…`}</p>}
      {shown.kind === 'failed' && <p className={styles.quiet}>{retold(shown.fault.what)}</p>}
      {shown.kind === 'answered' && <Compared value={shown.value} secondNumber={secondNumber} />}
    </section>
  );
}

interface ComparedProps extends Pick<BranchDifferencesProps, 'secondNumber'> {
  readonly value: BranchComparison;
}

function Compared({ value, secondNumber }: ComparedProps): ReactNode {
  const { comparison, comments } = value;
  const parts = useMemo(() => comparedParts(comparison.rows), [comparison]);
  const { changes, annotations, anchors } = comparison;
  const tags = annotations.length + comments.length;
  if (changes + tags + anchors.length === 0)
    return <p className={styles.quiet}>{t`Their texts and tags are the same.`}</p>;
  const figures = [
    changes > 0 && counted(changes, 'change of words', 'changes of words'),
    tags > 0 && counted(tags, 'tag'),
    anchors.length > 0 && counted(anchors.length, 'page anchor'),
  ].filter((figure) => figure !== false);
  return (
    <>
      <p className={styles.quiet}>
        {figures.join(' · ')}. {t`Struck out: as line 1 has it. Underlined: as line ${secondNumber} has it.`}
      </p>
      <ComparedRows parts={parts} layout="inline" current={null} pageOf={() => ''} onRestore={null} />
      <DifferenceList compared={value} onShow={null} onRestore={null} />
    </>
  );
}

interface BranchChoicesProps {
  readonly document: DocumentId;
  /** With two branches or more. */
  readonly recovery: DocumentRecovery;
  readonly isBusy: boolean;
  readonly onKeep: (tips: readonly string[]) => void;
}

/** The lines of changes of a document side by side, each of which can be kept. */
export function BranchChoices({ document, recovery, isBusy, onKeep }: BranchChoicesProps): ReactNode {
  const { branches, commonSeq, adrift } = recovery;
  const [against, setAgainst] = useState(1);
  const [first, second] = [branches[0], branches[against]];
  return (
    <div className={styles.words}>
      <p>
        {branches.length === 2
          ? t`This document was changed in two copies of the collection at once. They are the same up to change ${commonSeq}.`
          : t`This document was changed in several copies of the collection at once. They are the same up to change ${commonSeq}.`}{' '}
        {t`Whichever you keep, nothing is lost: the old files, with every line in them, stay in the folder ${recoveredFolder} of the collection.`}
      </p>
      {adrift > 0 && (
        <p>
          {plural(
            adrift,
            t`${adrift} more change can be read and cannot be joined to any line; they are kept there too.`,
            t`${adrift} more changes can be read and cannot be joined to any line; they are kept there too.`,
          )}
        </p>
      )}
      <ul className={styles.cards} aria-label={t`Lines of changes`}>
        {branches.map((branch, index) => (
          <BranchCard
            key={branch.tip}
            branch={branch}
            name={nameOf(index)}
            isBusy={isBusy}
            onKeep={() => onKeep([branch.tip])}
            onCompare={branches.length > 2 && index > 0 && index !== against ? () => setAgainst(index) : null}
          />
        ))}
      </ul>
      {first && second && (
        <BranchDifferences document={document} first={first.tip} second={second.tip} secondNumber={against + 1} />
      )}
    </div>
  );
}

const nameOf = (index: number): string => t`Line ${index + 1}`;

interface BranchCardProps {
  readonly branch: BranchSummary;
  readonly name: string;
  readonly isBusy: boolean;
  readonly onKeep: () => void;
  /** Null when it is compared already. */
  readonly onCompare: (() => void) | null;
}

function BranchCard({ branch, name, isBusy, onKeep, onCompare }: BranchCardProps): ReactNode {
  const { editor, time, records, ownRecords, ownEdits } = branch;
  return (
    <li className={styles.card}>
      <h3 className={styles.name}>{name}</h3>
      <p>{t`Last changed by ${editor}, ${changedLabel(time, new Date())}`}</p>
      <p className={styles.quiet}>
        {ownRecords === 0
          ? t`Nothing of its own · ${counted(records, 'record')} in all`
          : t`${counted(ownEdits, 'edit')} of its own · ${counted(records, 'record')} in all, ${ownRecords} since they parted`}
      </p>
      <div className={styles.actions}>
        <Button isDisabled={isBusy} label={t`Keep this one: ${name}`} onPress={onKeep}>{t`Keep this one`}</Button>
        {onCompare && <Button look="quiet" onPress={onCompare}>{t`Compare with line 1`}</Button>}
      </div>
    </li>
  );
}
