import type { Command } from 'prosemirror-state';
import type { ZoneId } from '../document/identifier.ts';
import type { ZoneAct } from '../document/page-image.ts';
import { zoneRanges } from '../document/zone-ranges.ts';
import { ownGroup, zoneActs } from './undo-history.ts';

/** Takes a zone off its page image and off its words. */
export const eraseZone =
  (id: ZoneId): Command =>
  (state, dispatch) => {
    const transaction = state.tr;
    const mark = state.schema.mark('zone', { id });
    for (const range of zoneRanges(state.doc)) if (range.id === id) transaction.removeMark(range.from, range.to, mark);
    const act: ZoneAct = { kind: 'erased', id };
    dispatch?.(transaction.setMeta(zoneActs, [act]).setMeta(ownGroup, true));
    return true;
  };
