import { type ReactNode, useState } from 'react';
import type { DocumentRecovery } from '../../../shared/contract/payloads/recovery.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { plural, t } from '../../../shared/translation/translate.ts';
import { openedDocument, requestKeptBranches } from '../../actions/document-actions.ts';
import { changedLabel } from '../../model/labels.ts';
import { closePanel } from '../../model/session.ts';
import { Button } from '../../ui/button.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import { BranchChoices, recoveredFolder } from './branch-choices.tsx';
import styles from './recovery.module.css';
import { useRecovery } from './use-recovery.ts';

interface OneBranchProps {
  /** Name of the file that the document was imported from. */
  readonly name: string;
  readonly recovery: DocumentRecovery;
}

/** What a salvage of a damaged document comes to. */
function OneBranch({ name, recovery }: OneBranchProps): ReactNode {
  const [branch] = recovery.branches;
  if (!branch)
    return (
      <p>{t`Nothing of “${name}” can be read. Bring its folder back from a backup; nothing of what is there is touched meanwhile.`}</p>
    );
  const { records, editor, time } = branch;
  return (
    <div className={styles.words}>
      <p>{t`“${name}” can be read up to change ${records}, made by ${editor}, ${changedLabel(time, new Date())}. A new document takes its place with everything up to there: text, tags, versions and undo.`}</p>
      {recovery.adrift > 0 && (
        <p>
          {plural(
            recovery.adrift,
            t`${recovery.adrift} later change can be read and cannot be joined to it, because what came in between is lost. They are kept with the damaged files.`,
            t`${recovery.adrift} later changes can be read and cannot be joined to it, because what came in between is lost. They are kept with the damaged files.`,
          )}
        </p>
      )}
      <p>{t`The damaged document is kept whole in the folder ${recoveredFolder} of the collection, so that a backup or an expert can bring the rest back.`}</p>
    </div>
  );
}

/** What a person can do about a document that is damaged, or was changed in two copies at once. */
export function RecoveryPanel({ document }: { readonly document: DocumentId }): ReactNode {
  const shown = useRecovery(document);
  const [isBusy, setBusy] = useState(false);
  const keep = (tips: readonly string[]): void => {
    setBusy(true);
    void requestKeptBranches(document, tips).finally(() => setBusy(false));
  };
  const recovery = shown.kind === 'answered' ? shown.value : null;
  return (
    <SidePanel
      title={recovery ? titleOf(recovery) : t`What can be read`}
      isWide
      onClose={closePanel}
      foot={recovery && <Foot recovery={recovery} isBusy={isBusy} onKeep={keep} />}
    >
      {shown.kind === 'asking' && <p className={styles.quiet}>{t`Reading the journals…`}</p>}
      {shown.kind === 'failed' && (
        <p role="alert">
          {retold(shown.fault.what)} {retold(shown.fault.kept)} {retold(shown.fault.next)}
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
    <section className={styles.found} aria-label={t`What was found`}>
      <h3 className={styles.name}>{t`What was found`}</h3>
      <p className={styles.quiet}>{retold(reason)}</p>
    </section>
  );
}

const titleOf = ({ branches }: DocumentRecovery): string =>
  branches.length > 1 ? t`Changed in two copies` : t`Save what can be read`;

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
        <Button look="primary" isDisabled={isBusy} onPress={() => onKeep(tips)}>{t`Save as a new document`}</Button>
      )}
      {tips.length > 1 && (
        <Button look="primary" isDisabled={isBusy} onPress={() => onKeep(tips)}>
          {tips.length === 2 ? t`Keep both as two documents` : t`Keep all as ${tips.length} documents`}
        </Button>
      )}
      <Button look="quiet" isDisabled={isBusy} onPress={closePanel}>{t`Leave it as it is`}</Button>
      {isBusy && <span role="status" className={styles.quiet}>{t`Saving…`}</span>}
    </>
  );
}
