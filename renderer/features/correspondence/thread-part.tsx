import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { CorrespondenceThread, ThreadPaper } from '../../../shared/contract/payloads/correspondence.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { ask } from '../../platform/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { type Item, ItemList, itemsOf } from '../../ui/item-list.tsx';
import styles from './correspondence-panel.module.css';
import { patchCorrespondence } from './correspondence-view.ts';
import { openPaper, PaperList, paperItem, showThread } from './paper-list.tsx';

const allPapers = { kind: 'all' } as const;

/** What a document answers, and what answers it; while none is chosen, all documents to choose from. */
export function ThreadPart({
  document,
  text,
}: {
  readonly document: DocumentId | null;
  readonly text: string;
}): ReactNode {
  if (document !== null) return <Thread key={document} document={document} />;
  return (
    <>
      <p className={styles.hint}>{t`Choose a document: its thread is what it answers, and what answers it.`}</p>
      <div className={styles.column}>
        <PaperList label={t`All documents`} choice={allPapers} text={text} onAction={showThread} />
      </div>
    </>
  );
}

function Thread({ document }: { readonly document: DocumentId }): ReactNode {
  const [thread, setThread] = useState<CorrespondenceThread | 'none' | null>(null);
  useEffect(() => {
    let isWanted = true;
    void ask('correspondence:thread', { document }).then((found) => isWanted && setThread(found ?? 'none'));
    return () => {
      isWanted = false;
    };
  }, [document]);
  return (
    <>
      <div className={styles.tools}>
        <Button look="quiet" onPress={() => patchCorrespondence({ document: null })}>{t`← Another document`}</Button>
      </div>
      {thread === null && <p className={styles.hint}>{t`Reading what the documents name…`}</p>}
      {thread === 'none' && (
        <p className={styles.hint}>{t`The thread is not known: the reading was cancelled, or the document is gone.`}</p>
      )}
      {thread !== null && thread !== 'none' && <ThreadLines thread={thread} />}
    </>
  );
}

function ThreadLines({
  thread: { papers, missing, unreadable },
}: {
  readonly thread: CorrespondenceThread;
}): ReactNode {
  const lines = useMemo(() => new Map(papers.map((one, index) => [`${index} ${one.paper.id}`, one])), [papers]);
  const source = useMemo(
    () =>
      itemsOf(new Map([...lines].map(([key, one]) => [key, threadItem(one)])), (key) => {
        const one = lines.get(key);
        if (one) openPaper(one.paper.id);
      }),
    [lines],
  );
  const keys = useMemo(() => [...lines.keys()], [lines]);
  const itself = keys.find((key) => lines.get(key)?.relation === 'itself') ?? null;
  return (
    <>
      <ItemList label={t`Thread`} keys={keys} source={source} current={itself} />
      {papers.length === 1 && missing.length === 0 && (
        <p
          className={styles.hint}
        >{t`It names no other document of the collection, and none names it. References such as “your 1313, April 13” are found by number and day: see that both stand under Details.`}</p>
      )}
      {missing.length > 0 && (
        <section aria-label={t`Not in the collection`} className={styles.apart}>
          <h3 className={styles.heading}>{t`Not in the collection`}</h3>
          <ul>
            {missing.map((words, index) => (
              // The same words may name the same paper twice.
              <li key={`${String(index)} ${words}`} className={styles.soft}>
                {words}
              </li>
            ))}
          </ul>
        </section>
      )}
      {unreadable.map((sentence) => (
        <p key={sentence} className={styles.hint}>
          {retold(sentence)}
        </p>
      ))}
    </>
  );
}

const relations: Readonly<Record<ThreadPaper['relation'], string>> = {
  question: t`answered`,
  itself: t`this document`,
  answer: t`answers`,
  named: t`is named`,
  'names it': t`names it`,
  perhaps: t`perhaps meant`,
};

/** Lines of more than so many steps stand no farther in. */
const mostIndent = 6;

function threadItem({ paper, relation, distance, words }: ThreadPaper): Item {
  const item = paperItem(paper);
  const says = words === '' ? relations[relation] : t`${relations[relation]} by “${words}”`;
  return {
    name: `${item.name}, ${says}`,
    content: (
      <span className={styles.step} style={{ paddingInlineStart: `${18 * Math.min(mostIndent, distance)}px` }}>
        <span className={styles.relation}>{says}</span>
        {item.content}
      </span>
    ),
    ...(relation !== 'itself' && { actions: item.actions }),
  };
}
