import type { Reply } from '../../../shared/contract/ipc.ts';
import type { ArrangedPage, FacsimileOutcome, PageView } from '../../../shared/contract/payloads/facsimile.ts';
import type { AnchorId, PageImageId } from '../../../shared/document/identifier.ts';
import type { PageTurn } from '../../../shared/document/page-image.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { reloadDocument } from '../../actions/document-actions.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { call } from '../../platform/bridge.ts';
import { createStore, type ReadableStore } from '../../platform/store.ts';
import { reordered } from './pages.ts';

/** What the last work on the page images has to say; null when nothing. */
export interface PageRemarks {
  readonly remarks: readonly string[];
  readonly refused: FacsimileOutcome['refused'];
}

const remarksStore = createStore<PageRemarks | null>(null);
export const pageRemarks: ReadableStore<PageRemarks | null> = remarksStore;
export const forgetRemarks = (): void => remarksStore.set(null);

/** Work on the page images that takes a while. */
export type PageWork = 'adding' | 'reading' | 'layout';

const workStore = createStore<PageWork | null>(null);
/** What is done to the page images just now; null when nothing. */
export const pageWork: ReadableStore<PageWork | null> = workStore;

async function working(
  session: DocumentSession,
  work: PageWork,
  run: () => Promise<Reply<FacsimileOutcome | null>>,
): Promise<void> {
  if (workStore.get() !== null) return;
  workStore.set(work);
  try {
    const outcome = await session.changePages(run);
    if (outcome?.gaveText) await reloadDocument();
    if (outcome && outcome.remarks.length + outcome.refused.length > 0)
      remarksStore.set({ remarks: outcome.remarks, refused: outcome.refused });
  } finally {
    workStore.set(null);
  }
}

/** @param files paths; null asks the person */
export const addImages = (session: DocumentSession, files: readonly string[] | null): Promise<void> =>
  working(session, 'adding', () => call('facsimile:add', { document: session.id, files }));

export const addLayout = (session: DocumentSession): Promise<void> =>
  working(session, 'layout', () => call('facsimile:add-layout', { document: session.id, files: null }));

/** @param pages null for all that have no reading yet */
export const readPages = (session: DocumentSession, pages: readonly PageImageId[] | null): Promise<void> =>
  working(session, 'reading', () => call('facsimile:read', { document: session.id, pages }));

/** Brings the file of a page back: a person chooses it. A file with another content is taken when the person says so.
 *  @returns the file with another content that was chosen; null when there is nothing to ask */
export async function relinkPage(
  session: DocumentSession,
  page: PageImageId,
  other: string | null = null,
): Promise<{ readonly file: string; readonly what: string } | null> {
  let asked: { readonly file: string; readonly what: string } | null = null;
  await session.changePages(async () => {
    const reply = await call('facsimile:relink', {
      document: session.id,
      page,
      file: other,
      acceptOther: other !== null,
    });
    if (!reply.ok || reply.value === null) return reply.ok ? { ok: true, value: null } : reply;
    if (reply.value.kind === 'linked') return { ok: true, value: reply.value };
    const { file, fault } = reply.value;
    asked = { file, what: `${retold(fault.what)} ${retold(fault.next)}` };
    return { ok: true, value: null };
  });
  return asked;
}

type Arrangement = (pages: readonly PageView[]) => readonly ArrangedPage[];

async function arrange(session: DocumentSession, arrangement: Arrangement): Promise<void> {
  const pages = arrangement(session.facts.get().pages).map(({ id, anchor, turn }) => ({ id, anchor, turn }));
  await session.changePages(() => call('facsimile:arrange', { document: session.id, pages }));
}

const withPage =
  (id: PageImageId, change: (page: PageView) => Partial<ArrangedPage>): Arrangement =>
  (pages) =>
    pages.map((page) => (page.id === id ? { ...page, ...change(page) } : page));

export const turnPage = (session: DocumentSession, id: PageImageId, degrees: 90 | -90): Promise<void> =>
  arrange(
    session,
    withPage(id, ({ turn }) => ({ turn: ((turn + degrees + 360) % 360) as PageTurn })),
  );

/** Says at which anchor a page begins; another page that began there begins nowhere known from then on. */
export const linkPage = (session: DocumentSession, id: PageImageId, anchor: AnchorId | null): Promise<void> =>
  arrange(session, (pages) =>
    pages.map((page) => {
      if (page.id === id) return { ...page, anchor };
      return anchor !== null && page.anchor === anchor ? { ...page, anchor: null } : page;
    }),
  );

/** Moves pages to before or behind another. Each place in the order keeps its anchor when all have theirs by order. */
export const reorderPages = (
  session: DocumentSession,
  moved: ReadonlySet<PageImageId>,
  target: PageImageId,
  side: 'before' | 'after',
): Promise<void> => arrange(session, (pages) => inPlaceOf(pages, reordered(pages, moved, target, side)));

/** A page that comes to stand where another stood shows what that one was thought to show. */
const inPlaceOf = (before: readonly PageView[], after: readonly PageView[]): readonly ArrangedPage[] =>
  after.map((page, index) => ({ ...page, anchor: before[index]?.anchor ?? null }));

export const movePage = (session: DocumentSession, id: PageImageId, step: -1 | 1): Promise<void> => {
  const { pages } = session.facts.get();
  const target = pages[pages.findIndex((page) => page.id === id) + step];
  if (!target) return Promise.resolve();
  return reorderPages(session, new Set([id]), target.id, step < 0 ? 'before' : 'after');
};

/** Takes a page off the document; its file stays. */
export const removePage = (session: DocumentSession, id: PageImageId): Promise<void> =>
  arrange(session, (pages) => pages.filter((page) => page.id !== id));
