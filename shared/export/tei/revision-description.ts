import type { Version } from '../../document/document-state.ts';
import { textNodes, token } from '../xml/xml-characters.ts';
import { container, element, type XmlElement } from '../xml/xml-tree.ts';
import { type EditionPlan, editorIdentifier, versionIdentifier } from './edition-plan.ts';
import { w3cDate } from './w3c-date.ts';
import { pointerTo } from './xml-identifiers.ts';

/** `revisionDesc`: the versions of the document, the newest first as the Guidelines advise (2.6), above them what was done since
 *  the last one, and the present status. */
export function revisionDescription(plan: EditionPlan): XmlElement {
  const { versions, status, seq } = plan.state;
  const latest = versions.at(-1);
  const unnamed = latest === undefined || latest.seq < seq;
  const changes = [
    ...(unnamed ? [presentState(plan, latest)] : []),
    ...versions.toReversed().map((version) => versionChange(plan, version)),
  ];
  return container('revisionDesc', { status: token(status, 'unknown') }, [
    container('listChange', { ordered: 'true' }, changes),
  ]);
}

function versionChange(plan: EditionPlan, version: Version): XmlElement {
  const attributes = {
    n: String(version.number),
    'xml:id': versionIdentifier(plan, version.number),
    type: version.automatic ? 'automatic' : null,
    when: w3cDate(version.time),
    who: pointerTo(editorIdentifier(plan, version.editor)),
    status: token(version.status, 'unknown'),
  };
  return element('change', attributes, textNodes(version.name));
}

/** Work that no version holds yet has no number. */
function presentState(plan: EditionPlan, latest: Version | undefined): XmlElement {
  const { changed, status } = plan.state;
  const attributes = {
    type: 'present',
    when: w3cDate(changed.time),
    who: pointerTo(editorIdentifier(plan, changed.editor)),
    status: token(status, 'unknown'),
  };
  const words = latest === undefined ? 'Present state' : `Present state, after version ${latest.number}`;
  return element('change', attributes, [words]);
}
