import type { Node } from 'prosemirror-model';
import { useEffect, useState } from 'react';
import type { DocumentSession } from './document-session.ts';

/** The text of an open document, a moment behind the typing: for lists that read all of it.
 *  @param quietMs how long nobody must type before it is taken over */
export function useQuietDocument(session: DocumentSession, quietMs: number): Node {
  const [doc, setDoc] = useState(session.editor.get().doc);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setDoc(session.editor.get().doc), quietMs);
    };
    setDoc(session.editor.get().doc);
    const end = session.editor.subscribe(follow);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [session, quietMs]);
  return doc;
}
