import { type ReactNode, useEffect, useState } from 'react';
import type { WordPicture } from '../../../shared/contract/payloads/find.ts';
import type { ConflictView } from '../../../shared/contract/payloads/sharing.ts';
import { t } from '../../../shared/translation/translate.ts';
import { ask } from '../../platform/bridge.ts';
import styles from './sharing.module.css';

/** What the page shows where two readings differ: the lines with the words, or, where it is not known, a sentence. */
export function ConflictPicture({ conflict }: { readonly conflict: ConflictView }): ReactNode {
  const { document, place } = conflict;
  const [pictures, setPictures] = useState<readonly WordPicture[] | 'none' | null>(null);
  useEffect(() => {
    let isWanted = true;
    const cut = async (): Promise<void> => {
      const found = place && (await ask('alike:pictures', { document, page: place.page, boxes: place.lines }));
      if (isWanted) setPictures(found ?? 'none');
    };
    void cut();
    return () => {
      isWanted = false;
    };
  }, [document, place]);
  if (!place || pictures === 'none')
    return <p className={styles.hint}>{t`Where these words stand on a page image is not known.`}</p>;
  return (
    <figure className={styles.picture}>
      {pictures?.map(({ address, width, height }, index) => (
        <img
          key={address.slice(-40)}
          src={address}
          alt={t`Page ${place.number}, line ${index + 1} of the words in question`}
          width={width}
          height={height}
        />
      ))}
      <figcaption className={styles.hint}>{t`Page ${place.number}`}</figcaption>
    </figure>
  );
}
