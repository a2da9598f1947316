import { type ReactNode, useState } from 'react';
import type { DocumentTrouble } from '../../../shared/contract/payloads/recovery.ts';
import { plainText } from '../../../shared/document/reading-text.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { abandonDocument, reloadDocument } from '../../actions/document-actions.ts';
import type { Saving } from '../../model/change-queue.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { openPanel, useSession } from '../../model/session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button, CopyButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { UnreadLeftNotice, UnsavedTextNotice } from '../notices/unsaved-text-notice.tsx';

/** What a person has to know of this document while working on it. */
export function WorkbenchNotices({ session }: { readonly session: DocumentSession }): ReactNode {
  const saving = useWholeStore(session.saving);
  const [isRead, setRead] = useState(false);
  return (
    <>
      <UnsavedTextNotice />
      {session.readOnly !== null && <ReadOnlyNotice session={session} reason={session.readOnly} />}
      <UnreadLeftNotice />
      {!isRead && session.opened.notices.length > 0 && (
        <Notice kind="information" actions={<Button look="quiet" onPress={() => setRead(true)}>{t`OK`}</Button>}>
          {session.opened.notices.map((notice) => (
            <p key={notice}>{retold(notice)}</p>
          ))}
        </Notice>
      )}
      {(saving.kind === 'failed' || saving.kind === 'kept') && <NotSaved session={session} saving={saving} />}
    </>
  );
}

interface ReadOnlyNoticeProps {
  readonly session: DocumentSession;
  readonly reason: string;
}

/** Why nothing can be changed, and what a person can do about it. */
function ReadOnlyNotice({ session, reason }: ReadOnlyNoticeProps): ReactNode {
  const isWritable = useSession((now) => now.collection?.readOnly === null);
  const { trouble } = session.opened;
  if (trouble === null || trouble === 'waiting' || !isWritable) return <Notice kind="locked">{retold(reason)}</Notice>;
  return (
    <Notice
      kind="warning"
      actions={
        <Button look="primary" onPress={() => openPanel({ kind: 'recovery', document: session.id })}>
          {trouble === 'damaged' ? t`Save what can be read…` : t`Look at both…`}
        </Button>
      }
    >
      {troubleInShort[trouble]}
    </Notice>
  );
}

/** The panel behind the notice says where and why. */
const troubleInShort: Readonly<Record<Exclude<DocumentTrouble, 'waiting'>, string>> = {
  damaged: t`This document is damaged: it is shown as it was before the damage, and cannot be changed. Nothing was removed.`,
  branches: t`This document was changed in two copies of the collection at once: it is shown as both have it, and cannot be changed. Nothing is lost.`,
};

interface NotSavedProps {
  readonly session: DocumentSession;
  readonly saving: Extract<Saving, { readonly kind: 'failed' | 'kept' }>;
}

/** Stays until everything is on the disk or the person gives it up. */
function NotSaved({ session, saving: { kind, fault } }: NotSavedProps): ReactNode {
  return (
    <Notice
      kind="failure"
      actions={
        <>
          <Button look="primary" onPress={() => void session.flush()}>{t`Try again`}</Button>
          <CopyButton label={t`Copy my text`} look="plain" text={() => plainText(session.editor.get().doc)} />
          <CopyButton
            label={t`Copy details`}
            look="plain"
            text={() => [fault.what, fault.kept, fault.next, fault.details].filter(Boolean).join('\n\n')}
          />
          {kind === 'failed' && <Button onPress={() => void reloadDocument()}>{t`Open as saved`}</Button>}
          <Button look="quiet" onPress={() => void abandonDocument()}>{t`Close without saving`}</Button>
        </>
      }
    >
      <b>{kind === 'kept' ? t`Not saved yet.` : t`Not saved.`}</b> {retold(fault.what)} {retold(fault.kept)}{' '}
      {retold(fault.next)}
    </Notice>
  );
}
