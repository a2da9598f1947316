import type { Node } from 'prosemirror-model';
import { useEffect, useState } from 'react';
import type { Fault } from '../../shared/contract/fault.ts';
import type { VersionComparison } from '../../shared/contract/versions.ts';
import { call } from '../bridge.ts';
import type { DocumentSession } from '../workbench/document-session.ts';
import type { Comparing } from './comparing.ts';

export type ShownComparison =
  | { readonly kind: 'comparing' }
  | { readonly kind: 'failed'; readonly fault: Fault }
  | { readonly kind: 'compared'; readonly value: VersionComparison };

/** Compares two states, and again when the present one is among them and has changed. What was compared before stays on the
 *  screen until then. */
export function useComparison(session: DocumentSession, { older, newer }: Comparing): ShownComparison {
  const [shown, setShown] = useState<ShownComparison>({ kind: 'comparing' });
  useEffect(() => {
    let present: Node | null = null;
    const compare = async (): Promise<void> => {
      const { doc } = session.editor.get();
      if (doc === present) return;
      present = doc;
      if (!(await session.flush())) return;
      const reply = await call('document:compare', { document: session.id, states: [older, newer] });
      // Another comparison was asked for meanwhile.
      if (present !== doc) return;
      setShown(reply.ok ? { kind: 'compared', value: reply.value } : { kind: 'failed', fault: reply.fault });
    };
    void compare();
    const hasPresent = older === 'present' || newer === 'present';
    const unsubscribe = hasPresent ? session.editor.subscribe(() => void compare()) : () => undefined;
    return () => {
      present = null;
      unsubscribe();
    };
  }, [session, older, newer]);
  return shown;
}
