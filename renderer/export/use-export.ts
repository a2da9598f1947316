import { useRef, useState } from 'react';
import type { ExportFormat, ExportOutcome, ExportReply } from '../../shared/contract/edition.ts';
import type { DocumentFindings } from '../../shared/contract/ipc.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { ask } from '../bridge.ts';
import { openedDocument } from '../session/document-actions.ts';

/** An export as far as it has come. */
export interface Edition {
  /** What the check found, a line a document; null before it. */
  readonly results: readonly DocumentFindings[] | null;
  readonly outcome: ExportOutcome | null;
  /** What stands in the chosen folder and would be overwritten: nothing was written. */
  readonly existing: Extract<ExportReply, { readonly kind: 'exists' }> | null;
  readonly isBusy: boolean;
  /** What was found or written is of another choice. */
  readonly forget: () => void;
  readonly check: () => Promise<void>;
  /** Asks where, and writes there. */
  readonly write: (writeInvalid: boolean) => Promise<void>;
  /** Asks for another folder, and writes there. */
  readonly again: () => Promise<void>;
  /** Writes over what is there. */
  readonly overwrite: () => Promise<void>;
}

export function useExport(documents: readonly DocumentId[], format: ExportFormat): Edition {
  const [results, setResults] = useState<Edition['results']>(null);
  const [outcome, setOutcome] = useState<ExportOutcome | null>(null);
  const [existing, setExisting] = useState<Edition['existing']>(null);
  const [isBusy, setBusy] = useState(false);
  const writesInvalid = useRef(false);
  const working = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setOutcome(null);
    setExisting(null);
    // What is typed but not yet sent belongs to the edition.
    if (await (openedDocument()?.flush() ?? Promise.resolve(true))) await work();
    setBusy(false);
  };
  const write = async (overwrite: boolean): Promise<void> => {
    const argument = { documents, format, writeInvalid: writesInvalid.current, overwrite };
    const written = await ask('edition:export', argument);
    if (!written) return;
    if (written.kind === 'exists') return setExisting(written);
    setOutcome(written);
    setResults(null);
  };
  return {
    results,
    outcome,
    existing,
    isBusy,
    forget: () => {
      setResults(null);
      setOutcome(null);
      setExisting(null);
    },
    check: () =>
      working(async () => {
        const found = await ask('edition:check', { documents });
        if (found) setResults(found);
      }),
    write: (writeInvalid) => {
      writesInvalid.current = writeInvalid;
      return working(() => write(false));
    },
    again: () => working(() => write(false)),
    overwrite: () => working(() => write(true)),
  };
}
