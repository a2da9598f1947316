import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ExportReply } from '../../shared/contract/edition.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import styles from './export.module.css';

/** Beyond this many files only their number is said. */
const mostListed = 12;

interface ExistingFilesProps {
  readonly existing: Extract<ExportReply, { readonly kind: 'exists' }>;
  readonly onOverwrite: () => void;
  readonly onChooseOther: () => void;
}

/** Files that stand where the edition would be written: asks before they are overwritten. */
export function ExistingFiles({ existing, onOverwrite, onChooseOther }: ExistingFilesProps): ReactNode {
  const { folder, files } = existing;
  const isOne = files.length === 1;
  return (
    <section aria-label="Files that are there" className={classNames(styles.outcome)}>
      <div role="status" className={styles.outcomeHead}>
        <TriangleAlert size={18} strokeWidth={1.8} aria-hidden />
        <b>
          Nothing was written yet: {isOne ? 'one file is' : `${files.length} files are`} there already and would be
          overwritten
        </b>
      </div>
      <p data-selectable className={styles.folder}>
        {folder}
      </p>
      {files.slice(0, mostListed).map((file) => (
        <p key={file} data-selectable className={styles.file}>
          {file}
        </p>
      ))}
      {files.length > mostListed && <p className={styles.file}>and {files.length - mostListed} more</p>}
      <div className={styles.answers}>
        <Button look="danger" onPress={onOverwrite}>
          {isOne ? 'Overwrite it' : 'Overwrite them'}
        </Button>
        <Button onPress={onChooseOther}>Choose another folder…</Button>
      </div>
    </section>
  );
}
