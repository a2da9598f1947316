import type { ReactNode } from 'react';
import type { PageView } from '../../../shared/contract/facsimile.ts';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import { JobProgress } from '../../session/job-progress.tsx';
import { useStore, useWholeStore } from '../../store.ts';
import { Button } from '../../ui/button.tsx';
import type { DocumentSession } from '../document-session.ts';
import type { Facsimile } from './facsimile-model.ts';
import {
  addLayout,
  forgetRemarks,
  type PageRemarks,
  type PageWork,
  pageRemarks,
  pageWork,
  readPages,
} from './page-actions.ts';
import styles from './page-notices.module.css';

interface PageNoticesProps {
  readonly session: DocumentSession;
  readonly facsimile: Facsimile;
  readonly page: PageView;
}

/** What has to be known of the page that is shown: work under way, what came of it, that it was not read yet. */
export function PageNotices({ session, facsimile, page }: PageNoticesProps): ReactNode {
  const work = useWholeStore(pageWork);
  const remarks = useWholeStore(pageRemarks);
  const readPageIds = useWholeStore(facsimile.readPages);
  if (work !== null)
    return (
      <div role="status" className={styles.notice}>
        <span className={styles.words}>{workNames[work]}</span>
        <JobProgress />
      </div>
    );
  const isRead = readPageIds === null || readPageIds.has(page.id);
  return (
    <>
      {remarks !== null && <Remarks remarks={remarks} />}
      {readPageIds !== null && !isRead && session.readOnly === null && page.state === 'present' && (
        <Unread session={session} page={page} read={readPageIds} />
      )}
    </>
  );
}

/** What came of the last work on the page images. */
function Remarks({ remarks: { remarks, refused } }: { readonly remarks: PageRemarks }): ReactNode {
  return (
    <div role="status" className={styles.notice}>
      <div className={styles.words}>
        {remarks.map((remark) => (
          <p key={remark}>{remark}</p>
        ))}
        {refused.map(({ file, fault }) => (
          <p key={file}>
            <b>{baseName(file)}</b>: {fault.what} {fault.next}
          </p>
        ))}
      </div>
      <Button look="quiet" onPress={forgetRemarks}>
        Understood
      </Button>
    </div>
  );
}

const workNames: Readonly<Record<PageWork, string>> = {
  adding: 'Adding page images…',
  reading: 'Reading the words of the image…',
  layout: 'Adding the layout…',
};

/** The last part of a path of any system. */
const baseName = (file: string): string => file.split(/[\\/]/).at(-1) ?? file;

interface UnreadProps {
  readonly session: DocumentSession;
  readonly page: PageView;
  readonly read: ReadonlySet<PageImageId>;
}

function Unread({ session, page, read }: UnreadProps): ReactNode {
  const unread = useStore(session.facts, (facts) => facts.pages.length) - read.size;
  return (
    <div role="status" className={styles.notice}>
      <p className={styles.words}>Which words stand where on this page is not known yet.</p>
      <Button onPress={() => void readPages(session, [page.id])}>Read this page</Button>
      {unread > 1 && <Button onPress={() => void readPages(session, null)}>Read all {unread}</Button>}
      <Button look="quiet" onPress={() => void addLayout(session)}>
        Add a layout…
      </Button>
    </div>
  );
}
