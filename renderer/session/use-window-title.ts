import { useEffect } from 'react';
import type { Session } from './session-store.ts';
import { useSession } from './use-session.ts';

/** What the window is called: the document, its collection, the program. */
function titleOf({ screen, collection }: Session): string {
  const document = screen.kind === 'workbench' ? screen.document.facts.get().metadata.title : null;
  return [document, collection?.title, 'Anchorite'].filter(Boolean).join(' – ');
}

export function useWindowTitle(): void {
  const title = useSession(titleOf);
  useEffect(() => {
    document.title = title;
  }, [title]);
}
