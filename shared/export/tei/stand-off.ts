import type { AnnotationEvent, AnnotationState } from '../../document/annotation.ts';
import { entityLists } from '../../entities/lists/entity-tei.ts';
import { unreachable } from '../../text/unreachable.ts';
import { container, element, textNodes, type XmlElement } from '../../xml/xml-tree.ts';
import { changePointer, type EditionPlan, editorIdentifier, typeOfTag } from './edition-plan.ts';
import { tagIdentifier } from './header.ts';
import type { StandOffStretch } from './range-plan.ts';
import { pointerTo, w3cDate } from './tei-names.ts';

/** `standOff`: the entities that tags mean, the record of every annotation, and the passages of those that cross other markup. Null when there are none. */
export function standOffElement(plan: EditionPlan): XmlElement | null {
  const records = plan.annotations.map((annotation) => annotationRecord(plan, annotation));
  const spans = plan.ranges.standOff.map((stretch) => spanElement(plan, stretch));
  const named = [...plan.entities.values()];
  const identifiers = new Map(named.map(({ entity, identifier }) => [entity.id, identifier]));
  const parts = [
    ...entityLists(
      named.map(({ entity }) => entity),
      ({ id }) => identifiers.get(id) ?? id,
    ),
    ...(records.length > 0 ? [container('listAnnotation', {}, records)] : []),
    ...(spans.length > 0 ? [container('spanGrp', { type: 'tag' }, spans)] : []),
  ];
  return parts.length > 0 ? container('standOff', {}, parts) : null;
}

/** `annotation`: who said what of which passage, and how that changed. One that was withdrawn, or whose words are all gone,
 *  stays, because the history of an edition is part of it. TEI wants a target of every annotation: such a one points at the
 *  document as a whole, and a note says that it has no place in it. */
function annotationRecord(plan: EditionPlan, annotation: AnnotationState): XmlElement {
  const targets = plan.ranges.targets.get(annotation.id) ?? [];
  const creator = annotation.history[0]?.editor;
  const attributes = {
    'xml:id': plan.identifiers.claim(`${plan.identifiers.of('annotation', annotation.id)}-record`),
    n: annotation.as,
    target: (targets.length > 0 ? targets : [plan.division]).map(pointerTo).join(' '),
    motivation: 'tagging',
    resp: creator === undefined ? null : pointerTo(editorIdentifier(plan, creator)),
  };
  return container('annotation', attributes, [
    ...annotationHistory(plan, annotation, targets.length > 0),
    ...(annotation.comment === '' ? [] : [element('note', { type: 'comment' }, textNodes(annotation.comment))]),
    ...(targets.length > 0 ? [] : [element('note', { type: 'without-place' }, [reasonWithoutPlace(annotation)])]),
  ]);
}

const reasonWithoutPlace = (annotation: AnnotationState): string =>
  annotation.withdrawn ? 'Withdrawn by an editor.' : 'The words that it stood on are no longer in the text.';

/** The newest first, like the versions. */
function annotationHistory(
  plan: EditionPlan,
  { history, withdrawn }: AnnotationState,
  stands: boolean,
): readonly XmlElement[] {
  if (history.length === 0) return [];
  const status = withdrawn ? 'withdrawn' : stands ? 'active' : 'orphaned';
  const changes = history.toReversed().map((event) => historyChange(plan, event));
  return [container('revisionDesc', { status }, changes)];
}

function historyChange(plan: EditionPlan, event: AnnotationEvent): XmlElement {
  const attributes = {
    n: String(event.seq),
    type: event.undone ? 'undone' : null,
    when: w3cDate(event.time),
    who: pointerTo(editorIdentifier(plan, event.editor)),
    status: event.act.kind,
  };
  return element('change', attributes, textNodes(wordsOf(event.act)));
}

function wordsOf(act: AnnotationEvent['act']): string {
  switch (act.kind) {
    case 'created':
    case 'restored':
      return `${act.as}: ${act.text}`;
    case 'retagged':
      return act.as;
    case 'retargeted':
      return act.text;
    case 'commented':
      return act.comment;
    case 'identified':
      return act.entity ?? '';
    case 'typed':
      return act.type ?? '';
    case 'settled':
      return act.keeps === 'both' ? `stands beside ${act.beside}` : `kept for ${act.beside}`;
    case 'withdrawn':
      return '';
    default:
      return unreachable(act);
  }
}

/** `span`: a passage between two `anchor`s, its kind in `@ana`, its words as content. */
function spanElement(plan: EditionPlan, { annotation, identifier, kind, from, to, text }: StandOffStretch): XmlElement {
  const record = plan.state.annotations.get(annotation as AnnotationState['id']);
  const first = record?.history[0];
  const type = typeOfTag(plan, record);
  const typeIdentifier = type && plan.typeIdentifiers.get(type.id);
  const attributes = {
    'xml:id': identifier,
    from: pointerTo(from),
    to: pointerTo(to),
    ana: pointerTo(typeIdentifier ?? tagIdentifier(plan, kind)),
    resp: first === undefined ? null : pointerTo(editorIdentifier(plan, first.editor)),
    change: changePointer(plan, first?.seq),
  };
  return element('span', attributes, textNodes(text));
}
