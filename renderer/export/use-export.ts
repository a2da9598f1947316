import { useState } from 'react';
import type { ExportFormat, ExportOutcome } from '../../shared/contract/edition.ts';
import type { DocumentFindings } from '../../shared/contract/ipc.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { ask } from '../bridge.ts';
import { openedDocument } from '../session/document-actions.ts';

/** An export as far as it has come. */
export interface Edition {
  /** What the check found, a line a document; null before it. */
  readonly results: readonly DocumentFindings[] | null;
  readonly outcome: ExportOutcome | null;
  readonly isBusy: boolean;
  /** What was found or written is of another choice. */
  readonly forget: () => void;
  readonly check: () => Promise<void>;
  /** Asks where, and writes there. */
  readonly write: (writeInvalid: boolean) => Promise<void>;
}

export function useExport(documents: readonly DocumentId[], format: ExportFormat): Edition {
  const [results, setResults] = useState<Edition['results']>(null);
  const [outcome, setOutcome] = useState<ExportOutcome | null>(null);
  const [isBusy, setBusy] = useState(false);
  const working = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setOutcome(null);
    // What is typed but not yet sent belongs to the edition.
    if (await (openedDocument()?.flush() ?? Promise.resolve(true))) await work();
    setBusy(false);
  };
  return {
    results,
    outcome,
    isBusy,
    forget: () => {
      setResults(null);
      setOutcome(null);
    },
    check: () =>
      working(async () => {
        const found = await ask('edition:check', { documents });
        if (found) setResults(found);
      }),
    write: (writeInvalid) =>
      working(async () => {
        const written = await ask('edition:export', { documents, format, writeInvalid });
        if (!written) return;
        setOutcome(written);
        setResults(null);
      }),
  };
}
