import { PluginKey } from 'prosemirror-state';
import { Decoration, type DecorationSet } from 'prosemirror-view';
import type { AnnotationKind } from '../../../shared/document/annotation.ts';
import { workbenchView } from '../workbench-view.ts';
import { blockDecorations } from './block-decorations.ts';
import { tagLanes } from './tag-lanes.ts';
import styles from './tags.module.css';

const tagsKey = new PluginKey<DecorationSet>('tags');
const lettersKey = new PluginKey<DecorationSet>('tag-letters');

/** Lines under the text that the style sheet has room for; tags beyond share the last. */
const lanes = 4;

/** What each kind of tag is called by one letter; the letter is its key in Tag mode too. */
export const tagLetters: Readonly<Record<AnnotationKind, string>> = {
  person: 'P',
  place: 'L',
  organisation: 'O',
  date: 'D',
  term: 'T',
};

/** Draws a line under each tag, as many as overlap. */
export const tagDecorations = () =>
  blockDecorations(tagsKey, (block, start) =>
    tagLanes(block).map(({ id, kind, from, to, lane }) => {
      const style = `--lane-${Math.min(lane, lanes - 1)}: var(--line-${kind})`;
      return Decoration.inline(start + from, start + to, { class: styles.tag ?? '', style }, { id });
    }),
  );

/** Draws the letter of its kind before each tag, in Tag mode. */
export const tagLetterDecorations = () =>
  blockDecorations(
    lettersKey,
    (block, start) =>
      tagLanes(block).map(({ id, kind, from }) =>
        Decoration.widget(start + from, () => letter(kind), { side: 1, key: `letter-${id}`, ignoreSelection: true }),
      ),
    () => workbenchView.get().mode === 'tag',
  );

function letter(kind: AnnotationKind): HTMLElement {
  const element = document.createElement('span');
  element.className = styles.letter ?? '';
  element.dataset.kind = kind;
  element.textContent = tagLetters[kind];
  element.setAttribute('aria-hidden', 'true');
  return element;
}
