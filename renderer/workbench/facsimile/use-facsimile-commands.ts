import type { CommandHandlers } from '../../commands/command-registry.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { useStore, useWholeStore } from '../../store.ts';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { isPaneShown, narrowStore, showLeftPane, shownInLeftPane, workbenchView } from '../workbench-view.ts';
import type { Facsimile } from './facsimile-model.ts';
import { changeLight, type FacsimileView, facsimileView, patchFacsimile, plainLight } from './facsimile-view.ts';
import {
  addImages,
  addLayout,
  linkPage,
  movePage,
  readPages,
  relinkPage,
  removePage,
  turnPage,
} from './page-actions.ts';
import type { Fit } from './page-geometry.ts';
import { pageViewer } from './page-viewer.ts';
import { draftWithin, zoneDraft } from './zone-draft.ts';

/** Offers what can be done by name with the page images of the open document. */
export function useFacsimileCommands(session: DocumentSession, outline: OutlineStore, facsimile: Facsimile): void {
  const hasPages = useStore(session.facts, (facts) => facts.pages.length > 0);
  const isNarrow = useWholeStore(narrowStore);
  const isImageShown = useStore(
    workbenchView,
    (view) => isPaneShown(view, isNarrow, 'source') && shownInLeftPane(view, hasPages) === 'image',
  );
  useCommands({
    ...paneCommands(session, hasPages),
    ...(hasPages && pageCommands(session, outline)),
    ...(hasPages && {
      'view.next-page': () => facsimile.turnBy(1),
      'view.previous-page': () => facsimile.turnBy(-1),
    }),
    ...(hasPages && isImageShown && lookCommands()),
  });
}

function paneCommands(session: DocumentSession, hasPages: boolean): CommandHandlers {
  const isWritable = session.readOnly === null;
  const isImage = shownInLeftPane(workbenchView.get(), hasPages) === 'image';
  return {
    'view.image': () => showLeftPane(isImage ? 'source' : 'image'),
    'facsimile.add': isWritable ? () => addTo(session) : null,
    'facsimile.strip': hasPages ? () => toggle('isStripShown') : null,
  };
}

function addTo(session: DocumentSession): void {
  showLeftPane('image');
  void addImages(session, null);
}

const toggle = (what: 'isStripShown' | 'areThumbnailsShown' | 'isLightShown'): void =>
  patchFacsimile({ [what]: !facsimileView.get()[what] } as Partial<FacsimileView>);

/** Commands upon the page that is shown. */
function pageCommands(session: DocumentSession, outline: OutlineStore): CommandHandlers {
  if (session.readOnly !== null) return {};
  const onPage = (act: (page: NonNullable<FacsimileView['page']>) => unknown) => () => {
    const { page } = facsimileView.get();
    if (page !== null) act(page);
  };
  return {
    'facsimile.add-layout': () => void addLayout(session),
    'facsimile.read-page': onPage((page) => readPages(session, [page])),
    'facsimile.read-all': () => void readPages(session, null),
    'facsimile.rotate-right': onPage((page) => turnPage(session, page, 90)),
    'facsimile.rotate-left': onPage((page) => turnPage(session, page, -90)),
    'facsimile.move-earlier': onPage((page) => movePage(session, page, -1)),
    'facsimile.move-later': onPage((page) => movePage(session, page, 1)),
    'facsimile.relink': onPage((page) => relinkPage(session, page)),
    'facsimile.remove': onPage((page) => removePage(session, page)),
    'facsimile.link': onPage((page) => {
      const { head } = session.editor.get().selection;
      const before = outline.now().anchors.findLast(({ pos }) => pos <= head);
      if (before) void linkPage(session, page, before.anchor.id);
    }),
    'facsimile.unlink': onPage((page) => linkPage(session, page, null)),
    'facsimile.draw-zone': onPage((page) => {
      showLeftPane('image');
      const viewer = pageViewer.get();
      if (viewer) zoneDraft.set(draftWithin(page, viewer.visible()));
    }),
  };
}

/** How far a command zooms. */
const zoomStep = 1.3;

function lookCommands(): CommandHandlers {
  const zoom = (factor: number) => () => {
    patchFacsimile({ fit: null });
    pageViewer.get()?.zoomBy(factor);
  };
  const fitting = (wanted: Fit) => () => {
    patchFacsimile({ fit: wanted });
    pageViewer.get()?.fit(wanted);
  };
  return {
    'facsimile.zoom-in': zoom(zoomStep),
    'facsimile.zoom-out': zoom(1 / zoomStep),
    'facsimile.fit-page': fitting('page'),
    'facsimile.fit-width': fitting('width'),
    'facsimile.light': () => toggle('isLightShown'),
    'facsimile.brighter': () => changeLight('brightness', 1),
    'facsimile.darker': () => changeLight('brightness', -1),
    'facsimile.more-contrast': () => changeLight('contrast', 1),
    'facsimile.less-contrast': () => changeLight('contrast', -1),
    'facsimile.invert': () => {
      const { light } = facsimileView.get();
      patchFacsimile({ light: { ...light, isInverted: !light.isInverted } });
    },
    'facsimile.plain-light': () => patchFacsimile({ light: plainLight }),
    'facsimile.thumbnails': () => toggle('areThumbnailsShown'),
  };
}
