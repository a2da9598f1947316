import type { Fragment, Node } from 'prosemirror-model';
import { EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { describe, expect, test, vi } from 'vitest';
import { editorPlugins } from '../../../renderer/editor/editor-plugins.ts';
import { wordAtPosition } from '../../../renderer/features/facsimile/facsimile-model.ts';
import { type DerivedModels, derivedModels } from '../../../renderer/model/derived/derived-models.ts';
import { searchedText } from '../../../renderer/model/derived/search-hits.ts';
import { textOfBlock } from '../../../shared/alignment/align-blocks.ts';
import type { Suspect } from '../../../shared/correct/suspects/suspects.ts';
import { rangesAfter } from '../../../shared/derived/changed-ranges.ts';
import { PresentWords } from '../../../shared/derived/present-words.ts';
import { SourceAlignment } from '../../../shared/derived/source-alignment.ts';
import { alignWithSource } from '../../../shared/derived/source-words.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { plainText, textBlocks } from '../../../shared/document/reading-text.ts';
import { schema } from '../../../shared/document/schema.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { findInTexts } from '../../../shared/find/find.ts';
import { placeOrigin } from '../../../shared/tracking/word-tracking.ts';
import { doc, fac, p } from '../../helpers/builders.ts';
import { everyWord } from '../../helpers/placed-words.ts';
import { SeededRandom } from '../../helpers/seeded-random.ts';
import { type Visits, visitsOf, watchBlocks } from '../../helpers/visited-blocks.ts';

// What is drawn over the text asks how wide the window is.
vi.hoisted(() =>
  vi.stubGlobal('window', { matchMedia: () => ({ matches: false, addEventListener: () => undefined }) }),
);

const wordsInParagraph = 70;

/** A volume as it was imported: pages of paragraphs of all sorts of words. */
function volume(words: number): Node {
  const random = new SeededRandom(words);
  const count = Math.ceil(words / wordsInParagraph);
  return doc(
    ...Array.from({ length: count }, (_, index) =>
      p(
        ...(index % 5 === 0 ? [fac(index / 5 + 1)] : []),
        Array.from({ length: wordsInParagraph }, () => `word${random.below(5_000)}`.slice(-8)).join(' '),
      ),
    ),
  );
}

/** The same after work on it: a tag in each paragraph, and a word corrected in each tenth. */
function workedOn(imported: Node): Node {
  const { tr } = EditorState.create({ doc: imported });
  for (const [index, { start }] of textBlocks(imported).entries()) {
    const id = `a${index}`;
    tr.addMark(start + 6, start + 12, schema.mark('annotation', { id, kind: 'person' }));
    if (index % 10 === 3) tr.replaceWith(start + 20, start + 24, schema.text('said'));
  }
  return tr.doc;
}

interface Desk {
  readonly models: DerivedModels;
  readonly state: EditorState;
  readonly read: Set<Fragment>;
  readonly words: PresentWords;
  readonly source: SourceAlignment;
}

/** Everything that follows the text of a document, with something known of all of it. */
function deskWith(words: number): Desk {
  const imported = volume(words);
  const now = workedOn(imported);
  const models = derivedModels(now, imported);
  const { index, alignment } = models.derived.settled();
  for (let leaf = index.tree.at(0), count = 0; leaf; leaf = index.tree.next(leaf), count++)
    if (count % 4 === 0)
      models.suspects.set(leaf, [{ suspect: { text: 'said', score: 0.6 } as Suspect, from: 6, to: 10, isOwn: false }]);
  models.hits.begin();
  for (const leaf of [...models.hits.unread]) {
    const found = findInTexts([searchedText(leaf)], { text: 'said' });
    models.hits.take(leaf, found.ok ? found.hits : []);
  }
  models.proof.settled();
  const text = plainText(imported);
  return {
    models,
    state: createEditorState({ doc: now, history: [], plugins: editorPlugins('d1' as DocumentId, models) }),
    read: watchBlocks(now),
    words: new PresentWords(placeOrigin(imported, [everyWord(imported)]), index, alignment),
    source: new SourceAlignment(index, alignment, alignWithSource(textBlocks(imported).map(textOfBlock), text)),
  };
}

const middleOf = (node: Node): number => {
  const blocks = textBlocks(node);
  return (blocks[blocks.length >> 1]?.start ?? 0) + 40;
};

const acts: Readonly<Record<string, (state: EditorState) => Transaction>> = {
  'a letter': (state) => state.tr.insertText('x', middleOf(state.doc)),
  'a letter in a tagged name': (state) => state.tr.insertText('x', middleOf(state.doc) - 32),
  'a new paragraph': (state) => state.tr.split(middleOf(state.doc)),
  'two paragraphs joined': (state) => state.tr.join(middleOf(state.doc) - 41),
  'a word deleted': (state) => state.tr.delete(middleOf(state.doc), middleOf(state.doc) + 5),
};

const sizes = { small: deskWith(5_000), large: deskWith(250_000) };

/** More than a document twice as long would need, and far less than one fifty times as long. */
const logarithmically = 3;

function expectAlike({ small, large }: Readonly<Record<keyof typeof sizes, Visits>>): void {
  expect(large.blocks).toBeLessThanOrEqual(small.blocks + 2);
  expect(large.questions).toBeLessThanOrEqual((small.questions + 10) * logarithmically);
}

describe('what a key makes the window look at is the same in a volume of 250,000 words as in one of 5,000', () => {
  for (const [name, act] of Object.entries(acts)) {
    const measured = (work: (desk: Desk, transaction: Transaction) => void): Record<keyof typeof sizes, Visits> => {
      const visits = (desk: Desk): Visits => {
        const transaction = act(desk.state);
        return visitsOf(desk.read, () => work(desk, transaction));
      };
      return { small: visits(sizes.small), large: visits(sizes.large) };
    };

    test(`${name}: tags, anchors, notes, corrections, counts, suspects, hits and lines that are read`, () => {
      const visits = measured(({ models }, transaction) => {
        models.derived.note([transaction]);
        models.derived.settled();
      });
      // And back, for what is measured next.
      for (const { models, state } of Object.values(sizes)) {
        const transaction = act(state);
        const back = EditorState.create({ doc: transaction.doc }).tr;
        for (const [index, step] of transaction.steps.toReversed().entries())
          back.step(step.invert(transaction.docs.at(-1 - index) as Node));
        models.derived.note([back]);
        models.derived.settled();
      }
      expect(visits.small.questions).toBeGreaterThan(0);
      expect(visits.large.blocks).toBeLessThan(12);
      expectAlike(visits);
    });

    test(`${name}: the word on the page image and the place in the source`, () => {
      const visits = measured(({ words, source, models }, transaction) => {
        models.derived.note([]);
        const known = { words, since: rangesAfter([], transaction) };
        wordAtPosition(known, middleOf(transaction.doc));
        source.offsetAt(middleOf(transaction.before));
      });
      expect(visits.large.blocks).toBeLessThan(12);
      expectAlike(visits);
    });
  }

  test('what is drawn over the text follows what is in sight', () => {
    const blocksOf = ({ state, read }: Desk): number => {
      // One types where one looks.
      const there = state.apply(state.tr.setSelection(TextSelection.create(state.doc, middleOf(state.doc))));
      const transaction = there.tr.insertText('x');
      return visitsOf(read, () => void there.apply(transaction)).blocks;
    };
    expect(blocksOf(sizes.large)).toBeLessThan(12);
  });
});
