import type { PageView, ProposedTreatment } from '../../../shared/contract/payloads/facsimile.ts';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import type { Box, Point } from '../../../shared/document/layout.ts';
import { mostAngle, untreated } from '../../../shared/document/page-image.ts';
import { layingActs, resettingActs } from '../../../shared/document/pages/treated-page.ts';
import { layPages } from '../../../shared/edit/zone-commands.ts';
import { t } from '../../../shared/translation/translate.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { showLeftPane } from '../../model/workbench-view.ts';
import { ask, call } from '../../platform/bridge.ts';
import { createStore, type Store } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';
import { patchFacsimile } from './facsimile-view.ts';
import type { Size } from './page-geometry.ts';

/** How a page is being laid in its picture. Nothing of the document is changed by it. */
export interface PageDraft {
  readonly page: PageImageId;
  /** In degrees, clockwise. */
  readonly angle: number;
  /** In pixels of the picture turned so. */
  readonly crop: Box;
  /** Where two pages meet, along the same axis as `halvesOf` has it; null for one page. */
  readonly gutter: number | null;
  /** Whether the program looks at the picture just now. */
  readonly isLooking: boolean;
}

/** The page that is being straightened and cut out; null while none is. */
export const pageDraft: Store<PageDraft | null> = createStore<PageDraft | null>(null);

/** What a person does to it. */
export const patchPageDraft = (patch: Partial<Pick<PageDraft, 'angle' | 'crop' | 'gutter'>>): void =>
  pageDraft.update((draft) => draft && { ...draft, ...patch });

const wholeOf = ({ width, height }: Size): Box => ({ x: 0, y: 0, width, height });

/** Begins to straighten and cut out a page: as it lies now, or, when nobody said how, as it seems to. */
export function beginTreating(session: DocumentSession, page: PageView, isDouble: boolean): void {
  showLeftPane('image');
  const { angle, crop } = page.treatment ?? untreated;
  const part = crop ?? wholeOf(page);
  const draft = { page: page.id, angle, crop: part, gutter: isDouble ? middleOf(page, part) : null, isLooking: false };
  pageDraft.set(draft);
  // The whole picture has to be in sight.
  patchFacsimile({ fit: 'page' });
  if (!page.treatment) void lookAgain(session, page, isDouble);
}

/** Lays the page as the program sees it in the picture. What a person has changed meanwhile stays.
 *  @param isDouble whether a person said that the picture shows two pages */
export async function lookAgain(session: DocumentSession, page: PageView, isDouble: boolean): Promise<void> {
  pageDraft.update((draft) => draft && { ...draft, isLooking: true });
  const before = pageDraft.get();
  const found = await ask('facsimile:propose-treatment', { document: session.id, page: page.id });
  const now = pageDraft.get();
  if (!now || now.page !== page.id) return;
  pageDraft.set({ ...now, ...(found && now === before && draftedOf(page, found, isDouble)), isLooking: false });
}

function draftedOf(
  page: PageView,
  { angle, crop, gutter }: ProposedTreatment,
  isDouble: boolean,
): Pick<PageDraft, 'angle' | 'crop' | 'gutter'> {
  const part = withinPage(crop ?? wholeOf(page), page);
  const isBetween = gutter !== null && isInside(gutter, page, part);
  return { angle, crop: part, gutter: isBetween ? gutter : isDouble ? middleOf(page, part) : null };
}

function withinPage({ x, y, width, height }: Box, page: Size): Box {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  return {
    x: left,
    y: top,
    width: Math.min(page.width, x + width) - left,
    height: Math.min(page.height, y + height) - top,
  };
}

const isLying = ({ turn }: Pick<PageView, 'turn'>): boolean => turn === 90 || turn === 270;

export const middleOf = (page: PageView, { x, y, width, height }: Box): number =>
  Math.round(isLying(page) ? y + height / 2 : x + width / 2);

function isInside(gutter: number, page: PageView, { x, y, width, height }: Box): boolean {
  const [from, length] = isLying(page) ? [y, height] : [x, width];
  return gutter > from + leastPart && gutter < from + length - leastPart;
}

/** A page has at least so many pixels on each side. */
const leastPart = 16;

/** What can be moved: the edges of the page as the picture has them, and the line between two pages. */
export type Handle = 'left' | 'top' | 'right' | 'bottom' | 'gutter';

/** The places of a draft along both axes, with a handle moved as far as it goes. */
export function movedHandle(draft: PageDraft, handle: Handle, page: PageView, by: Point): PageDraft {
  const { crop, gutter } = draft;
  const [right, bottom] = [crop.x + crop.width, crop.y + crop.height];
  const between = (value: number, least: number, most: number): number =>
    Math.round(Math.max(least, Math.min(most, value)));
  if (handle === 'gutter') {
    if (gutter === null) return draft;
    const [from, to, move] = isLying(page) ? [crop.y, bottom, by.y] : [crop.x, right, by.x];
    return { ...draft, gutter: between(gutter + move, from + leastPart, to - leastPart) };
  }
  const x = handle === 'left' ? between(crop.x + by.x, 0, right - leastPart) : crop.x;
  const y = handle === 'top' ? between(crop.y + by.y, 0, bottom - leastPart) : crop.y;
  const toX = handle === 'right' ? between(right + by.x, crop.x + leastPart, page.width) : right;
  const toY = handle === 'bottom' ? between(bottom + by.y, crop.y + leastPart, page.height) : bottom;
  const moved = { x, y, width: toX - x, height: toY - y };
  const stays = gutter === null || isInside(gutter, page, moved);
  return { ...draft, crop: moved, gutter: stays ? gutter : middleOf(page, moved) };
}

/** To a tenth of a degree, as far as a page may be turned. */
export const angleNear = (angle: number): number =>
  Math.max(-mostAngle, Math.min(mostAngle, Math.round(angle * 100) / 100));

/** Lays the page as drafted: one act, which undo takes back. */
export async function applyTreatment(session: DocumentSession): Promise<void> {
  const draft = pageDraft.get();
  const page = session.facts.get().pages.find(({ id }) => id === draft?.page);
  pageDraft.set(null);
  if (!draft || !page) return;
  const { angle, crop, gutter } = draft;
  const isWhole = crop.width === page.width && crop.height === page.height;
  const wanted = { angle, crop: isWhole ? null : crop, gutter };
  const added =
    gutter === null
      ? null
      : await session.changePages(() => call('facsimile:add-half', { document: session.id, page: page.id }));
  if (gutter !== null && !added) return;
  session.run(layPages(layingActs(page, wanted, added?.half ?? null)));
  patchFacsimile({ fit: 'page', page: page.id });
  if (added)
    showToast(t`The picture is two pages now. Each can be read, turned and linked by itself; undo makes it one again.`);
}

/** Makes the picture one page again, as its file has it: one act. */
export function resetTreatment(session: DocumentSession, page: PageView): void {
  pageDraft.set(null);
  session.run(layPages(resettingActs(session.facts.get().pages, page)));
  patchFacsimile({ fit: 'page' });
}

/** Whether there is anything that `resetTreatment` takes back. */
export const isTreated = (pages: readonly PageView[], page: PageView): boolean => resettingActs(pages, page).length > 0;
