import type { Node } from 'prosemirror-model';
import { PluginKey } from 'prosemirror-state';
import { Decoration, type DecorationSet } from 'prosemirror-view';
import { isAtWordHyphen } from '../../../shared/document/block-text.ts';
import { isAnchor } from '../../../shared/document/page-anchor.ts';
import anchors from './anchors.module.css';
import { blockDecorations } from './block-decorations.ts';
import styles from './transcription.module.css';

const structureKey = new PluginKey<DecorationSet>('structure');

/** Marks the page anchors that lead their block, which are drawn as dividers, the hyphens that only a line end made, and the line
 *  ends behind a hyphen of the word's own, which are no space. */
export const structureDecorations = () =>
  blockDecorations(structureKey, (block, start) => [...leadingAnchors(block, start), ...lineEndHyphens(block, start)]);

function leadingAnchors(block: Node, start: number): readonly Decoration[] {
  const decorations: Decoration[] = [];
  for (let index = 0, offset = 0; index < block.childCount; index++) {
    const child = block.child(index);
    if (!isAnchor(child)) break;
    if (child.attrs.placement !== 'text')
      decorations.push(
        Decoration.node(start + offset, start + offset + 1, { class: anchors.divider ?? '', 'data-leads': '' }),
      );
    offset += child.nodeSize;
  }
  return decorations;
}

function lineEndHyphens(block: Node, start: number): readonly Decoration[] {
  const decorations: Decoration[] = [];
  let before: string | undefined;
  block.forEach((child, offset) => {
    if (child.type.name === 'lineBreak' && child.attrs.joins === true && before?.endsWith('-'))
      decorations.push(Decoration.inline(start + offset - 1, start + offset, { class: styles.lineHyphen ?? '' }));
    else if (child.type.name === 'lineBreak' && before?.endsWith('-') && isAtWordHyphen(block, offset))
      decorations.push(Decoration.node(start + offset, start + offset + 1, { class: styles.withinWord ?? '' }));
    before = child.text;
  });
  return decorations;
}
