import { useEffect } from 'react';
import type { PageView } from '../../../shared/contract/payloads/facsimile.ts';
import type { PlacedAnchor } from '../../../shared/document/page-anchor.ts';
import {
  type CommandHandler,
  type CommandHandlers,
  commandsMayHaveChanged,
  doable,
  switching,
  useCommands,
} from '../../commands/command-registry.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { isPaneShown, narrowStore, showLeftPane, shownInLeftPane, workbenchView } from '../../model/workbench-view.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { comparing } from '../versions/comparing.ts';
import type { Facsimile } from './facsimile-model.ts';
import {
  changeLight,
  type FacsimileView,
  facsimileView,
  lightFilter,
  lightRange,
  patchFacsimile,
  plainLight,
} from './facsimile-view.ts';
import {
  addImages,
  addLayout,
  linkPage,
  movePage,
  pageWork,
  readPages,
  relinkPage,
  removePage,
  turnPage,
} from './page-actions.ts';
import type { Fit } from './page-geometry.ts';
import { pageViewer } from './page-viewer.ts';
import { pageBeside } from './pages.ts';
import { beginTreating, isTreated, resetTreatment } from './treating.ts';
import { draftWithin, zoneDraft } from './zones.tsx';

/** Offers what can be done by name with the page images of the open document. */
export function useFacsimileCommands(session: DocumentSession, outline: OutlineStore, facsimile: Facsimile): void {
  const hasPages = useStore(session.facts, (facts) => facts.pages.length > 0);
  const isNarrow = useWholeStore(narrowStore);
  const isImageShown = useStore(
    workbenchView,
    (view) => isPaneShown(view, isNarrow, 'source') && shownInLeftPane(view, hasPages) === 'image',
  );
  useEffect(() => {
    const stores = [facsimileView, facsimile.readPages, pageViewer, pageWork];
    const ends = stores.map((store) => store.subscribe(commandsMayHaveChanged));
    return () => {
      for (const end of ends) end();
    };
  }, [facsimile]);
  useCommands({
    ...paneCommands(session, hasPages),
    ...(hasPages && pageCommands(session, outline, facsimile)),
    ...(hasPages && {
      'view.next-page': turning(session, facsimile, 1),
      'view.previous-page': turning(session, facsimile, -1),
    }),
    ...(hasPages && isImageShown && lookCommands()),
  });
}

function paneCommands(session: DocumentSession, hasPages: boolean): CommandHandlers {
  const isWritable = session.readOnly === null;
  const isImage = shownInLeftPane(workbenchView.get(), hasPages) === 'image';
  return {
    'view.image': () => showLeftPane(isImage ? 'source' : 'image'),
    'facsimile.add': isWritable ? doable(isFree, () => addTo(session)) : null,
    // It lies above a line of the text, which a comparison hides.
    'facsimile.strip': hasPages ? Object.assign(switched('isStripShown'), { can: isTextShown }) : null,
  };
}

/** Work on the page images comes one after the other. */
const isFree = (): boolean => pageWork.get() === null;

const isTextShown = (): boolean => comparing.get() === null;

function addTo(session: DocumentSession): void {
  showLeftPane('image');
  void addImages(session, null);
}

const turning = (session: DocumentSession, facsimile: Facsimile, step: -1 | 1): CommandHandler =>
  doable(
    () => pageBeside(session.facts.get().pages, facsimileView.get().page, step) !== null,
    () => facsimile.turnBy(step),
  );

const switched = (what: 'isStripShown' | 'areThumbnailsShown' | 'isLightShown'): CommandHandler =>
  switching(
    () => facsimileView.get()[what],
    () => patchFacsimile({ [what]: !facsimileView.get()[what] } as Partial<FacsimileView>),
  );

/** Commands upon the page that is shown. */
function pageCommands(session: DocumentSession, outline: OutlineStore, facsimile: Facsimile): CommandHandlers {
  if (session.readOnly !== null) return {};
  const shown = (): PageView | null =>
    session.facts.get().pages.find(({ id }) => id === facsimileView.get().page) ?? null;
  const onPage = (act: (page: PageView) => unknown, can: (page: PageView) => boolean = () => true): CommandHandler =>
    doable(
      () => {
        const page = shown();
        return page !== null && can(page);
      },
      () => {
        const page = shown();
        if (page) act(page);
      },
    );
  const isAtEnd = (page: PageView, index: 0 | -1): boolean => session.facts.get().pages.at(index)?.id === page.id;
  const anchorBefore = (anchors: readonly PlacedAnchor[]) =>
    anchors.findLast(({ pos }) => pos <= session.editor.get().selection.head)?.anchor;
  return {
    'facsimile.add-layout': doable(isFree, () => addLayout(session)),
    'facsimile.read-page': onPage(({ id }) => readPages(session, [id]), isFree),
    'facsimile.read-all': doable(
      () => isFree() && session.facts.get().pages.some(({ id }) => !facsimile.readPages.get()?.has(id)),
      () => readPages(session, null),
    ),
    'facsimile.rotate-right': onPage(({ id }) => turnPage(session, id, 90)),
    'facsimile.rotate-left': onPage(({ id }) => turnPage(session, id, -90)),
    'facsimile.treat': onPage((page) => beginTreating(session, page, false), isPresent),
    'facsimile.split-page': onPage((page) => beginTreating(session, page, true), isPresent),
    'facsimile.reset': onPage(
      (page) => resetTreatment(session, page),
      (page) => isTreated(session.facts.get().pages, page),
    ),
    'facsimile.move-earlier': onPage(
      ({ id }) => movePage(session, id, -1),
      (page) => !isAtEnd(page, 0),
    ),
    'facsimile.move-later': onPage(
      ({ id }) => movePage(session, id, 1),
      (page) => !isAtEnd(page, -1),
    ),
    'facsimile.relink': onPage(({ id }) => relinkPage(session, id)),
    'facsimile.remove': onPage(({ id }) => removePage(session, id)),
    'facsimile.link': onPage(
      ({ id }) => {
        const before = anchorBefore(outline.now().anchors);
        if (before) void linkPage(session, id, before.id);
      },
      (page) => {
        const before = anchorBefore(outline.get().anchors);
        return before !== undefined && before.id !== page.anchor;
      },
    ),
    'facsimile.unlink': onPage(
      ({ id }) => linkPage(session, id, null),
      ({ anchor }) => anchor !== null,
    ),
    'facsimile.draw-zone': onPage(({ id }) => {
      showLeftPane('image');
      const viewer = pageViewer.get();
      if (viewer) zoneDraft.set(draftWithin(id, viewer.visible()));
    }, isPresent),
  };
}

const isPresent = ({ state }: PageView): boolean => state === 'present';

/** How far a command zooms. */
const zoomStep = 1.3;

function lookCommands(): CommandHandlers {
  const isThere = (): boolean => pageViewer.get() !== null;
  const zoom = (factor: number) =>
    doable(isThere, () => {
      patchFacsimile({ fit: null });
      pageViewer.get()?.zoomBy(factor);
    });
  const fitting = (wanted: Fit) =>
    doable(isThere, () => {
      patchFacsimile({ fit: wanted });
      pageViewer.get()?.fit(wanted);
    });
  const lighter = (what: 'brightness' | 'contrast', step: -1 | 1) =>
    doable(
      () => facsimileView.get().light[what] !== (step > 0 ? lightRange.most : lightRange.least),
      () => changeLight(what, step),
    );
  return {
    'facsimile.zoom-in': zoom(zoomStep),
    'facsimile.zoom-out': zoom(1 / zoomStep),
    'facsimile.fit-page': fitting('page'),
    'facsimile.fit-width': fitting('width'),
    'facsimile.light': switched('isLightShown'),
    'facsimile.brighter': lighter('brightness', 1),
    'facsimile.darker': lighter('brightness', -1),
    'facsimile.more-contrast': lighter('contrast', 1),
    'facsimile.less-contrast': lighter('contrast', -1),
    'facsimile.invert': switching(
      () => facsimileView.get().light.isInverted,
      () => {
        const { light } = facsimileView.get();
        patchFacsimile({ light: { ...light, isInverted: !light.isInverted } });
      },
    ),
    'facsimile.plain-light': doable(
      () => lightFilter(facsimileView.get().light) !== lightFilter(plainLight),
      () => patchFacsimile({ light: plainLight }),
    ),
    'facsimile.thumbnails': switched('areThumbnailsShown'),
  };
}
