import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { t } from '../../../shared/translation/translate.ts';
import { closePanel } from '../../model/session.ts';
import { Button } from '../../ui/button.tsx';
import { SearchBox } from '../../ui/field.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import styles from './guide.module.css';
import { findInGuide, guidePages } from './guide-pages.ts';
import { GuideText } from './guide-text.tsx';

/** Where in the guide one is. */
interface Place {
  readonly page: string;
  /** Null for the top of the page. */
  readonly heading: string | null;
}

/** The guide beside the work. */
export function GuidePanel({ page: first }: { readonly page: string }): ReactNode {
  const [place, setPlace] = useState<Place>({ page: first, heading: null });
  const [typed, setTyped] = useState('');
  const body = useRef<HTMLElement>(null);
  const go = (next: Place): void => {
    setTyped('');
    setPlace(next);
  };
  useEffect(() => {
    const headings = [...(body.current?.querySelectorAll('h3, h4, h5') ?? [])];
    const target = place.heading === null ? null : headings.find(({ textContent }) => textContent === place.heading);
    if (target) target.scrollIntoView({ block: 'start' });
    else body.current?.closest('section')?.querySelector('input')?.scrollIntoView({ block: 'center' });
  }, [place]);
  const page = guidePages().get(place.page) ?? guidePages().get('README');
  return (
    <SidePanel title={t`Guide`} isWide onClose={closePanel}>
      <div className={styles.tools}>
        <SearchBox label={t`Search the guide`} placeholder={t`Search the guide`} value={typed} onChange={setTyped} />
      </div>
      {typed.trim() !== '' ? (
        <Hits typed={typed} onGo={go} />
      ) : (
        <>
          <nav aria-label={t`Pages of the guide`} className={styles.pages}>
            {[...guidePages().values()].map(({ name, title }) => (
              <Button
                key={name}
                look="quiet"
                className={name === page?.name ? (styles.current ?? '') : ''}
                onPress={() => go({ page: name, heading: null })}
              >
                <span lang="en">{title}</span>
              </Button>
            ))}
          </nav>
          <article ref={body} lang="en" className={styles.text} data-selectable>
            {page && <GuideText nodes={page.nodes} onPage={(name) => go({ page: name, heading: null })} />}
          </article>
        </>
      )}
    </SidePanel>
  );
}

const mostHits = 40;
const longestSnippet = 160;

function Hits({ typed, onGo }: { readonly typed: string; readonly onGo: (place: Place) => void }): ReactNode {
  const hits = useMemo(() => findInGuide(typed), [typed]);
  if (hits.length === 0) return <p role="status">{t`The guide says nothing about that.`}</p>;
  return (
    <ul aria-label={t`Found in the guide`} className={styles.hits}>
      {hits.slice(0, mostHits).map(({ page, pageTitle, heading, text }) => (
        <li key={`${page} ${heading}`}>
          <Button look="quiet" className={styles.hit ?? ''} onPress={() => onGo({ page, heading })}>
            {heading === pageTitle ? heading : `${pageTitle} ▸ ${heading}`}
          </Button>
          <p className={styles.snippet}>{snippet(text, typed)}</p>
        </li>
      ))}
    </ul>
  );
}

function snippet(text: string, typed: string): string {
  const first = typed.trim().split(/\s+/)[0]?.toLowerCase() ?? '';
  const at = Math.max(0, text.toLowerCase().indexOf(first) - longestSnippet / 2);
  return `${at > 0 ? '…' : ''}${text.slice(at, at + longestSnippet).replaceAll(/\s+/g, ' ')}…`;
}
