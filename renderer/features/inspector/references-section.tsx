import type { Node } from 'prosemirror-model';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type {
  DocumentThread,
  ThreadDocument,
  ThreadReference,
} from '../../../shared/contract/payloads/correspondence.ts';
import { t } from '../../../shared/translation/translate.ts';
import { openDocument } from '../../actions/document-actions.ts';
import { goTo } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { ask } from '../../platform/bridge.ts';
import { useStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './references-section.module.css';

/** Which papers the document names and which ones name it; each leads to its document. */
export function ReferencesSection({ session }: { readonly session: DocumentSession }): ReactNode {
  const { thread, isOutdated, look } = useThread(session);
  return (
    <section aria-labelledby="details-references" className={styles.section}>
      <h3 id="details-references" className={styles.heading}>{t`References`}</h3>
      {thread === null && !isOutdated && <p className={styles.soft}>{t`Looking for them…`}</p>}
      {isOutdated && (
        <p className={styles.soft}>
          {thread === null ? t`They are not known.` : t`The text has been changed since they were found.`}{' '}
          <Button look="quiet" onPress={look}>{t`Look again`}</Button>
        </p>
      )}
      {thread !== null && <Thread thread={thread} isOutdated={isOutdated} />}
    </section>
  );
}

interface ThreadProps {
  readonly thread: DocumentThread;
  /** Whether places in the text are no longer where they were. */
  readonly isOutdated: boolean;
}

function Thread({ thread: { refersTo, answeredBy, namedBy }, isOutdated }: ThreadProps): ReactNode {
  if (refersTo.length + answeredBy.length + namedBy.length === 0)
    return <p className={styles.soft}>{t`It names no other paper, and no document names it.`}</p>;
  return (
    <>
      {refersTo.length > 0 && (
        <Part label={t`Refers to`}>
          {refersTo.map((reference) => (
            <li key={reference.start}>
              <ReferenceLine reference={reference} isOutdated={isOutdated} />
            </li>
          ))}
        </Part>
      )}
      <Documents label={t`Answered by`} documents={answeredBy} />
      <Documents label={t`Named by`} documents={namedBy} />
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

interface ReferenceLineProps {
  readonly reference: ThreadReference;
  readonly isOutdated: boolean;
}

function ReferenceLine({ reference: { text, start, end, targets }, isOutdated }: ReferenceLineProps): ReactNode {
  return (
    <>
      <Button
        look="quiet"
        className={styles.words ?? ''}
        label={t`Show “${text}”`}
        isDisabled={isOutdated}
        onPress={() => goTo({ kind: 'range', from: start, to: end })}
      >
        {text}
      </Button>
      {targets.length === 0 && <span className={styles.soft}>{t`not in the collection`}</span>}
      {targets.length > 1 && <span className={styles.soft}>{t`one of`}</span>}
      {targets.map((target) => (
        <DocumentLink key={target.id} document={target} />
      ))}
    </>
  );
}

function DocumentLink({ document: { id, title, date } }: { readonly document: ThreadDocument }): ReactNode {
  return (
    <Button className={styles.link ?? ''} label={t`Open ${title}`} onPress={() => void openDocument(id, null)}>
      {title}
      {date !== '' && <span className={styles.soft}>{date}</span>}
    </Button>
  );
}

/** What was found out, and of which text. */
interface FoundThread {
  /** Null when nothing could be found out. */
  readonly thread: DocumentThread | null;
  readonly session: DocumentSession;
  readonly doc: Node;
}

interface ShownThread extends Pick<FoundThread, 'thread'> {
  /** Whether the text was changed since, or nothing could be found out. */
  readonly isOutdated: boolean;
  readonly look: () => void;
}

/** The thread of the document when the section was opened, or when it was asked for last: finding it looks at every document of the
 *  collection, which is too much to do after each pause of somebody who types. */
function useThread(session: DocumentSession): ShownThread {
  const [known, setKnown] = useState<FoundThread | null>(null);
  const found = known?.session === session ? known : null;
  const isChanged = useStore(session.editor, ({ doc }) => found !== null && doc !== found.doc);
  const look = useCallback(async (): Promise<void> => {
    if (!(await session.flush())) return;
    const { doc } = session.editor.get();
    setKnown({ thread: (await ask('document:thread', { document: session.id })) ?? null, session, doc });
  }, [session]);
  useEffect(() => void look(), [look]);
  const thread = found?.thread ?? null;
  return { thread, isOutdated: isChanged || (found !== null && thread === null), look: () => void look() };
}
