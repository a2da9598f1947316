import type { ReactNode } from 'react';
import { useSession } from '../session/use-session.ts';
import { BrandMark } from '../ui/brand-mark.tsx';
import { Introduction } from './introduction.tsx';
import { RecentList } from './recent-list.tsx';
import { StartActions } from './start-actions.tsx';
import styles from './start-screen.module.css';

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
          <p className={styles.line}>Correct the text, keep every page and every version, publish TEI.</p>
        </div>
        {!introduced && <Introduction />}
        <div className={styles.columns}>
          <StartActions isFirst={recent.length === 0} />
          <RecentList recent={recent} />
        </div>
      </main>
      <footer className={styles.foot}>
        <span>Drop text files or a collection’s folder anywhere to begin with them.</span>
        <span>Version {version} · works offline; nothing leaves this computer</span>
      </footer>
    </div>
  );
}
