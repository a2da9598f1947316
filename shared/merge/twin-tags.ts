import type { Node } from 'prosemirror-model';
import { type AnnotationAct, annotationRanges } from '../document/annotation.ts';
import type { AnnotationId } from '../document/identifier.ts';
import { isChangeRecord } from '../journal/record.ts';
import type { GraphNode } from './record-graph.ts';

/** Tags of the same kind that both lines put on the same words: the acts that withdraw theirs. Its history goes on saying who tagged too.
 *  @param doc the merged document */
export function twinTags(
  doc: Node,
  [ours, theirs]: readonly [ReadonlySet<GraphNode>, ReadonlySet<GraphNode>],
  shared: ReadonlySet<GraphNode>,
): readonly AnnotationAct[] {
  const [mine, others] = [tagsOf(ours, shared), tagsOf(theirs, shared)];
  if (mine.size === 0 || others.size === 0) return [];
  const places = new Map<AnnotationId, string>();
  for (const { id, as, from, to } of annotationRanges(doc)) places.set(id, `${places.get(id) ?? as} ${from}-${to}`);
  const known = new Set([...mine].flatMap((id) => places.get(id) ?? []));
  return [...others]
    .filter((id) => known.has(places.get(id) ?? ''))
    .sort()
    .map((id) => ({ kind: 'withdrawn', id }));
}

function tagsOf(past: ReadonlySet<GraphNode>, shared: ReadonlySet<GraphNode>): ReadonlySet<AnnotationId> {
  const tags = new Set<AnnotationId>();
  for (const node of past) {
    const { record } = node.link;
    if (shared.has(node) || !isChangeRecord(record)) continue;
    for (const act of record.payload.annotations ?? []) if (act.kind === 'created') tags.add(act.id);
  }
  return tags;
}
