import type { PageAnchor } from '../../document/page-anchor.ts';
import { element, type XmlElement } from '../xml/xml-tree.ts';
import type { EditionPlan } from './edition-plan.ts';
import { pointerTo } from './xml-identifiers.ts';

/** `pb`. `@type` and `@ed` name the sequence of pages that it counts; plain page numbers have none. `@cert` tells that a
 *  reader concluded the page end and nobody has confirmed it yet (`encodingDesc` says so in words). `@facs` names the page images that begin there. */
export function pageBreak(plan: EditionPlan, anchor: PageAnchor): XmlElement {
  const sequence = anchor.kind === 'page' ? null : anchor.kind;
  const surfaces = plan.facsimile.surfacesOfAnchor.get(anchor.id);
  return element('pb', {
    type: sequence,
    n: anchor.label,
    'xml:id': plan.identifiers.claim(anchor.id),
    ed: sequence,
    cert: anchor.inferred ? 'medium' : null,
    facs: surfaces === undefined ? null : surfaces.map(pointerTo).join(' '),
  });
}
