import {
  ChevronLeft,
  ChevronRight,
  Ellipsis,
  GalleryHorizontalEnd,
  Maximize,
  MoveHorizontal,
  SunMedium,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import type { PageView } from '../../../shared/contract/facsimile.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { runCommand } from '../../commands/command-registry.ts';
import { useStore } from '../../store.ts';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import type { Facsimile } from './facsimile-model.ts';
import { facsimileView } from './facsimile-view.ts';
import styles from './page-bar.module.css';
import { PageMenu } from './page-menu.tsx';

interface PageBarProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly facsimile: Facsimile;
  readonly page: PageView;
  readonly number: number;
  readonly count: number;
}

/** Turns the pages and sets how they are looked at. */
export function PageBar({ session, outline, facsimile, page, number, count }: PageBarProps): ReactNode {
  return (
    <div role="toolbar" aria-label="Page image" className={styles.bar}>
      <IconButton
        icon={ChevronLeft}
        label="Previous page"
        keys={keysLabel('view.previous-page')}
        isDisabled={number === 1}
        onPress={() => facsimile.turnBy(-1)}
      />
      <span className={styles.count}>
        <b>{number}</b> of {count}
      </span>
      <IconButton
        icon={ChevronRight}
        label="Next page"
        keys={keysLabel('view.next-page')}
        isDisabled={number === count}
        onPress={() => facsimile.turnBy(1)}
      />
      <div className={styles.space} />
      {page.state === 'present' && <LookButtons />}
      <MenuButton
        label="Page"
        button={
          <Button aria-label="More for this page" className={classNames(styles.more)}>
            <Ellipsis size={16} strokeWidth={1.75} aria-hidden />
          </Button>
        }
      >
        <PageMenu session={session} outline={outline} page={page} />
      </MenuButton>
    </div>
  );
}

function LookButtons(): ReactNode {
  const zoomPercent = useStore(facsimileView, (view) => view.zoomPercent);
  const fit = useStore(facsimileView, (view) => view.fit);
  const isLightShown = useStore(facsimileView, (view) => view.isLightShown);
  const areThumbnailsShown = useStore(facsimileView, (view) => view.areThumbnailsShown);
  return (
    <>
      <IconButton
        icon={ZoomOut}
        label="Zoom out"
        keys={keysLabel('facsimile.zoom-out')}
        onPress={() => runCommand('facsimile.zoom-out')}
      />
      <span className={styles.zoom}>{zoomPercent === null ? '' : `${zoomPercent} %`}</span>
      <IconButton
        icon={ZoomIn}
        label="Zoom in"
        keys={keysLabel('facsimile.zoom-in')}
        onPress={() => runCommand('facsimile.zoom-in')}
      />
      <IconButton
        icon={Maximize}
        label="Fit the page"
        keys={keysLabel('facsimile.fit-page')}
        isPressed={fit === 'page'}
        onPress={() => runCommand('facsimile.fit-page')}
      />
      <IconButton
        icon={MoveHorizontal}
        label="Fit the width"
        keys={keysLabel('facsimile.fit-width')}
        isPressed={fit === 'width'}
        onPress={() => runCommand('facsimile.fit-width')}
      />
      <IconButton
        icon={SunMedium}
        label="Light"
        keys={keysLabel('facsimile.light')}
        isPressed={isLightShown}
        onPress={() => runCommand('facsimile.light')}
      />
      <IconButton
        icon={GalleryHorizontalEnd}
        label="All pages"
        keys={keysLabel('facsimile.thumbnails')}
        isPressed={areThumbnailsShown}
        onPress={() => runCommand('facsimile.thumbnails')}
      />
    </>
  );
}
