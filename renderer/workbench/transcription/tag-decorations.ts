import { PluginKey } from 'prosemirror-state';
import { Decoration, type DecorationSet } from 'prosemirror-view';
import type { AnnotationKind } from '../../../shared/document/annotation.ts';
import { blockDecorations } from './block-decorations.ts';
import { tagLanes } from './tag-lanes.ts';
import styles from './tags.module.css';

const tagsKey = new PluginKey<DecorationSet>('tags');

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

/** Draws a line under each tag, as many as overlap, and its letter before it where letters are shown. */
export const tagDecorations = () =>
  blockDecorations(tagsKey, (block, start) =>
    tagLanes(block).flatMap(({ id, kind, from, to, lane }) => {
      const at = Math.min(lane, lanes - 1);
      const line = { class: styles.tag ?? '', style: `--lane-${at}: var(--line-${kind})`, 'data-tag-kinds': kind };
      return [
        Decoration.inline(start + from, start + to, line, { id }),
        Decoration.widget(start + from, () => letter(kind), { side: 1, key: `letter-${id}`, ignoreSelection: true }),
      ];
    }),
  );

function letter(kind: AnnotationKind): HTMLElement {
  const element = document.createElement('span');
  element.className = styles.letter ?? '';
  element.dataset.kind = kind;
  element.textContent = tagLetters[kind];
  element.setAttribute('aria-hidden', 'true');
  return element;
}
