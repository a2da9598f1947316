import type { Node } from 'prosemirror-model';
import { PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, type DecorationSet } from 'prosemirror-view';
import type { AnnotationKind } from '../../shared/document/annotation.ts';
import type { AnnotationId } from '../../shared/document/identifier.ts';
import type { TagType } from '../../shared/tag-types/tag-types.ts';
import { isTagShown } from '../model/tag-layers.ts';
import { hueColour, lineImage, typedTags } from '../model/tags/tag-types.ts';
import { workbenchView } from '../model/workbench-view.ts';
import { blockDecorations, redrawn } from './decorations.ts';
import styles from './tags.module.css';

/** A stretch of one text block that a tag covers, and the line under the text that is its own there. */
interface TagStretch {
  readonly id: AnnotationId;
  readonly kind: AnnotationKind;
  /** Offsets in the block's content. */
  readonly from: number;
  readonly to: number;
  /** 0 is next to the text. */
  readonly lane: number;
}

/** The tags of a text block that are shown. Where tags overlap, the shorter one lies nearer to the text and no two share a line. */
function tagLanes(block: Node): readonly TagStretch[] {
  const stretches = tagStretches(block).filter(({ id, kind }) => isTagShown(id, kind));
  if (stretches.length < 2) return stretches.map((stretch) => ({ ...stretch, lane: 0 }));
  const placed: TagStretch[] = [];
  for (const stretch of [...stretches].sort((a, b) => a.to - a.from - (b.to - b.from) || a.from - b.from)) {
    const taken = new Set(placed.filter((other) => overlap(other, stretch)).map((other) => other.lane));
    let lane = 0;
    while (taken.has(lane)) lane += 1;
    placed.push({ ...stretch, lane });
  }
  return placed;
}

type Unplaced = Omit<TagStretch, 'lane'>;

const overlap = (a: Unplaced, b: Unplaced): boolean => a.from < b.to && b.from < a.to;

function tagStretches(block: Node): readonly Unplaced[] {
  const found: { id: AnnotationId; kind: AnnotationKind; from: number; to: number }[] = [];
  const open = new Map<unknown, (typeof found)[number]>();
  block.forEach((child, offset) => {
    for (const mark of child.marks) {
      if (mark.type.name !== 'annotation') continue;
      const last = open.get(mark.attrs.id);
      if (last?.to === offset) {
        last.to = offset + child.nodeSize;
        continue;
      }
      const { id, kind } = mark.attrs as { id: AnnotationId; kind: AnnotationKind };
      const stretch = { id, kind, from: offset, to: offset + child.nodeSize };
      open.set(id, stretch);
      found.push(stretch);
    }
  });
  return found;
}

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
      const type = typedTags.get().get(id);
      const image = type ? lineImage(type) : `var(--line-${kind})`;
      const style = `--lane-${Math.min(lane, lanes - 1)}: ${image}`;
      return Decoration.inline(start + from, start + to, { class: styles.tag ?? '', style }, { id });
    }),
  );

/** Lets the tags be drawn anew: others are shown now. */
export const withTags = (transaction: Transaction): Transaction => redrawn(redrawn(transaction, tagsKey), lettersKey);

/** Draws the letter of its kind before each tag, in Tag mode. */
export const tagLetterDecorations = () =>
  blockDecorations(
    lettersKey,
    (block, start) => tagLanes(block).map(({ id, kind, from }) => letterDecoration(id, kind, start + from)),
    () => workbenchView.get().mode === 'tag',
  );

function letterDecoration(id: AnnotationId, kind: AnnotationKind, at: number): Decoration {
  const type = typedTags.get().get(id) ?? null;
  const key = `letter-${id}-${kind}-${type?.key ?? ''}-${type?.hue ?? ''}`;
  return Decoration.widget(at, () => letter(kind, type), { side: 1, key, ignoreSelection: true });
}

function letter(kind: AnnotationKind, type: TagType | null): HTMLElement {
  const element = document.createElement('span');
  element.className = styles.letter ?? '';
  element.dataset.kind = kind;
  element.textContent = type?.key || tagLetters[kind];
  if (type) element.style.setProperty('--kind', hueColour(type.hue));
  element.setAttribute('aria-hidden', 'true');
  return element;
}
