import type { ReactNode } from 'react';
import type { TagReading } from '../../versions/past-actions.ts';
import { tagNames } from '../tag-kinds.ts';
import styles from './annotation-history.module.css';

interface TagComparisonProps {
  readonly then: TagReading;
  readonly now: TagReading;
}

/** What of a tag is otherwise now than it was: kind, words, comment. */
export function TagComparison({ then, now }: TagComparisonProps): ReactNode {
  const parts = [
    { name: 'Kind', before: tagNames[then.as], after: tagNames[now.as] },
    { name: 'Words', before: then.text, after: now.text },
    { name: 'Comment', before: then.comment, after: now.comment },
  ].filter(({ before, after }) => before !== after);
  if (parts.length === 0) return <p className={styles.compared}>Nothing is otherwise now.</p>;
  return (
    <dl aria-label="Then and now" className={styles.compared}>
      {parts.map(({ name, before, after }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {before !== '' && <del>{before}</del>} {after !== '' && <ins>{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
