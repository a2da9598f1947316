import { type ReactNode, useEffect, useState } from 'react';
import type { DocumentThread, ThreadDocument, ThreadReference } from '../../../shared/contract/thread.ts';
import { openDocument } from '../../actions/document-actions.ts';
import { goTo } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { ask } from '../../platform/bridge.ts';
import { Button } from '../../ui/button.tsx';
import styles from './references-section.module.css';

/** Papers are looked for again only when nobody types. */
const quietMs = 1_500;

/** Which papers the document names and which ones name it; each leads to its document. */
export function ReferencesSection({ session }: { readonly session: DocumentSession }): ReactNode {
  const thread = useThread(session);
  return (
    <section aria-labelledby="details-references" className={styles.section}>
      <h3 id="details-references" className={styles.heading}>
        References
      </h3>
      {thread === null ? <p className={styles.soft}>Looking for them…</p> : <Thread thread={thread} />}
    </section>
  );
}

function Thread({ thread: { refersTo, answeredBy, namedBy } }: { readonly thread: DocumentThread }): ReactNode {
  if (refersTo.length + answeredBy.length + namedBy.length === 0)
    return <p className={styles.soft}>It names no other paper, and no document names it.</p>;
  return (
    <>
      {refersTo.length > 0 && (
        <Part label="Refers to">
          {refersTo.map((reference) => (
            <li key={reference.start}>
              <ReferenceLine reference={reference} />
            </li>
          ))}
        </Part>
      )}
      <Documents label="Answered by" documents={answeredBy} />
      <Documents label="Named by" documents={namedBy} />
    </>
  );
}

function Part({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <>
      <h4 className={styles.part}>{label}</h4>
      <ul aria-label={label} className={styles.list}>
        {children}
      </ul>
    </>
  );
}

function Documents({
  label,
  documents,
}: {
  readonly label: string;
  readonly documents: readonly ThreadDocument[];
}): ReactNode {
  if (documents.length === 0) return null;
  return (
    <Part label={label}>
      {documents.map((document) => (
        <li key={document.id}>
          <DocumentLink document={document} />
        </li>
      ))}
    </Part>
  );
}

function ReferenceLine({
  reference: { text, start, end, targets },
}: {
  readonly reference: ThreadReference;
}): ReactNode {
  return (
    <>
      <Button look="quiet" label={`Show “${text}”`} onPress={() => goTo({ kind: 'range', from: start, to: end })}>
        {text}
      </Button>
      {targets.length === 0 && <span className={styles.soft}>not in the collection</span>}
      {targets.length > 1 && <span className={styles.soft}>one of</span>}
      {targets.map((target) => (
        <DocumentLink key={target.id} document={target} />
      ))}
    </>
  );
}

function DocumentLink({ document: { id, title, date } }: { readonly document: ThreadDocument }): ReactNode {
  return (
    <Button className={styles.link ?? ''} label={`Open ${title}`} onPress={() => void openDocument(id, null)}>
      {title}
      {date !== '' && <span className={styles.soft}>{date}</span>}
    </Button>
  );
}

/** The thread of the document as it was when nobody typed; null before it is known. */
function useThread(session: DocumentSession): DocumentThread | null {
  const [thread, setThread] = useState<DocumentThread | null>(null);
  useEffect(() => {
    let isLeft = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let { doc } = session.editor.get();
    const look = async (): Promise<void> => {
      if (!(await session.flush()) || isLeft) return;
      const found = await ask('document:thread', { document: session.id });
      if (found && !isLeft) setThread(found);
    };
    const unsubscribe = session.editor.subscribe(() => {
      const now = session.editor.get().doc;
      if (now === doc) return;
      doc = now;
      clearTimeout(timer);
      timer = setTimeout(() => void look(), quietMs);
    });
    void look();
    return () => {
      isLeft = true;
      unsubscribe();
      clearTimeout(timer);
    };
  }, [session]);
  return thread;
}
