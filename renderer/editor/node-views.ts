import type { Node } from 'prosemirror-model';
import type { NodeView, NodeViewConstructor } from 'prosemirror-view';
import { anchorOf } from '../../shared/document/page-anchor.ts';
import { t } from '../../shared/translation/translate.ts';
import { shownAnchorName } from '../model/labels.ts';
import anchorsStyles from './anchors.module.css';
import transcriptionStyles from './transcription.module.css';

const namespace = 'http://www.w3.org/2000/svg';

/** The anchor of page anchors, for parts of the page that the editor draws itself. The same drawing as `Anchor` of lucide. */
function anchorIcon(): SVGSVGElement {
  const icon = document.createElementNS(namespace, 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('width', '10');
  icon.setAttribute('height', '10');
  icon.setAttribute('fill', 'none');
  icon.setAttribute('stroke', 'currentColor');
  icon.setAttribute('stroke-width', '2.4');
  icon.setAttribute('stroke-linecap', 'round');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', 'M12 6v16M19 13l2-1a9 9 0 0 1-18 0l2 1M9 11h6M14 4a2 2 0 1 1-4 0 2 2 0 0 1 4 0');
  icon.append(path);
  return icon;
}

/** A page anchor as a chip that says its name. Attributes are read again when the node changes. */
class AnchorView implements NodeView {
  readonly dom = document.createElement('span');
  readonly #label = document.createElement('span');

  constructor(node: Node) {
    this.dom.contentEditable = 'false';
    const chip = document.createElement('span');
    chip.className = anchorsStyles.chip ?? '';
    chip.append(anchorIcon(), this.#label);
    this.dom.append(chip);
    this.update(node);
  }

  update(node: Node): boolean {
    if (node.type.name !== 'pageAnchor') return false;
    const anchor = anchorOf(node);
    const name = shownAnchorName(anchor);
    this.dom.classList.add(anchorsStyles.anchor ?? '');
    this.dom.dataset.anchor = anchor.id;
    this.dom.dataset.kind = anchor.kind;
    this.dom.dataset.placement = anchor.placement;
    this.dom.toggleAttribute('data-inferred', anchor.inferred);
    this.dom.title = anchor.inferred
      ? t`${name} begins here, as Anchorite concluded. Click to confirm, move or relabel it.`
      : t`${name} begins here. Click to move, relabel or remove it.`;
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
    this.dom.className = transcriptionStyles.lineEnd ?? '';
    this.dom.dataset.joins = String(node.attrs.joins);
    const glyph = document.createElement('span');
    glyph.className = transcriptionStyles.lineEndGlyph ?? '';
    glyph.textContent = '↵';
    glyph.setAttribute('aria-hidden', 'true');
    const space = document.createElement('span');
    space.className = transcriptionStyles.lineEndSpace ?? '';
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
