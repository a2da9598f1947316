import type { ReactNode } from 'react';
import type { CollectionHit, DocumentHits } from '../../../shared/contract/payloads/find.ts';
import { t } from '../../../shared/translation/translate.ts';
import { openDocument } from '../../actions/document-actions.ts';
import { closePanel } from '../../model/session.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/field.tsx';
import styles from './find-in-collection.module.css';
import { hitName } from './use-collection-find.ts';

interface FoundDocumentsProps {
  readonly documents: readonly DocumentHits[];
  readonly left: ReadonlySet<string>;
  /** Whether hits can be replaced: else there is nothing to tick. */
  readonly isReplacing: boolean;
  readonly onToggle: (names: readonly string[], isOn: boolean) => void;
}

/** More hits of one document than this are replaced without being listed. */
const mostListed = 200;

/** Every hit in its words, by document; each can be left out, and leads to its place. */
export function FoundDocuments({ documents, left, isReplacing, onToggle }: FoundDocumentsProps): ReactNode {
  return documents.map((found) => {
    const names = found.hits.map((_, index) => hitName(found.document, index));
    const isAnyOn = names.some((name) => !left.has(name));
    return (
      <section key={found.document} aria-label={found.title || found.source} className={styles.document}>
        <div className={styles.head}>
          {isReplacing && (
            <CheckBox
              label={t`Replace in ${found.title || found.source}`}
              isLabelHidden
              isOn={isAnyOn}
              onChange={(isOn) => onToggle(names, isOn)}
            />
          )}
          <h3 className={styles.title}>{found.title || found.source}</h3>
          <span className={styles.count}>{found.hits.length}</span>
        </div>
        <ul className={styles.hits}>
          {found.hits.slice(0, mostListed).map((hit, index) => (
            <li key={hit.from} className={styles.hit}>
              {isReplacing && (
                <CheckBox
                  label={t`Replace hit ${index + 1}: ${hit.text}`}
                  isLabelHidden
                  isOn={!left.has(names[index] ?? '')}
                  onChange={(isOn) => onToggle([names[index] ?? ''], isOn)}
                />
              )}
              <HitWords hit={hit} isReplacing={isReplacing} />
              <Button look="quiet" onPress={() => show(found, hit)}>{t`Show`}</Button>
            </li>
          ))}
          {found.hits.length > mostListed && (
            <li className={styles.more}>{t`and ${found.hits.length - mostListed} more`}</li>
          )}
        </ul>
      </section>
    );
  });
}

function HitWords({ hit, isReplacing }: { readonly hit: CollectionHit; readonly isReplacing: boolean }): ReactNode {
  return (
    <span className={styles.words}>
      {hit.before}
      {isReplacing ? (
        <>
          <del>{hit.text}</del> <ins>{hit.replacement}</ins>
        </>
      ) : (
        <mark>{hit.text}</mark>
      )}
      {hit.after}
    </span>
  );
}

function show({ document }: DocumentHits, { from, to }: CollectionHit): void {
  closePanel();
  void openDocument(document, { kind: 'range', from, to });
}
