import { EditorState, type Plugin } from 'prosemirror-state';
import type { DecorationSet } from 'prosemirror-view';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { editorPlugins } from '../../../renderer/editor/editor-plugins.ts';
import { tagDecorations, withTags } from '../../../renderer/editor/tag-decorations.ts';
import { derivedModels } from '../../../renderer/model/derived/derived-models.ts';
import {
  hideTagsOf,
  isAnyHidden,
  showAllTags,
  tagLayers,
  toggleEditor,
  toggleKind,
} from '../../../renderer/model/tag-layers.ts';
import type { AnnotationState } from '../../../shared/document/annotation.ts';
import type { AnnotationId, DocumentId } from '../../../shared/document/identifier.ts';
import { textBlocks } from '../../../shared/document/reading-text.ts';
import { schema } from '../../../shared/document/schema.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { doc, p, person, place } from '../../helpers/builders.ts';
import { type Visits, visitsOf, watchBlocks } from '../../helpers/visited-blocks.ts';

// What is drawn over the text asks how wide the window is.
vi.hoisted(() =>
  vi.stubGlobal('window', { matchMedia: () => ({ matches: false, addEventListener: () => undefined }) }),
);

afterEach(showAllTags);

/** The ids of the tags that are drawn. */
function drawnIn(state: EditorState, plugin: Plugin<DecorationSet>): readonly string[] {
  const spec = (decoration: { readonly spec: unknown }) => (decoration.spec as { readonly id: string }).id;
  return (plugin.getState(state)?.find() ?? []).map(spec).sort();
}

function drawing() {
  const plugin = tagDecorations();
  const node = doc(p(person('a1', 'Hay'), ' in ', place('a2', 'Peking'), ' and ', person('a3', 'Root')));
  let state = EditorState.create({ doc: node, plugins: [plugin] });
  return (): readonly string[] => {
    state = state.apply(withTags(state.tr));
    return drawnIn(state, plugin);
  };
}

test('tags of a kind are hidden and shown again', () => {
  const drawn = drawing();
  expect(drawn()).toEqual(['a1', 'a2', 'a3']);
  toggleKind('person');
  expect(drawn()).toEqual(['a2']);
  toggleKind('person');
  expect(drawn()).toEqual(['a1', 'a2', 'a3']);
});

const madeBy = (editor: string, ...ids: readonly string[]) =>
  ids.map((id) => [id as AnnotationId, { id, history: [{ editor }] } as unknown as AnnotationState] as const);

test('tags of an editor are hidden, also those that come later, and all are shown again at once', () => {
  const drawn = drawing();
  toggleEditor('EG', new Map([...madeBy('EG', 'a1'), ...madeBy('MK', 'a2', 'a3')]));
  expect(drawn()).toEqual(['a2', 'a3']);
  hideTagsOf(tagLayers.get().editors, new Map([...madeBy('EG', 'a1', 'a3'), ...madeBy('MK', 'a2')]));
  expect(drawn()).toEqual(['a2']);
  expect(isAnyHidden(tagLayers.get())).toBe(true);
  showAllTags();
  expect(drawn()).toEqual(['a1', 'a2', 'a3']);
});

describe('5,000 tags leave what a key makes the window look at as it is', () => {
  const paragraphs = 1_000;
  const words = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');

  function visitsWith(tags: number): Visits {
    const bare = doc(...Array.from({ length: paragraphs }, () => p(words)));
    const { tr } = EditorState.create({ doc: bare });
    const starts = textBlocks(bare).map(({ start }) => start);
    for (let index = 0; index < tags; index++) {
      const from = (starts[index % paragraphs] ?? 1) + 7 * Math.floor(index / paragraphs);
      tr.addMark(from, from + 5, schema.mark('annotation', { id: `a${index}`, kind: 'person' }));
    }
    const models = derivedModels(tr.doc, bare);
    models.derived.settled();
    const plugins = editorPlugins('d1' as DocumentId, models);
    const state = createEditorState({ doc: tr.doc, history: [], plugins });
    const middle = (starts[paragraphs / 2] ?? 1) + 100;
    return visitsOf(watchBlocks(tr.doc), () => {
      const typed = state.tr.insertText('x', middle);
      state.apply(typed);
      models.derived.note([typed]);
      models.derived.settled();
    });
  }

  test('a letter', () => {
    const [without, with5000] = [visitsWith(0), visitsWith(5_000)];
    expect(without.blocks).toBeGreaterThan(0);
    expect(with5000.blocks).toBeLessThanOrEqual(without.blocks + 1);
    expect(with5000.questions).toBeLessThanOrEqual(without.questions * 1.2 + 10);
  });
});
