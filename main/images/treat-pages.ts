import type { Reply } from '../../shared/contract/ipc.ts';
import type { ProposedTreatment } from '../../shared/contract/payloads/facsimile.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { newGroupId, newPageImageId, type PageImageId } from '../../shared/document/identifier.ts';
import { mostAngle, type PageImage } from '../../shared/document/page-image.ts';
import { layingActs, resettingActs, type WantedTreatment } from '../../shared/document/pages/treated-page.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { imageFileState } from '../storage/document/page-images.ts';
import type { JobContext } from '../workers/job.ts';
import { imageReader } from './image-reader.ts';
import { sourceOf } from './page-pictures.ts';

/** Looks at the picture of a page for how the page lies in it; nothing is changed. */
export async function proposeTreatment(
  context: Pick<JobContext, 'startChild' | 'workers'>,
  store: DocumentStore,
  id: PageImageId,
  signal: AbortSignal,
): Promise<Reply<ProposedTreatment>> {
  const page = store.state.pages.find((one) => one.id === id);
  if (!page) return refused(noPage);
  if ((await imageFileState(store.files, store.facsimileFolder, page)) !== 'present') return refused(notThere(page));
  const reader = imageReader(context);
  try {
    const outcome = await reader.propose(sourceOf(store, page), page.turn, page.name, signal);
    if (outcome.kind === 'refused') return refused(outcome.fault);
    return { ok: true, value: outcome.kind === 'done' ? outcome.value : { angle: 0, crop: null, gutter: null } };
  } finally {
    reader.close();
  }
}

/** Gives the picture of a page another page, right behind it, which is none until a part of the picture is said to be it.
 *  @returns the page; one that was given before and is none just now serves again */
export async function addHalf(store: DocumentStore, page: PageImageId): Promise<PageImageId> {
  const { pages, treated } = store.state;
  const whole = pages.find(({ id }) => id === page);
  if (!whole) throw new Error(`${page} is no page of ${store.id}`);
  const root = whole.of ?? whole.id;
  const isSeen = new Set(pages.map(({ id }) => id));
  const spare = treated?.listed.find(({ id, of }) => of === root && !isSeen.has(id));
  if (spare) return spare.id;
  const { treatment: _, ...picture } = whole;
  const half: PageImage = { ...picture, id: newPageImageId(), anchor: null, of: root };
  await store.setPages(pages.flatMap((one) => (one.id === page ? [one, half] : [one])));
  return half.id;
}

/** Lays a page in its picture as wanted, or, with null, the picture back to the one page that it was. One act, which undo takes back.
 *  @returns whether anything is otherwise than before */
export async function layPage(
  store: DocumentStore,
  id: PageImageId,
  wanted: WantedTreatment | null,
): Promise<Reply<boolean>> {
  const page = store.state.pages.find((one) => one.id === id);
  if (!page) return refused(noPage);
  const fault = wanted && misfit(page, wanted);
  if (fault) return refused(fault);
  const half = wanted && wanted.gutter !== null ? await addHalf(store, id) : null;
  const acts = wanted ? layingActs(page, wanted, half) : resettingActs(store.state.pages, page);
  if (acts.length > 0) await store.append(store.state.seq, [{ group: newGroupId(), steps: [], zones: acts }]);
  return { ok: true, value: acts.length > 0 };
}

function misfit(page: PageImage, { angle, crop, gutter }: WantedTreatment): Fault | null {
  const part = crop ?? { x: 0, y: 0, width: page.width, height: page.height };
  const isWithin =
    part.x >= 0 && part.y >= 0 && part.x + part.width <= page.width && part.y + part.height <= page.height;
  if (Math.abs(angle) > mostAngle) return doesNotFit(page, inEnglish`the angle is more than ${mostAngle} degrees`);
  if (!isWithin || part.width < 1 || part.height < 1)
    return doesNotFit(page, inEnglish`the part is not within its ${page.width} × ${page.height} pixels`);
  const isLying = page.turn === 90 || page.turn === 270;
  const [from, to] = isLying ? [part.y, part.y + part.height] : [part.x, part.x + part.width];
  if (gutter !== null && (gutter <= from || gutter >= to))
    return doesNotFit(page, inEnglish`the gutter at ${gutter} is not between ${from} and ${to}`);
  return null;
}

const refused = (fault: Fault): { readonly ok: false; readonly fault: Fault } => ({ ok: false, fault });

const kept = inEnglish`Nothing was changed.`;

const doesNotFit = ({ name }: PageImage, why: string): Fault => ({
  what: inEnglish`The page cannot lie so in the image “${name}”: ${why}.`,
  kept,
  next: inEnglish`Give a part of the image, in its own pixels.`,
  details: null,
});

const noPage: Fault = {
  what: inEnglish`The page is not one of the document any more.`,
  kept,
  next: inEnglish`Look at the list of its pages.`,
  details: null,
};

const notThere = ({ name }: PageImage): Fault => ({
  what: inEnglish`The image “${name}” is missing from the collection, or is not the one that was added.`,
  kept,
  next: inEnglish`Choose its file again.`,
  details: null,
});
