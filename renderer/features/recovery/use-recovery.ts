import { useEffect, useState } from 'react';
import type { Reply } from '../../../shared/contract/ipc.ts';
import type { Fault } from '../../../shared/contract/payloads/fault.ts';
import type { BranchComparison, DocumentRecovery } from '../../../shared/contract/payloads/recovery.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { call } from '../../platform/bridge.ts';

export type Asked<Value> =
  | { readonly kind: 'asking' }
  | { readonly kind: 'failed'; readonly fault: Fault }
  | { readonly kind: 'answered'; readonly value: Value };

const asking = { kind: 'asking' } as const;

const answered = <Value>(reply: Reply<Value>): Asked<Value> =>
  reply.ok ? { kind: 'answered', value: reply.value } : { kind: 'failed', fault: reply.fault };

/** What can be read of a document. */
export function useRecovery(document: DocumentId): Asked<DocumentRecovery> {
  const [shown, setShown] = useState<Asked<DocumentRecovery>>(asking);
  useEffect(() => {
    let isWanted = true;
    void call('document:recovery', { document }).then((reply) => {
      if (isWanted) setShown(answered(reply));
    });
    return () => {
      isWanted = false;
    };
  }, [document]);
  return shown;
}

/** How two lines of changes of a document differ. */
export function useBranchComparison(document: DocumentId, first: string, second: string): Asked<BranchComparison> {
  const [shown, setShown] = useState<Asked<BranchComparison>>(asking);
  useEffect(() => {
    let isWanted = true;
    setShown(asking);
    void call('document:compare-branches', { document, tips: [first, second] }).then((reply) => {
      if (isWanted) setShown(answered(reply));
    });
    return () => {
      isWanted = false;
    };
  }, [document, first, second]);
  return shown;
}
