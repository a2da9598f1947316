import { type ReactNode, useState } from 'react';
import type { DocumentRecovery } from '../../shared/contract/recovery.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { keepBranches, openedDocument } from '../session/document-actions.ts';
import { closePanel } from '../session/session-store.ts';
import { Button } from '../ui/button.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { BranchChoices } from './branch-choices.tsx';
import { OneBranch } from './one-branch.tsx';
import styles from './recovery.module.css';
import { useRecovery } from './use-recovery.ts';

/** What a person can do about a document that is damaged, or was changed in two copies at once. */
export function RecoveryPanel({ document }: { readonly document: DocumentId }): ReactNode {
  const shown = useRecovery(document);
  const [isBusy, setBusy] = useState(false);
  const keep = (tips: readonly string[]): void => {
    setBusy(true);
    void keepBranches(document, tips).finally(() => setBusy(false));
  };
  const recovery = shown.kind === 'answered' ? shown.value : null;
  return (
    <SidePanel
      title={recovery ? titleOf(recovery) : 'What can be read'}
      isWide
      onClose={closePanel}
      foot={recovery && <Foot recovery={recovery} isBusy={isBusy} onKeep={keep} />}
    >
      {shown.kind === 'asking' && <p className={styles.quiet}>Reading the journals…</p>}
      {shown.kind === 'failed' && (
        <p role="alert">
          {shown.fault.what} {shown.fault.kept} {shown.fault.next}
        </p>
      )}
      {recovery &&
        (recovery.branches.length > 1 ? (
          <BranchChoices document={document} recovery={recovery} isBusy={isBusy} onKeep={keep} />
        ) : (
          <OneBranch name={openedDocument()?.opened.source.name ?? ''} recovery={recovery} />
        ))}
      {recovery && <Found reason={openedDocument()?.readOnly ?? null} />}
    </SidePanel>
  );
}

/** What opening found, with the place of it: for whoever brings files back from a backup. */
function Found({ reason }: { readonly reason: string | null }): ReactNode {
  if (reason === null) return null;
  return (
    <section className={styles.found} aria-label="What was found">
      <h3 className={styles.name}>What was found</h3>
      <p className={styles.quiet}>{reason}</p>
    </section>
  );
}

const titleOf = ({ branches }: DocumentRecovery): string =>
  branches.length > 1 ? 'Changed in two copies' : 'Save what can be read';

interface FootProps {
  readonly recovery: DocumentRecovery;
  readonly isBusy: boolean;
  readonly onKeep: (tips: readonly string[]) => void;
}

function Foot({ recovery, isBusy, onKeep }: FootProps): ReactNode {
  const tips = recovery.branches.map(({ tip }) => tip);
  return (
    <>
      {tips.length === 1 && (
        <Button look="primary" isDisabled={isBusy} onPress={() => onKeep(tips)}>
          Save as a new document
        </Button>
      )}
      {tips.length > 1 && (
        <Button look="primary" isDisabled={isBusy} onPress={() => onKeep(tips)}>
          {tips.length === 2 ? 'Keep both as two documents' : `Keep all as ${tips.length} documents`}
        </Button>
      )}
      <Button look="quiet" isDisabled={isBusy} onPress={closePanel}>
        Leave it as it is
      </Button>
      {isBusy && (
        <span role="status" className={styles.quiet}>
          Saving…
        </span>
      )}
    </>
  );
}
