import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { RecentCollection } from '../../../shared/contract/calls/application.ts';
import { t } from '../../../shared/translation/translate.ts';
import { requestCollection } from '../../actions/collection-actions.ts';
import { changedLabel } from '../../model/labels.ts';
import { useSession } from '../../model/session.ts';
import { classNames } from '../../ui/class-names.ts';
import { loadedLater } from '../../ui/loaded-later.tsx';
import { loadStartForms } from './load-start-forms.ts';
import recentListStyles from './recent-list.module.css';
import { StartActions } from './start-actions.tsx';
import styles from './start-screen.module.css';

/** The window of an anchorhold: an arch with its cross of lead. */
function BrandMark({ size = 20 }: { readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" aria-hidden>
      <title>Anchorite</title>
      <path d="M5 22V10.5a7 7 0 0 1 14 0V22Z" strokeWidth={1.7} strokeLinejoin="round" />
      <path d="M12 3.5V22M5 13.2h14" strokeWidth={1.3} />
      <path d="M3 22h18" strokeWidth={1.7} strokeLinecap="round" />
    </svg>
  );
}

const Introduction = loadedLater(
  () => loadStartForms().then((loaded) => loaded.Introduction),
  <div aria-busy="true" />,
);

function RecentList({ recent }: { readonly recent: readonly RecentCollection[] }): ReactNode {
  return (
    <section aria-labelledby="recent-collections">
      <h2 id="recent-collections" className={recentListStyles.heading}>{t`Recent collections`}</h2>
      {recent.length === 0 ? (
        <p
          className={recentListStyles.empty}
        >{t`Collections that you open are listed here. A collection is an ordinary folder: it can be copied, backed up and carried to another computer as it is.`}</p>
      ) : (
        <ul className={recentListStyles.list}>
          {recent.map((collection) => (
            <li key={collection.folder}>
              <AriaButton
                aria-label={t`Open ${collection.title}`}
                className={classNames(recentListStyles.entry)}
                onPress={() => void requestCollection(collection.folder)}
              >
                <span className={recentListStyles.title}>{collection.title}</span>
                <span className={recentListStyles.opened}>{changedLabel(collection.opened, new Date())}</span>
                <span className={recentListStyles.folder}>{collection.folder}</span>
              </AriaButton>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What a person sees first. */
export function StartScreen(): ReactNode {
  const introduced = useSession((session) => session.preferences.introduced);
  const recent = useSession((session) => session.recent);
  const version = useSession((session) => session.version);
  return (
    <div className={styles.screen}>
      <main tabIndex={-1} data-keyboard-home className={styles.stage}>
        <div className={styles.brand}>
          <BrandMark size={52} />
          <h1 className={styles.name}>Anchorite</h1>
          <p className={styles.line}>{t`Correct the text, keep every page and every version, publish TEI.`}</p>
        </div>
        {!introduced && <Introduction />}
        <div className={styles.columns}>
          <StartActions isFirst={recent.length === 0} />
          <RecentList recent={recent} />
        </div>
      </main>
      <footer className={styles.foot}>
        <span>{t`Drop text files or a collection’s folder anywhere to begin with them.`}</span>
        <span>{t`Version ${version} · works offline; nothing leaves this computer`}</span>
      </footer>
    </div>
  );
}
