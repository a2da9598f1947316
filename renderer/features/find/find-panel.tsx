import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { expressionReason } from '../../../shared/find/find.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { counted, plural, t } from '../../../shared/translation/translate.ts';
import { closePanel, useSession } from '../../model/session.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox, Field } from '../../ui/field.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import styles from './find-in-collection.module.css';
import { FoundDocuments } from './found-documents.tsx';
import { findMemory, QueryToggles } from './query-toggles.tsx';
import { type CollectionFind, type CollectionQuery, useCollectionFind } from './use-collection-find.ts';

interface FindPanelProps {
  /** Null for all documents of the collection. */
  readonly documents: readonly DocumentId[] | null;
}

/** Finds words in the documents of the collection and replaces those that stay ticked, one act of undo a document. */
export function FindPanel({ documents }: FindPanelProps): ReactNode {
  const isWritable = useSession((session) => session.collection?.readOnly === null);
  const all = useSession((session) => session.collection?.count ?? 0);
  const [query, setQuery] = useState<CollectionQuery>({ ...findMemory.query, replacement: '', isEmendation: false });
  const find = useCollectionFind(documents);
  const reason = query.regex ? expressionReason(query.text) : null;
  const change = (patch: Partial<CollectionQuery>): void => {
    setQuery((now) => ({ ...now, ...patch }));
    find.forget();
  };
  const look = (): void => {
    if (query.text !== '' && reason === null && !find.isBusy) void find.look(query);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || event.target.type !== 'text') return;
    event.preventDefault();
    look();
  };
  return (
    <SidePanel
      title={t`Find and Replace in the Collection`}
      isWide
      onClose={closePanel}
      foot={
        <Actions
          query={query}
          canLook={query.text !== '' && reason === null}
          find={find}
          isWritable={isWritable}
          onLook={look}
        />
      }
    >
      <search aria-label={t`What to find`} className={styles.query} onKeyDown={onKeyDown}>
        <Field label={t`Find`} value={query.text} autoFocus onChange={(text) => change({ text })} />
        <div className={styles.toggles}>
          <QueryToggles query={query} onChange={change} />
          <span className={styles.scope}>{scopeInWords(documents?.length ?? null, all)}</span>
        </div>
        {isWritable && (
          <>
            <Field
              label={t`Replace with`}
              value={query.replacement}
              onChange={(replacement) => change({ replacement })}
            />
            <CheckBox
              label={t`The page itself is wrong`}
              isOn={query.isEmendation}
              onChange={(isEmendation) => change({ isEmendation })}
            />
          </>
        )}
      </search>
      {reason !== null && (
        <p role="status" className={styles.reason}>{t`This expression cannot be looked for: ${retold(reason)}.`}</p>
      )}
      <Outcome find={find} />
      {find.found && (
        <FoundDocuments
          documents={find.found.documents}
          left={find.left}
          isReplacing={isWritable}
          onToggle={find.toggle}
        />
      )}
    </SidePanel>
  );
}

function scopeInWords(chosen: number | null, all: number): string {
  if (chosen === null) return all === 1 ? t`In the only document` : t`In all ${all} documents`;
  return chosen === 1 ? t`In the selected document` : t`In the ${chosen} selected documents`;
}

interface ActionsProps {
  readonly query: CollectionQuery;
  readonly canLook: boolean;
  readonly find: CollectionFind;
  readonly isWritable: boolean;
  readonly onLook: () => void;
}

function Actions({ query, canLook, find, isWritable, onLook }: ActionsProps): ReactNode {
  const { ticked, isBusy } = find;
  const canReplace = isWritable && ticked > 0;
  return (
    <>
      <Button
        look={canReplace ? 'plain' : 'primary'}
        isDisabled={!canLook}
        isPending={isBusy}
        onPress={onLook}
      >{t`Find`}</Button>
      {canReplace && (
        <Button
          look="primary"
          isPending={isBusy}
          onPress={() => void find.replace(query)}
        >{t`Replace ${ticked}`}</Button>
      )}
      {isBusy && <span role="status" className={styles.busy}>{t`Working…`}</span>}
    </>
  );
}

/** What came of it, in a sentence. */
function Outcome({ find }: { readonly find: CollectionFind }): ReactNode {
  const { found, replaced, takenBack } = find;
  return (
    <div role="status" className={styles.outcome}>
      {found && <p>{foundSentence(found)}</p>}
      {takenBack !== null && <p>{takenBack}</p>}
      {replaced && (
        <>
          <p>{replacedSentence(replaced)}</p>
          {replaced.acts.length > 0 && (
            <Button isPending={find.isBusy} onPress={() => void find.takeBack()}>{t`Take back`}</Button>
          )}
        </>
      )}
    </div>
  );
}

/** Sentences one after the other, without those that there are none of. */
const inARow = (...sentences: readonly string[]): string => sentences.filter(Boolean).join(' ');

function foundSentence({ documents, left, cancelled }: NonNullable<CollectionFind['found']>): string {
  const hits = documents.reduce((sum, document) => sum + document.hits.length, 0);
  const unread = plural(
    left,
    t`${left} document could not be read: check the collection.`,
    t`${left} documents could not be read: check the collection.`,
  );
  return inARow(
    hits === 0 ? t`Nothing was found.` : t`${counted(hits, 'hit')} in ${counted(documents.length, 'document')}.`,
    left === 0 ? '' : unread,
    cancelled ? t`The search was stopped before the end.` : '',
  );
}

function replacedSentence({ acts, hits, left, cancelled }: NonNullable<CollectionFind['replaced']>): string {
  const stayed = plural(
    left.length,
    t`${left.length} document changed since, or cannot be changed, and stayed as before: look again.`,
    t`${left.length} documents changed since, or cannot be changed, and stayed as before: look again.`,
  );
  return inARow(
    t`${counted(hits, 'hit')} replaced in ${counted(acts.length, 'document')}.`,
    left.length === 0 ? '' : stayed,
    cancelled ? t`It was stopped before the end; the other documents are as before.` : '',
  );
}
