import type { Node } from 'prosemirror-model';
import type { StepJson, StoredChange } from '../document/document-state.ts';
import type { GroupId } from '../document/identifier.ts';
import { stepsBetween } from '../edit/rewrite/steps-between.ts';
import { applySteps } from '../journal/apply-steps.ts';
import type { LoggedChange } from '../journal/replay-snapshot.ts';
import { mergeDocuments } from './merge-documents.ts';
import { tokenise } from './merge-tokens.ts';

/** How many own acts can be taken back that were done before others' changes came in: each costs a merge. */
const mostMergedActs = 20;

/** One's own acts among those of others, each with what takes it back from the present document when all later ones are taken back:
 *  what was done by others since stays. Found by putting together, with the state after the act for what both have in common, the
 *  present document and the one before the act. */
export function ownHistory(log: readonly LoggedChange[], present: Node, limit: number): readonly StoredChange[] {
  const groups = lastingGroups(log).slice(-Math.min(limit, mostMergedActs));
  const history: StoredChange[] = [];
  let now = present;
  for (const parts of groups.toReversed()) {
    const [first, last] = [parts[0], parts.at(-1)];
    if (!first || !last) continue;
    const inverse = inverseOf(first.before, last.after, now);
    const applied = applySteps(now, inverse);
    // What cannot be taken back without what others did stays.
    if (!applied.ok || !takesOnlyBack(first.before, last.after, now, applied.doc)) continue;
    const { group, zones } = first.change;
    history.unshift({ group, ...(zones && { zones }), steps: jsonOf(applied.doc, now), inverse });
    now = applied.doc;
  }
  return history;
}

const inverseOf = (before: Node, after: Node, now: Node): readonly StepJson[] =>
  jsonOf(now, mergeDocuments(after, now, before, 'as ours').doc);

/** Whether nothing comes or goes but what an act took away or brought. */
function takesOnlyBack(before: Node, after: Node, now: Node, result: Node): boolean {
  if (after === now) return true;
  const [old, acted, present, undone] = [before, after, now, result].map(contentsOf) as [
    Contents,
    Contents,
    Contents,
    Contents,
  ];
  for (const key of new Set([...present.keys(), ...undone.keys()])) {
    const count = (contents: Contents): number => contents.get(key) ?? 0;
    const [change, act] = [count(undone) - count(present), count(old) - count(acted)];
    if (change !== 0 && (Math.sign(change) !== Math.sign(act) || Math.abs(change) > Math.abs(act))) return false;
  }
  return true;
}

/** How often each word, letter, page anchor, and whatever else is no blank, is in a document. */
type Contents = ReadonlyMap<string, number>;

function contentsOf(doc: Node): Contents {
  const counts = new Map<string, number>();
  const count = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  const { tokens, anchors } = tokenise(doc);
  for (const { kind, key, text } of tokens) {
    if (kind === 'atom' || (kind === 'text' && text.trim() !== '')) count(key);
    for (const letter of text) if (letter.trim() !== '') count(letter);
  }
  for (const { id } of anchors) count(`anchor ${id}`);
  return counts;
}

const jsonOf = (before: Node, after: Node): readonly StepJson[] =>
  stepsBetween(before, after).map((step) => step.toJSON() as StepJson);

/** One's own acts that are not taken back, each with its parts, as far as they stand together. */
function lastingGroups(log: readonly LoggedChange[]): readonly (readonly LoggedChange[])[] {
  const groups = new Map<GroupId, LoggedChange[]>();
  for (const logged of log) {
    const { group, undoes } = logged.change;
    if (undoes !== undefined) {
      groups.delete(undoes);
      continue;
    }
    if (!logged.isOwn) continue;
    groups.set(group, [...(groups.get(group) ?? []), logged]);
  }
  return [...groups.values()];
}
