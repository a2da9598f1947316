import { newZoneId, type PageImageId, type ZoneId } from '../../../shared/document/identifier.ts';
import type { Box } from '../../../shared/document/layout.ts';
import type { Zone, ZoneKind } from '../../../shared/document/page-image.ts';
import { changeZone } from '../../../shared/edit/change-zone.ts';
import { drawZone, zonePassages } from '../../../shared/edit/draw-zone.ts';
import { createStore, type Store } from '../../store.ts';
import type { DocumentSession } from '../document-session.ts';
import { patchView } from '../workbench-view.ts';
import { patchFacsimile } from './facsimile-view.ts';

/** A zone that a person is placing. */
export interface ZoneDraft {
  /** Of a zone that is there already; null for a new one. */
  readonly id: ZoneId | null;
  readonly page: PageImageId;
  readonly box: Box;
  readonly kind: ZoneKind;
  readonly note: string;
}

/** The zone that is being placed; null while none is. */
export const zoneDraft: Store<ZoneDraft | null> = createStore<ZoneDraft | null>(null);

export const patchDraft = (patch: Partial<Pick<ZoneDraft, 'box' | 'kind' | 'note'>>): void =>
  zoneDraft.update((draft) => draft && { ...draft, ...patch });

/** What is placed first: the middle of what is in sight. */
export function draftWithin(page: PageImageId, visible: Box): ZoneDraft {
  const [width, height] = [visible.width / 3, visible.height / 8];
  const box = {
    x: Math.round(visible.x + (visible.width - width) / 2),
    y: Math.round(visible.y + (visible.height - height) / 2),
    width: Math.round(width),
    height: Math.round(height),
  };
  return { id: null, page, box, kind: 'stamp', note: '' };
}

export const draftOf = ({ id, page, box, kind, note }: Zone): ZoneDraft => ({ id, page, box, kind, note });

/** Puts the zone on the page; a new one is tied to the words that are selected, or to the annotation at the caret. */
export function keepDraft(session: DocumentSession): void {
  const draft = zoneDraft.get();
  zoneDraft.set(null);
  if (!draft) return;
  const zone: Zone = { ...draft, id: draft.id ?? newZoneId(), note: draft.note.trim() };
  session.run(draft.id === null ? drawZone(zone, zonePassages(session.editor.get())) : changeZone(zone, null));
  patchFacsimile({ chosenZone: zone.id });
  patchView({ tab: 'zones' });
}
