import { useEffect, useState } from 'react';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { ask, call } from '../bridge.ts';
import { session as windowSession } from '../session/session-store.ts';
import { createDocumentSession, type DocumentSession } from '../workbench/document-session.ts';

/** Opens a document without a workbench, so that its import report can be read and undone; saves and closes it afterwards. */
export function useReportSession(document: DocumentId | null): DocumentSession | null {
  const [session, setSession] = useState<DocumentSession | null>(null);
  useEffect(() => {
    if (!document) return;
    let isWanted = true;
    let opened: DocumentSession | null = null;
    void ask('document:open', { document }).then((reply) => {
      if (!reply || !isWanted) return;
      opened = createDocumentSession(reply, () => windowSession().preferences.editor.siglum);
      setSession(opened);
    });
    return () => {
      isWanted = false;
      setSession(null);
      // The workbench may have opened it in the meantime: then it stays open.
      void opened?.flush().then(() => {
        const { screen } = windowSession();
        if (screen.kind !== 'workbench' || screen.document.id !== document) void call('document:close', { document });
      });
    };
  }, [document]);
  return session?.id === document ? session : null;
}
