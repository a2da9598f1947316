import type { Command } from 'prosemirror-state';
import type { Zone, ZoneAct } from '../document/page-image.ts';
import { zoneRanges } from '../document/zone-ranges.ts';
import { ownGroup, zoneActs } from './undo-history.ts';

/** Says everything about a zone anew: where it lies, of what kind it is, what it shows.
 *  @param passages the words it is tied to from now on; null leaves them as they are */
export const changeZone =
  (zone: Zone, passages: readonly { readonly from: number; readonly to: number }[] | null): Command =>
  (state, dispatch) => {
    const transaction = state.tr;
    const mark = state.schema.mark('zone', { id: zone.id });
    if (passages) {
      for (const range of zoneRanges(state.doc))
        if (range.id === zone.id) transaction.removeMark(range.from, range.to, mark);
      for (const { from, to } of passages) transaction.addMark(from, to, mark);
    }
    const act: ZoneAct = { kind: 'changed', zone };
    dispatch?.(transaction.setMeta(zoneActs, [act]).setMeta(ownGroup, true));
    return true;
  };
