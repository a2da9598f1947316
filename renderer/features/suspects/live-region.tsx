import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { VisuallyHidden } from 'react-aria-components/VisuallyHidden';
import { retold } from '../../../shared/translation/retell.ts';
import { counted, t } from '../../../shared/translation/translate.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { suspectName } from '../../model/suspect-order.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import type { SuspectQueue } from './suspect-queue.ts';
import styles from './suspect-remark.module.css';

/** Says what became of the last decision to those who listen. */
export function LiveRegion({ queue }: { readonly queue: SuspectQueue }): ReactNode {
  const said = useWholeStore(queue.said);
  return (
    <VisuallyHidden>
      <span role="status" aria-label={t`Suspects`}>
        {said}
      </span>
    </VisuallyHidden>
  );
}

/** Points out, at the edge of the window, that a change of one's own looks wrong. It asks for nothing and goes with the word. */
export function SuspectRemark({ queue }: { readonly queue: SuspectQueue }): ReactNode {
  const news = useStore(queue.found, (found) => found.news);
  const card = useWholeStore(queue.card);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const isShown = news !== null && card === null && !dismissed.has(suspectName(news));
  return (
    <span role="status" aria-label={t`Remark`} className={styles.remark}>
      {isShown && (
        <>
          <span aria-hidden className={styles.dot} />
          <AriaButton className={classNames(styles.words)} onPress={() => queue.showLike(news)}>
            “{news.text}”: {retold(news.reasons[0] ?? '')}
          </AriaButton>
          <AriaButton
            aria-label={t`Dismiss the remark on “${news.text}”`}
            className={classNames(styles.dismiss)}
            onPress={() => setDismissed((names) => new Set([...names, suspectName(news)]))}
          >
            <X size={12} aria-hidden />
          </AriaButton>
        </>
      )}
    </span>
  );
}

/** How many suspects are left; a press goes to the next. */
export function SuspectCount({ queue }: { readonly queue: SuspectQueue }): ReactNode {
  const count = useStore(queue.found, (found) => (found.isKnown ? found.count : null));
  if (count === null) return null;
  return (
    <button
      type="button"
      title={t`Next suspect: ${keysLabel('suspects.next') ?? ''}`}
      className={styles.count}
      onClick={() => queue.step(1)}
    >
      {counted(count, 'suspect')}
    </button>
  );
}
