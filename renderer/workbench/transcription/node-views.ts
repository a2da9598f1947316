import type { Node } from 'prosemirror-model';
import type { NodeView, NodeViewConstructor } from 'prosemirror-view';
import { anchorName, anchorOf } from '../../../shared/document/page-anchor.ts';
import { anchorIcon } from './anchor-icon.ts';
import anchors from './anchors.module.css';
import styles from './transcription.module.css';

/** A page anchor as a chip that says its name. Attributes are read again when the node changes. */
class AnchorView implements NodeView {
  readonly dom = document.createElement('span');
  readonly #label = document.createElement('span');

  constructor(node: Node) {
    this.dom.contentEditable = 'false';
    const chip = document.createElement('span');
    chip.className = anchors.chip ?? '';
    chip.append(anchorIcon(), this.#label);
    this.dom.append(chip);
    this.update(node);
  }

  update(node: Node): boolean {
    if (node.type.name !== 'pageAnchor') return false;
    const anchor = anchorOf(node);
    const name = anchorName(anchor);
    this.dom.classList.add(anchors.anchor ?? '');
    this.dom.dataset.anchor = anchor.id;
    this.dom.dataset.kind = anchor.kind;
    this.dom.dataset.placement = anchor.placement;
    this.dom.toggleAttribute('data-inferred', anchor.inferred);
    this.dom.title = anchor.inferred
      ? `${name} begins here, as Anchorite concluded. Click to confirm, move or relabel it.`
      : `${name} begins here. Click to move, relabel or remove it.`;
    this.#label.textContent = name;
    return true;
  }

  /** Everything in a chip is drawn here: nothing in it is typed text. */
  ignoreMutation(): boolean {
    return true;
  }
}

/** The end of a line of the source: a break while line ends are shown, else a space, or nothing inside a word. */
class LineBreakView implements NodeView {
  readonly dom = document.createElement('span');

  constructor(node: Node) {
    this.dom.contentEditable = 'false';
    this.dom.className = styles.lineEnd ?? '';
    this.dom.dataset.joins = String(node.attrs.joins);
    const glyph = document.createElement('span');
    glyph.className = styles.lineEndGlyph ?? '';
    glyph.textContent = '↵';
    glyph.setAttribute('aria-hidden', 'true');
    const space = document.createElement('span');
    space.className = styles.lineEndSpace ?? '';
    space.textContent = node.attrs.joins === true ? '' : ' ';
    this.dom.append(glyph, document.createElement('br'), space);
  }

  ignoreMutation(): boolean {
    return true;
  }
}

/** How nodes are drawn that need more than the schema says. */
export const nodeViews: Readonly<Record<string, NodeViewConstructor>> = {
  pageAnchor: (node) => new AnchorView(node),
  lineBreak: (node) => new LineBreakView(node),
};
