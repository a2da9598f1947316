import { EditorState, type Plugin } from 'prosemirror-state';
import type { DecorationSet } from 'prosemirror-view';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { editorPlugins } from '../../../renderer/editor/editor-plugins.ts';
import { tagDecorations, withTags } from '../../../renderer/editor/tag-decorations.ts';
import { derivedModels } from '../../../renderer/model/derived/derived-models.ts';
import {
  countHidden,
  followHiddenTags,
  hiddenLayers,
  hiddenTags,
  isAnyHidden,
  loadHiddenLayers,
  showAllTags,
  toggleLayer,
} from '../../../renderer/model/tag-layers.ts';
import { nothingHidden } from '../../../shared/contract/payloads/tagging.ts';
import type { AnnotationState } from '../../../shared/document/annotation.ts';
import type { AnnotationId, DocumentId, GroupId } from '../../../shared/document/identifier.ts';
import { textBlocks } from '../../../shared/document/reading-text.ts';
import { schema } from '../../../shared/document/schema.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { newTagType, TagTypes } from '../../../shared/tag-types/tag-types.ts';
import { doc, p, person, place } from '../../helpers/builders.ts';
import { type Visits, visitsOf, watchBlocks } from '../../helpers/visited-blocks.ts';

// What is drawn over the text asks how wide the window is; which layers are hidden is kept outside of it.
const { asked } = vi.hoisted(() => {
  const calls: (readonly [string, unknown])[] = [];
  const call = (channel: string, argument: unknown): Promise<unknown> => {
    calls.push([channel, argument]);
    const hidden = { kinds: ['date'], types: [], editors: [], statuses: [], marks: ['look'] };
    return Promise.resolve({ ok: true, value: channel === 'tags:hidden-layers' ? hidden : null });
  };
  vi.stubGlobal('window', {
    matchMedia: () => ({ matches: false, addEventListener: () => undefined }),
    anchorite: { call },
  });
  return { asked: calls };
});

const types = new TagTypes();

afterEach(() => {
  showAllTags();
  followHiddenTags(new Map(), types);
  asked.length = 0;
});

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
  toggleLayer('kinds', 'person');
  expect(drawn()).toEqual(['a2']);
  toggleLayer('kinds', 'person');
  expect(drawn()).toEqual(['a1', 'a2', 'a3']);
});

interface Known {
  readonly by?: string;
  readonly entity?: string;
  readonly comment?: string;
  readonly type?: string;
}

/** Tags as they are known: a1 and a3 are persons, a2 a place. */
const known = (tags: Readonly<Record<string, Known>>): ReadonlyMap<AnnotationId, AnnotationState> =>
  new Map(
    Object.entries(tags).map(([name, { by = 'EG', entity = null, comment = '', type = null }]) => {
      const id = name as AnnotationId;
      const as = id === 'a2' ? 'place' : 'person';
      const event = { editor: by } as AnnotationState['history'][number];
      const state = { id, as, comment, entity, type, withdrawn: false, history: [event] } as AnnotationState;
      return [id, state] as const;
    }),
  );

test('tags of an editor are hidden, also those that come later, and all are shown again at once', () => {
  const drawn = drawing();
  toggleLayer('editors', 'EG');
  followHiddenTags(known({ a1: {}, a2: { by: 'MK' }, a3: { by: 'MK' } }), types);
  expect(drawn()).toEqual(['a2', 'a3']);
  followHiddenTags(known({ a1: {}, a2: { by: 'MK' }, a3: {} }), types);
  expect(drawn()).toEqual(['a2']);
  expect(isAnyHidden(hiddenLayers.get())).toBe(true);
  showAllTags();
  followHiddenTags(known({ a1: {}, a2: { by: 'MK' }, a3: {} }), types);
  expect(drawn()).toEqual(['a1', 'a2', 'a3']);
});

test('tags are hidden by whether it is said who is meant, and by whether somebody commented on them', () => {
  const drawn = drawing();
  const tags = known({ a1: { entity: 'e1' }, a2: { comment: 'Peking or Tientsin?' }, a3: {} });
  const shownWithout = (status: 'identified' | 'open' | 'commented'): readonly string[] => {
    toggleLayer('statuses', status);
    followHiddenTags(tags, types);
    const left = drawn();
    toggleLayer('statuses', status);
    return left;
  };
  expect(shownWithout('identified')).toEqual(['a2', 'a3']);
  expect(shownWithout('open')).toEqual(['a1']);
  expect(shownWithout('commented')).toEqual(['a1', 'a3']);
});

test('a type of the collection is hidden with the types below it', () => {
  const drawn = drawing();
  const official = newTagType(types, 'person', 'Official');
  const envoy = newTagType(types, official.id, 'Envoy');
  const acts = [official, envoy].map((type) => ({ kind: 'type defined' as const, type }));
  const own = new TagTypes([{ group: 'g1' as GroupId, acts }]);
  const tags = known({ a1: { type: envoy.id }, a2: {}, a3: { type: official.id } });
  toggleLayer('types', envoy.id);
  followHiddenTags(tags, own);
  expect(drawn()).toEqual(['a2', 'a3']);
  toggleLayer('types', official.id);
  followHiddenTags(tags, own);
  expect(drawn()).toEqual(['a2']);
});

test('what is hidden of the text is counted once, by whichever layers it is hidden', () => {
  const byKind = { person: ['a1', 'a3'], place: ['a2'], organisation: [], date: [], term: [] };
  toggleLayer('kinds', 'person');
  toggleLayer('editors', 'EG');
  followHiddenTags(known({ a1: {}, a2: { by: 'MK' }, a3: {} }), types);
  const count = (): number => countHidden(byKind as never, hiddenLayers.get(), hiddenTags.get());
  expect(count()).toBe(2);
  toggleLayer('editors', 'MK');
  followHiddenTags(known({ a1: {}, a2: { by: 'MK' }, a3: {} }), types);
  expect(count()).toBe(3);
});

test('what is hidden is kept outside the window with each change, and is hidden again when a document is opened', async () => {
  toggleLayer('marks', 'doubt');
  expect(asked).toEqual([['tags:hide-layers', { hidden: { ...nothingHidden, marks: ['doubt'] } }]]);
  await loadHiddenLayers();
  expect(hiddenLayers.get()).toEqual({ ...nothingHidden, kinds: ['date'], marks: ['look'] });
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

  test('a letter where most of them are hidden looks at no more than where all are shown', () => {
    const all = visitsWith(5_000);
    toggleLayer('editors', 'EG');
    followHiddenTags(known(Object.fromEntries(Array.from({ length: 4_000 }, (_, index) => [`a${index}`, {}]))), types);
    const some = visitsWith(5_000);
    expect(some.blocks).toBeGreaterThan(0);
    expect(some.blocks).toBeLessThanOrEqual(all.blocks);
    expect(some.questions).toBeLessThanOrEqual(all.questions);
  });

  test('a letter', () => {
    const [without, with5000] = [visitsWith(0), visitsWith(5_000)];
    expect(without.blocks).toBeGreaterThan(0);
    expect(with5000.blocks).toBeLessThanOrEqual(without.blocks + 1);
    expect(with5000.questions).toBeLessThanOrEqual(without.questions * 1.2 + 10);
  });
});
