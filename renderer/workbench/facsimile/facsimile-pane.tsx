import type { ReactNode } from 'react';
import { useStore } from '../../store.ts';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import type { Facsimile } from './facsimile-model.ts';
import styles from './facsimile-pane.module.css';
import { facsimileView } from './facsimile-view.ts';
import { LightPanel } from './light-panel.tsx';
import { LostPage } from './lost-page.tsx';
import { NoImages } from './no-images.tsx';
import { PageBar } from './page-bar.tsx';
import { pageName } from './page-name.ts';
import { PageNotices } from './page-notices.tsx';
import { PageStage } from './page-stage.tsx';
import { ThumbnailStrip } from './thumbnail-strip.tsx';
import { ZoneForm } from './zone-form.tsx';

interface FacsimilePaneProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly facsimile: Facsimile;
}

/** The image of the page that the text is on. */
export function FacsimilePane({ session, outline, facsimile }: FacsimilePaneProps): ReactNode {
  const pages = useStore(session.facts, (facts) => facts.pages);
  const chosen = useStore(facsimileView, (view) => view.page);
  const isLightShown = useStore(facsimileView, (view) => view.isLightShown);
  const areThumbnailsShown = useStore(facsimileView, (view) => view.areThumbnailsShown);
  const anchors = useStore(outline, ({ namedAnchors }) => namedAnchors);
  const page = pages.find(({ id }) => id === chosen) ?? pages[0];
  if (!page) return <NoImages session={session} />;
  const isPresent = page.state === 'present' && page.picture !== null;
  return (
    <div className={styles.pane}>
      <PageBar
        session={session}
        outline={outline}
        facsimile={facsimile}
        page={page}
        number={pages.indexOf(page) + 1}
        count={pages.length}
      />
      {isLightShown && isPresent && <LightPanel />}
      <PageNotices session={session} facsimile={facsimile} page={page} />
      {isPresent ? (
        <PageStage
          session={session}
          outline={outline}
          facsimile={facsimile}
          page={page}
          name={pageName(page, anchors)}
        />
      ) : (
        <LostPage session={session} page={page} />
      )}
      <ZoneForm session={session} />
      {areThumbnailsShown && <ThumbnailStrip session={session} outline={outline} facsimile={facsimile} pages={pages} />}
    </div>
  );
}
