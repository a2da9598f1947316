import type { Command, EditorState } from 'prosemirror-state';
import type { ZoneId } from '../document/identifier.ts';
import type { Zone, ZoneAct } from '../document/page-image.ts';
import { zoneRanges } from '../document/zones.ts';
import { ownGroup, zoneActs } from './undo-history.ts';

/** A stretch of the document. */
interface Passage {
  readonly from: number;
  readonly to: number;
}

/** The words that a new zone is tied to: those selected, else those of the innermost annotation at the caret; none when there is
 *  neither. */
export function zonePassages({ doc, selection }: EditorState): readonly Passage[] {
  if (!selection.empty) return [{ from: selection.from, to: selection.to }];
  const lengths = new Map<string, number>();
  const here = new Set<string>();
  const stretches: (Passage & { readonly id: string })[] = [];
  doc.descendants((node, pos) => {
    for (const mark of node.isInline ? node.marks : []) {
      if (mark.type.name !== 'annotation') continue;
      const id = mark.attrs.id as string;
      const to = pos + node.nodeSize;
      lengths.set(id, (lengths.get(id) ?? 0) + node.nodeSize);
      if (pos <= selection.head && selection.head <= to) here.add(id);
      stretches.push({ id, from: pos, to });
    }
  });
  const [innermost] = [...here].sort((a, b) => (lengths.get(a) ?? 0) - (lengths.get(b) ?? 0));
  return stretches.filter(({ id }) => id === innermost).map(({ from, to }) => ({ from, to }));
}

/** Puts a zone on its page image and ties it to words of the text, if any; one act for undo. TEI: `zone`, and `@facs` on the
 *  passage. */
export const drawZone =
  (zone: Zone, passages: readonly Passage[]): Command =>
  (state, dispatch) => {
    const transaction = state.tr;
    const mark = state.schema.mark('zone', { id: zone.id });
    for (const { from, to } of passages) transaction.addMark(from, to, mark);
    const act: ZoneAct = { kind: 'drawn', zone };
    dispatch?.(transaction.setMeta(zoneActs, [act]).setMeta(ownGroup, true));
    return true;
  };

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

/** Lays pages in their pictures as acts say; one act for undo. Does nothing when there are none. */
export const layPages =
  (acts: readonly ZoneAct[]): Command =>
  (state, dispatch) => {
    if (acts.length === 0) return false;
    dispatch?.(state.tr.setMeta(zoneActs, acts).setMeta(ownGroup, true));
    return true;
  };
