import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ExportFormat } from '../../shared/contract/edition.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { closePanel } from '../session/session-store.ts';
import { useSession } from '../session/use-session.ts';
import { Button } from '../ui/button.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { CheckResults } from './check-results.tsx';
import { ExistingFiles } from './existing-files.tsx';
import styles from './export.module.css';
import { ExportChoices } from './export-choices.tsx';
import { ExportOutcomeNote } from './export-outcome-note.tsx';
import { useExport } from './use-export.ts';

type Scope = 'chosen' | 'all';

interface ExportPanelProps {
  /** What was chosen when the panel was opened. */
  readonly documents: readonly DocumentId[];
  readonly checkAtOnce: boolean;
}

/** Makes the edition: choose, check, write. */
export function ExportPanel({ documents: chosen, checkAtOnce }: ExportPanelProps): ReactNode {
  const [scope, setScope] = useState<Scope>('chosen');
  const [format, setFormat] = useState<ExportFormat>('tei');
  const collection = useSession((session) => session.collection);
  const all = collection?.documents ?? [];
  const rows = scope === 'all' ? all : all.filter((document) => chosen.includes(document.id));
  const edition = useExport(
    rows.map((document) => document.id),
    format,
  );
  const check = useRef(edition.check);
  check.current = edition.check;
  useEffect(() => {
    if (checkAtOnce) void check.current();
  }, [checkAtOnce]);
  const invalid = edition.results?.filter((result) => result.findings.length > 0).length ?? 0;
  return (
    <SidePanel
      title="Export"
      onClose={closePanel}
      foot={
        <>
          <Button look="primary" isPending={edition.isBusy} onPress={() => void edition.write(false)}>
            Write…
          </Button>
          {format === 'tei' && (
            <Button isPending={edition.isBusy} onPress={() => void edition.check()}>
              Check
            </Button>
          )}
          {invalid > 0 && (
            <Button look="quiet" isPending={edition.isBusy} onPress={() => void edition.write(true)}>
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
      {chosen.length < all.length && (
        <ScopeChoice
          scope={scope}
          chosen={chosen.length}
          all={all.length}
          onScope={(next) => {
            setScope(next);
            edition.forget();
          }}
        />
      )}
      <ExportChoices
        documents={rows}
        format={format}
        onFormat={(next) => {
          setFormat(next);
          edition.forget();
        }}
      />
      {edition.existing && (
        <ExistingFiles
          existing={edition.existing}
          onOverwrite={() => void edition.overwrite()}
          onChooseOther={() => void edition.again()}
        />
      )}
      {edition.outcome && <ExportOutcomeNote outcome={edition.outcome} />}
      {edition.results && <CheckResults results={edition.results} />}
    </SidePanel>
  );
}

interface ScopeChoiceProps {
  readonly scope: Scope;
  /** Numbers of documents. */
  readonly chosen: number;
  readonly all: number;
  readonly onScope: (scope: Scope) => void;
}

function ScopeChoice({ scope, chosen, all, onScope }: ScopeChoiceProps): ReactNode {
  return (
    <div className={styles.scope}>
      <SegmentedControl
        label="What to export"
        value={scope}
        options={[
          { value: 'chosen', label: chosen === 1 ? 'This document' : `The ${chosen} selected` },
          { value: 'all', label: `All ${all} of the collection` },
        ]}
        onChange={onScope}
      />
    </div>
  );
}
