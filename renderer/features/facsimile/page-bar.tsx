import {
  Anchor,
  ArrowLeft,
  ArrowRight,
  BookOpen,
  ChevronLeft,
  ChevronRight,
  Crop,
  Ellipsis,
  FilePlus2,
  FileScan,
  GalleryHorizontalEnd,
  ImageOff,
  Link2,
  Maximize,
  MoveHorizontal,
  RotateCcw,
  RotateCw,
  ScanText,
  SquareDashedMousePointer,
  SunMedium,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import type { PageView } from '../../../shared/contract/payloads/facsimile.ts';
import { t } from '../../../shared/translation/translate.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { runCommand } from '../../commands/command-registry.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { shownAnchorName } from '../../model/labels.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { useStore } from '../../platform/store.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { MenuBranch, MenuButton, MenuEntry, MenuLine } from '../../ui/menu.tsx';
import type { Facsimile } from './facsimile-model.ts';
import { facsimileView } from './facsimile-view.ts';
import { addLayout, linkPage, movePage, readPages, relinkPage, removePage, turnPage } from './page-actions.ts';
import styles from './page-bar.module.css';

interface PageMenuProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly page: PageView;
}

/** Everything that can be done with one page. */
function PageMenu({ session, outline, page }: PageMenuProps): ReactNode {
  const pages = useStore(session.facts, (facts) => facts.pages);
  const index = pages.findIndex(({ id }) => id === page.id);
  if (session.readOnly !== null)
    return <MenuEntry label={t`The document is read-only`} isDisabled onAction={nothing} />;
  return (
    <>
      <MenuEntry
        label={t`Draw a zone…`}
        icon={SquareDashedMousePointer}
        keys={keysLabel('facsimile.draw-zone')}
        isDisabled={page.state !== 'present'}
        onAction={() => runCommand('facsimile.draw-zone')}
      />
      <MenuEntry label={t`Read this page`} icon={ScanText} onAction={() => void readPages(session, [page.id])} />
      <MenuEntry label={t`Add a layout file…`} icon={FileScan} onAction={() => void addLayout(session)} />
      <MenuLine />
      <MenuEntry
        label={t`Turn right`}
        icon={RotateCw}
        keys={keysLabel('facsimile.rotate-right')}
        onAction={() => void turnPage(session, page.id, 90)}
      />
      <MenuEntry
        label={t`Turn left`}
        icon={RotateCcw}
        keys={keysLabel('facsimile.rotate-left')}
        onAction={() => void turnPage(session, page.id, -90)}
      />
      <MenuEntry
        label={t`Straighten and crop…`}
        icon={Crop}
        keys={keysLabel('facsimile.treat')}
        isDisabled={page.state !== 'present'}
        onAction={() => runCommand('facsimile.treat')}
      />
      <MenuEntry
        label={t`Split a double page…`}
        icon={BookOpen}
        isDisabled={page.state !== 'present'}
        onAction={() => runCommand('facsimile.split-page')}
      />
      <MenuLine />
      <BeginsAt session={session} outline={outline} page={page} />
      <MenuEntry
        label={t`Move before the page before`}
        icon={ArrowLeft}
        isDisabled={index === 0}
        onAction={() => void movePage(session, page.id, -1)}
      />
      <MenuEntry
        label={t`Move behind the next page`}
        icon={ArrowRight}
        isDisabled={index === pages.length - 1}
        onAction={() => void movePage(session, page.id, 1)}
      />
      <MenuLine />
      <MenuEntry label={t`Add page images…`} icon={FilePlus2} onAction={() => runCommand('facsimile.add')} />
      <MenuEntry label={t`Choose its file again…`} icon={Link2} onAction={() => void relinkPage(session, page.id)} />
      <MenuEntry
        label={t`Take this page off`}
        icon={ImageOff}
        isDanger
        onAction={() => void removePage(session, page.id)}
      />
    </>
  );
}

const nothing = (): void => undefined;

/** Links the page to the anchor at which it begins. */
function BeginsAt({ session, outline, page }: PageMenuProps): ReactNode {
  const anchors = useStore(outline, ({ namedAnchors }) => namedAnchors);
  const choose = (anchor: PageView['anchor']): void => void linkPage(session, page.id, anchor);
  return (
    <MenuBranch label={t`Begins at`} isCurrent={false}>
      {anchors.map(({ anchor }) => (
        <MenuEntry
          key={anchor.id}
          label={shownAnchorName(anchor)}
          icon={Anchor}
          isCurrent={anchor.id === page.anchor ? true : undefined}
          onAction={() => choose(anchor.id)}
        />
      ))}
      <MenuEntry
        label={t`No anchor`}
        isCurrent={page.anchor === null ? true : undefined}
        onAction={() => choose(null)}
      />
    </MenuBranch>
  );
}

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
    <div role="toolbar" aria-label={t`Page image`} className={styles.bar}>
      <IconButton
        icon={ChevronLeft}
        label={t`Previous page`}
        keys={keysLabel('view.previous-page')}
        isDisabled={number === 1}
        onPress={() => facsimile.turnBy(-1)}
      />
      <span className={styles.count}>{t`${number} of ${count}`}</span>
      <IconButton
        icon={ChevronRight}
        label={t`Next page`}
        keys={keysLabel('view.next-page')}
        isDisabled={number === count}
        onPress={() => facsimile.turnBy(1)}
      />
      <div className={styles.space} />
      {page.state === 'present' && <LookButtons />}
      <MenuButton
        label={t`Page`}
        button={
          <Button aria-label={t`More for this page`} className={classNames(styles.more)}>
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
        label={t`Zoom out`}
        keys={keysLabel('facsimile.zoom-out')}
        onPress={() => runCommand('facsimile.zoom-out')}
      />
      <span className={styles.zoom}>{zoomPercent === null ? '' : `${zoomPercent} %`}</span>
      <IconButton
        icon={ZoomIn}
        label={t`Zoom in`}
        keys={keysLabel('facsimile.zoom-in')}
        onPress={() => runCommand('facsimile.zoom-in')}
      />
      <IconButton
        icon={Maximize}
        label={t`Fit the page`}
        keys={keysLabel('facsimile.fit-page')}
        isPressed={fit === 'page'}
        onPress={() => runCommand('facsimile.fit-page')}
      />
      <IconButton
        icon={MoveHorizontal}
        label={t`Fit the width`}
        keys={keysLabel('facsimile.fit-width')}
        isPressed={fit === 'width'}
        onPress={() => runCommand('facsimile.fit-width')}
      />
      <IconButton
        icon={SunMedium}
        label={t`Light`}
        keys={keysLabel('facsimile.light')}
        isPressed={isLightShown}
        onPress={() => runCommand('facsimile.light')}
      />
      <IconButton
        icon={GalleryHorizontalEnd}
        label={t`All pages`}
        keys={keysLabel('facsimile.thumbnails')}
        isPressed={areThumbnailsShown}
        onPress={() => runCommand('facsimile.thumbnails')}
      />
    </>
  );
}
