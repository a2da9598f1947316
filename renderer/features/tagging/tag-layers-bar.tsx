import { type ReactNode, useEffect, useMemo } from 'react';
import { withTags } from '../../editor/tag-decorations.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { hideTagsOf, makerOf, tagLayers, toggleEditor } from '../../model/tag-layers.ts';
import { loadTagTypes, tagTypes, typeTagsOf } from '../../model/tags/tag-types.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { CheckBox } from '../../ui/field.tsx';
import styles from './tag-layers-bar.module.css';

/** Draws the tags anew whenever others are hidden, and says which ones an editor made when there are more. */
export function useTagLayers(session: DocumentSession): void {
  useEffect(() => {
    const redraw = (): void => session.dispatch(withTags(session.editor.get().tr));
    let known = session.facts.get().annotations;
    const drawTypes = (): void => {
      if (typeTagsOf(known)) redraw();
    };
    const follow = (): void => {
      const { annotations } = session.facts.get();
      if (annotations === known) return;
      known = annotations;
      drawTypes();
      const { editors } = tagLayers.get();
      if (editors.size > 0) hideTagsOf(editors, annotations);
    };
    hideTagsOf(tagLayers.get().editors, known);
    drawTypes();
    void loadTagTypes();
    const ends = [tagLayers.subscribe(redraw), session.facts.subscribe(follow), tagTypes.subscribe(drawTypes)];
    return () => {
      for (const end of ends) end();
    };
  }, [session]);
}

/** Shows and hides the tags of each editor, where there are several. */
export function TagLayersBar({ session }: { readonly session: DocumentSession }): ReactNode {
  const annotations = useStore(session.facts, (facts) => facts.annotations);
  const { editors } = useWholeStore(tagLayers);
  const makers = useMemo(() => [...new Set([...annotations.values()].map(makerOf))].sort(), [annotations]);
  if (makers.length < 2) return null;
  return (
    <fieldset className={styles.bar}>
      <legend className={styles.legend}>Tags by</legend>
      {makers.map((editor) => (
        <CheckBox
          key={editor}
          label={editor}
          isOn={!editors.has(editor)}
          onChange={() => toggleEditor(editor, annotations)}
        />
      ))}
    </fieldset>
  );
}
