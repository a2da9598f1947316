import { X } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { SavedSearch, SearchHit, SearchOutcome } from '../../../shared/contract/payloads/search.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { counted, plural, t } from '../../../shared/translation/translate.ts';
import { openDocument } from '../../actions/document-actions.ts';
import { closePanel } from '../../model/session.ts';
import { showToast } from '../../platform/toast.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { CheckBox, SearchBox } from '../../ui/field.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import styles from './search-panel.module.css';
import { copyText, hitsAsCsv, useSavedSearches, useTextSearch } from './use-text-search.ts';

interface SearchPanelProps {
  /** Looked for at once, unless it is empty. */
  readonly text: string;
}

/** Finds documents by the words in them, shows why, and opens them there. */
export function SearchPanel({ text }: SearchPanelProps): ReactNode {
  const [query, setQuery] = useState<SavedSearch>({ text, inSource: false });
  const { outcome, isBusy, look } = useTextSearch();
  const { saved, keep, forget } = useSavedSearches();
  const first = useRef(() => look({ text, inSource: false }));
  useEffect(() => first.current(), []);
  const choose = (search: SavedSearch): void => {
    setQuery(search);
    look(search);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    look(query);
  };
  return (
    <SidePanel title={t`Search in the Texts`} isWide onClose={closePanel}>
      <search aria-label={t`What to look for`}>
        <form className={styles.query} onSubmit={submit}>
          <SearchBox
            label={t`Words to look for`}
            placeholder={t`cuba "united states" from:stevenson date:1962-11`}
            value={query.text}
            autoFocus
            onChange={(typed) => setQuery({ ...query, text: typed })}
          />
          <CheckBox
            label={t`In what the sources read`}
            isOn={query.inSource}
            onChange={(inSource) => choose({ ...query, inSource })}
          />
          <p
            className={styles.help}
          >{t`All words are to be there. “a phrase”, missil*, w?rd, moskow~, a NEAR/5 b, OR, NOT, ( ), and from: to: title: person: place: tag: note: page: status: type: date:1962-11-01..1962-11-15.`}</p>
          <div>
            <Button type="submit" look="primary" isPending={isBusy}>{t`Search`}</Button>
            <Button
              look="quiet"
              isDisabled={query.text.trim() === ''}
              onPress={() => keep(query)}
            >{t`Keep This Search`}</Button>
          </div>
        </form>
      </search>
      {saved.length > 0 && (
        <ul aria-label={t`Kept searches`} className={styles.saved}>
          {saved.map((search) => (
            <li key={`${search.inSource} ${search.text}`} className={styles.savedOne}>
              <Button look="quiet" onPress={() => choose(search)}>
                {search.inSource ? t`${search.text} (sources)` : search.text}
              </Button>
              <IconButton icon={X} label={t`Forget ${search.text}`} onPress={() => forget(search)} />
            </li>
          ))}
        </ul>
      )}
      {outcome && <Outcome outcome={outcome} />}
    </SidePanel>
  );
}

function Outcome({ outcome }: { readonly outcome: SearchOutcome }): ReactNode {
  if (outcome.kind === 'not searched')
    return (
      <div role="status" className={styles.outcome}>
        <p>{retold(outcome.sentence)}</p>
      </div>
    );
  const { hits } = outcome;
  return (
    <>
      <div role="status" className={styles.outcome}>
        <p>{foundSentence(outcome)}</p>
        {hits.length > 0 && (
          <Button
            look="quiet"
            onPress={() => {
              copyText(hitsAsCsv(hits));
              showToast(t`${counted(hits.length, 'hit')} copied as comma-separated values.`);
            }}
          >{t`Copy as CSV`}</Button>
        )}
      </div>
      <ol aria-label={t`Documents found`}>
        {hits.map((hit) => (
          <li key={hit.document} className={styles.hit}>
            <Button look="quiet" {...(styles.title && { className: styles.title })} onPress={() => show(hit)}>
              {hit.title || hit.document}
            </Button>
            <p className={styles.snippet}>
              <Snippet hit={hit} />
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}

function foundSentence({ total, hits, left, unreadable }: Extract<SearchOutcome, { readonly kind: 'found' }>): string {
  return [
    total === 0 ? t`Nothing was found.` : t`${counted(total, 'document')} found.`,
    hits.length < total && t`The best ${hits.length} are shown.`,
    left > 0 && plural(left, t`${left} document still to be read.`, t`${left} documents still to be read.`),
    unreadable > 0 &&
      plural(
        unreadable,
        t`${unreadable} document could not be read: check the collection.`,
        t`${unreadable} documents could not be read: check the collection.`,
      ),
  ]
    .filter(Boolean)
    .join(' ');
}

function Snippet({ hit: { snippet, marks } }: { readonly hit: SearchHit }): ReactNode {
  return marks
    .map(({ from, to }, index) => (
      <span key={from}>
        {snippet.slice(marks[index - 1]?.to ?? 0, from)}
        <mark>{snippet.slice(from, to)}</mark>
        {index === marks.length - 1 && snippet.slice(to)}
      </span>
    ))
    .concat(marks.length === 0 ? [<span key="whole">{snippet}</span>] : []);
}

function show({ document, from, to }: SearchHit): void {
  closePanel();
  void openDocument(document, to > from ? { kind: 'printed', from, to } : null);
}
