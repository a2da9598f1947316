import type { CorrespondenceView, PaperChoice } from '../../../shared/contract/payloads/correspondence.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { TimelineScale } from '../../../shared/references/timeline.ts';
import { openPanel, session } from '../../model/session.ts';
import { createStore } from '../../platform/store.ts';

export type CorrespondencePart = CorrespondenceView['part'] | 'dates';

/** What the panel shows. It is kept while documents are opened from it, so that one comes back to where one was. */
export interface ShownCorrespondence {
  /** Of the collection. */
  readonly folder: string;
  readonly part: CorrespondencePart;
  /** Words that alone count. */
  readonly text: string;
  readonly scale: TimelineScale;
  readonly within: string | null;
  readonly order: Extract<CorrespondenceView, { part: 'pairs' }>['order'];
  readonly isDescending: boolean;
  /** The documents that are listed beside it. */
  readonly choice: PaperChoice;
  /** Of which the thread is shown. */
  readonly document: DocumentId | null;
}

const fresh = (folder: string): ShownCorrespondence => ({
  folder,
  part: 'timeline',
  text: '',
  scale: 'month',
  within: null,
  order: 'count',
  isDescending: true,
  choice: { kind: 'all' },
  document: null,
});

export const shownCorrespondence = createStore<ShownCorrespondence>(fresh(''));

export const patchCorrespondence = (patch: Partial<ShownCorrespondence>): void =>
  shownCorrespondence.update((shown) => ({ ...shown, ...patch }));

/** Shows the correspondence as it was left; of another collection from the beginning.
 *  @param document shows its thread
 *  @param part shows it, whatever was left */
export function openCorrespondence(document: DocumentId | null = null, part: CorrespondencePart | null = null): void {
  const folder = session().collection?.folder ?? '';
  shownCorrespondence.update((shown) => {
    const same = shown.folder === folder ? shown : fresh(folder);
    const kept = part === null ? same : { ...same, part };
    return document === null ? kept : { ...kept, part: 'thread', document };
  });
  openPanel({ kind: 'correspondence' });
}

/** What is printed of it. */
export function printedCorrespondence(): CorrespondenceView | null {
  const { part, text, scale, within, order, isDescending, document } = shownCorrespondence.get();
  if (part === 'timeline') return { part, text, scale, within };
  if (part === 'dates') return null;
  return part === 'pairs' ? { part, text, order, isDescending } : { part, text: '', document };
}

/** The scale that shows what a period consists of; null for a day. */
export const finerScale = (scale: TimelineScale): TimelineScale | null =>
  scale === 'year' ? 'month' : scale === 'month' ? 'day' : null;
