import { type ReactNode, useEffect, useRef } from 'react';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { closePanel } from '../session/session-store.ts';
import { useSession } from '../session/use-session.ts';
import { Button } from '../ui/button.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { CheckResults } from './check-results.tsx';
import styles from './export.module.css';
import { ExportChoices } from './export-choices.tsx';
import { ExportOutcomeNote } from './export-outcome-note.tsx';
import { useExport } from './use-export.ts';

interface ExportPanelProps {
  readonly documents: readonly DocumentId[];
  readonly checkAtOnce: boolean;
}

/** Makes the edition: choose, check, write. */
export function ExportPanel({ documents, checkAtOnce }: ExportPanelProps): ReactNode {
  const collection = useSession((session) => session.collection);
  const edition = useExport(documents);
  const check = useRef(edition.check);
  check.current = edition.check;
  useEffect(() => {
    if (checkAtOnce) void check.current();
  }, [checkAtOnce]);
  const rows = (collection?.documents ?? []).filter((document) => documents.includes(document.id));
  const invalid = edition.results?.filter((result) => result.findings.length > 0).length ?? 0;
  return (
    <SidePanel
      title="Export"
      onClose={closePanel}
      foot={
        <>
          <Button look="primary" isDisabled={edition.isBusy} onPress={() => void edition.write(false)}>
            Write…
          </Button>
          <Button isDisabled={edition.isBusy} onPress={() => void edition.check()}>
            Check
          </Button>
          {invalid > 0 && (
            <Button look="quiet" isDisabled={edition.isBusy} onPress={() => void edition.write(true)}>
              Write also what is not valid…
            </Button>
          )}
          {edition.isBusy && (
            <span role="status" className={styles.busy}>
              Working…
            </span>
          )}
        </>
      }
    >
      <ExportChoices documents={rows} />
      {edition.outcome && <ExportOutcomeNote outcome={edition.outcome} />}
      {edition.results && <CheckResults results={edition.results} />}
    </SidePanel>
  );
}
