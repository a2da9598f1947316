import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import type { RecentCollection } from '../../shared/contract/ipc.ts';
import { changedLabel } from '../collection/changed-label.ts';
import { openCollection } from '../session/collection-actions.ts';
import { classNames } from '../ui/class-names.ts';
import styles from './recent-list.module.css';

export function RecentList({ recent }: { readonly recent: readonly RecentCollection[] }): ReactNode {
  return (
    <section aria-labelledby="recent-collections">
      <h2 id="recent-collections" className={styles.heading}>
        Recent collections
      </h2>
      {recent.length === 0 ? (
        <p className={styles.empty}>
          Collections that you open are listed here. A collection is an ordinary folder: it can be copied, backed up and
          carried to another computer as it is.
        </p>
      ) : (
        <ul className={styles.list}>
          {recent.map((collection) => (
            <li key={collection.folder}>
              <Button
                aria-label={`Open ${collection.title}`}
                className={classNames(styles.entry)}
                onPress={() => void openCollection(collection.folder)}
              >
                <span className={styles.title}>{collection.title}</span>
                <span className={styles.opened}>{changedLabel(collection.opened, new Date())}</span>
                <span className={styles.folder}>{collection.folder}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
