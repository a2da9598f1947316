import type { ReactNode } from 'react';
import type { DocumentRecovery } from '../../shared/contract/recovery.ts';
import { changedLabel } from '../collection/changed-label.ts';
import { countOf } from '../versions/figures-label.ts';
import styles from './recovery.module.css';

interface OneBranchProps {
  /** Name of the file that the document was imported from. */
  readonly name: string;
  readonly recovery: DocumentRecovery;
}

/** What a salvage of a damaged document comes to. */
export function OneBranch({ name, recovery }: OneBranchProps): ReactNode {
  const [branch] = recovery.branches;
  if (!branch)
    return (
      <p>
        Nothing of “{name}” can be read. Bring its folder back from a backup; nothing of what is there is touched
        meanwhile.
      </p>
    );
  const { records, editor, time } = branch;
  return (
    <div className={styles.words}>
      <p>
        “{name}” can be read up to change {records}, made by {editor}, {changedLabel(time, new Date())}. A new document
        takes its place with everything up to there: text, tags, versions and undo.
      </p>
      {recovery.adrift > 0 && (
        <p>
          {countOf(recovery.adrift, 'later change')} can be read and cannot be joined to it, because what came in
          between is lost. They are kept with the damaged files.
        </p>
      )}
      <p>
        The damaged document is kept whole in the folder <b>recovered</b> of the collection, so that a backup or an
        expert can bring the rest back.
      </p>
    </div>
  );
}
