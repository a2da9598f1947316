import { GripVertical, ImageOff } from 'lucide-react';
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { Button } from 'react-aria-components/Button';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { DropIndicator, useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import type { PageView } from '../../../shared/contract/payloads/facsimile.ts';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import { pageWay } from '../../../shared/document/pages/treated-page.ts';
import { t } from '../../../shared/translation/translate.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { useStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import type { Facsimile } from './facsimile-model.ts';
import { facsimileView, pageMenu } from './facsimile-view.ts';
import { reorderPages } from './page-actions.ts';
import { pageName } from './pages.ts';
import styles from './thumbnail-strip.module.css';

interface ThumbnailStripProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly facsimile: Facsimile;
  readonly pages: readonly PageView[];
}

/** All pages, small: one is chosen with a click or Enter, and dragged, with the mouse or from the keyboard, to where it belongs. */
export function ThumbnailStrip({ session, outline, facsimile, pages }: ThumbnailStripProps): ReactNode {
  const current = useStore(facsimileView, (view) => view.page);
  const anchors = useStore(outline, ({ namedAnchors }) => namedAnchors);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = current && box.current?.querySelector(`[data-page="${current}"]`);
    if (element) element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: session.readOnly !== null,
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      if (target.dropPosition === 'on') return;
      void reorderPages(
        session,
        new Set([...keys].map((key) => key as PageImageId)),
        target.key as PageImageId,
        target.dropPosition,
      );
    },
    renderDropIndicator: (target) => <DropIndicator target={target} className={classNames(styles.indicator)} />,
  });
  return (
    <section
      ref={box}
      aria-label={t`All pages`}
      className={styles.strip}
      onContextMenu={(event) => openMenuOf(event, facsimile)}
    >
      <GridList
        aria-label={t`Pages`}
        layout="grid"
        keyboardNavigationBehavior="tab"
        items={pages}
        dependencies={[current, anchors]}
        dragAndDropHooks={dragAndDropHooks}
        onAction={(key) => facsimile.turnTo(key as PageImageId)}
        className={classNames(styles.list)}
      >
        {(page) => {
          const name = pageName(page, anchors);
          const number = pages.findIndex(({ id }) => id === page.id) + 1;
          return (
            <GridListItem
              id={page.id}
              textValue={t`Page ${number}: ${name}`}
              className={classNames(styles.item, page.id === current && styles.current)}
            >
              <div data-page={page.id} className={styles.frame}>
                <Thumbnail page={page} />
                <Button slot="drag" aria-label={t`Move page ${number}`} className={classNames(styles.grip)}>
                  <GripVertical size={12} aria-hidden />
                </Button>
              </div>
              <span className={styles.name}>{name}</span>
            </GridListItem>
          );
        }}
      </GridList>
    </section>
  );
}

/** The menu of a page that is small is that of the page when it is shown. */
function openMenuOf(event: MouseEvent<HTMLElement>, facsimile: Facsimile): void {
  const item = event.target instanceof Element ? event.target.closest('[role="row"]') : null;
  const page = item?.querySelector<HTMLElement>('[data-page]')?.dataset.page;
  if (!item || page === undefined) return;
  event.preventDefault();
  facsimile.turnTo(page as PageImageId);
  const { left, bottom } = item.getBoundingClientRect();
  const [x, y] = event.button === 2 ? [event.clientX, event.clientY] : [left, bottom];
  // Its commands are about the page that is shown then.
  requestAnimationFrame(() => pageMenu.set({ left: x, top: y, height: 1, zone: null }));
}

function Thumbnail({ page }: { readonly page: PageView }): ReactNode {
  const { thumbnail, turn, treatment, width, height } = page;
  if (thumbnail === null) return <ImageOff size={20} strokeWidth={1.4} aria-label={t`The image is not here`} />;
  const style = { rotate: `${turn}deg` };
  if (!treatment) return <img src={thumbnail} alt="" draggable={false} className={styles.image} style={style} />;
  const { size } = pageWay(page);
  const { x, y } = treatment.crop ?? { x: 0, y: 0 };
  return (
    <svg aria-hidden viewBox={`0 0 ${size.width} ${size.height}`} className={styles.image} style={style}>
      <image
        href={thumbnail}
        width={width}
        height={height}
        preserveAspectRatio="none"
        transform={`translate(${-x} ${-y}) rotate(${treatment.angle} ${width / 2} ${height / 2})`}
      />
    </svg>
  );
}
