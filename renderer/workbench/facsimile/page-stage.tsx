import { type KeyboardEvent, type ReactNode, useCallback, useId, useRef } from 'react';
import { VisuallyHidden } from 'react-aria-components/VisuallyHidden';
import type { PageView } from '../../../shared/contract/facsimile.ts';
import { runSingleKey } from '../../commands/command-keys.ts';
import { useStore } from '../../store.ts';
import { classNames } from '../../ui/class-names.ts';
import type { DocumentOutline } from '../document-outline.ts';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import type { Facsimile } from './facsimile-model.ts';
import { type FacsimileView, facsimileView, lightFilter } from './facsimile-view.ts';
import { PageOverlay } from './page-overlay.tsx';
import styles from './page-stage.module.css';
import { textOfPage } from './page-text.ts';
import { pageViewer } from './page-viewer.ts';
import { usePageViewer } from './use-page-viewer.ts';
import { zoneDraft } from './zone-draft.ts';
import { ZonePlacing } from './zone-placing.tsx';

interface PageStageProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly facsimile: Facsimile;
  readonly page: PageView;
  /** What a person calls the page. */
  readonly name: string;
}

/** The picture of one page: what is drawn on it, and its text for those who do not see it. */
export function PageStage({ session, outline, facsimile, page, name }: PageStageProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const layer = useRef<SVGGElement>(null);
  const filter = useStore(facsimileView, filterOf);
  const isInverted = useStore(facsimileView, (view) => view.light.isInverted);
  const isPlacing = useStore(zoneDraft, (draft) => draft?.page === page.id);
  usePageViewer({ host, layer, page, session, facsimile });
  const text = useId();
  return (
    <section
      {...focusable}
      aria-label={`Image of ${name}`}
      aria-describedby={text}
      className={styles.stage}
      data-facsimile
      onKeyDown={onStageKey}
    >
      <VisuallyHidden id={text} elementType="p">
        <PageText session={session} outline={outline} page={page} />
      </VisuallyHidden>
      <div ref={host} aria-hidden className={styles.picture} style={{ filter }} />
      <svg aria-hidden className={classNames(styles.overlay, isInverted && styles.onDark)}>
        <title>{`What is marked on ${name}`}</title>
        <g ref={layer}>
          <PageOverlay session={session} facsimile={facsimile} page={page} />
        </g>
      </svg>
      {isPlacing && <ZonePlacing session={session} page={page} />}
    </section>
  );
}

interface PageTextProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly page: PageView;
}

/** The transcription of the page: the alternative to its image. */
function PageText({ session, outline, page }: PageTextProps): ReactNode {
  const pages = useStore(session.facts, (facts) => facts.pages);
  const text = useStore(
    outline,
    useCallback(({ doc, anchors }: DocumentOutline) => textOfPage(doc, pages, anchors, page.id), [pages, page.id]),
  );
  return text === '' ? 'No text is linked to this page yet.' : `Its transcription: ${text}`;
}

/** It takes the keys that move the picture, as a map does. */
const focusable = { tabIndex: 0 } as const;

const filterOf = (view: FacsimileView): string => lightFilter(view.light);

/** How far an arrow key moves the picture, as a share of what is in sight. */
const keyMove = 0.2;

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-keyMove, 0],
  ArrowRight: [keyMove, 0],
  ArrowUp: [0, -keyMove],
  ArrowDown: [0, keyMove],
};

function onStageKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const viewer = pageViewer.get();
  const move = event.shiftKey ? undefined : moves[event.key];
  if (move) viewer?.moveBy(...move);
  else if (!runSingleKey(event.nativeEvent)) return;
  event.preventDefault();
}
