import type { EditorState } from 'prosemirror-state';
import type { ZoneId } from '../../../shared/document/identifier.ts';
import { useStore } from '../../store.ts';
import type { DocumentSession } from '../document-session.ts';

/** The zones whose passage the caret stands in. */
export function useZonesAtCaret(session: DocumentSession): readonly ZoneId[] {
  const ids = useStore(session.editor, zonesAtCaret);
  return ids === '' ? [] : (ids.split(' ') as ZoneId[]);
}

/** As one string, so that a caret that moves within a passage draws nothing again. */
function zonesAtCaret({ selection }: EditorState): string {
  const { $head } = selection;
  const nodes = [$head.nodeBefore, $head.nodeAfter];
  const ids = nodes.flatMap((node) => (node?.marks ?? []).filter(({ type }) => type.name === 'zone'));
  return [...new Set(ids.map(({ attrs }) => attrs.id as string))].join(' ');
}
