import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { annotationRanges } from '../../shared/document/annotation.ts';
import { anchorsOf } from '../../shared/document/page-anchor.ts';
import { type MergedDocument, mergeDocuments } from '../../shared/merge/merge-documents.ts';
import { EditingSession } from '../helpers/editing-session.ts';
import { doMergeAct, Letters, lettered, lettersIn, lettersOf } from '../helpers/merge-acts.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';

const sessions = Number(process.env.MERGE_SESSIONS ?? 200);
const first = Number(process.env.MERGE_FIRST ?? 1);

/** The word that each letter stands in. Where a line parted or joined words, what it did is told word by word, not letter by letter. */
function wordsOf(doc: Node): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  doc.descendants((node) => {
    if (!node.isTextblock) return true;
    const text = node.textBetween(0, node.content.size, ' ', ({ type }) => (type.name === 'pageAnchor' ? '' : ' '));
    for (const [word] of text.matchAll(/[\p{L}\p{N}\p{M}_'’]+/gu)) for (const letter of word) words.set(letter, word);
    return false;
  });
  return words;
}

/** What a merge did wrong, in words; nothing when all is well. */
function faultsOf(base: Node, ours: Node, theirs: Node, { doc, conflicts, sameAnchors }: MergedDocument): string[] {
  const faults: string[] = [];
  try {
    doc.check();
  } catch (error) {
    faults.push(`it is no document: ${String(error)}`);
  }
  const [inBase, inOurs, inTheirs] = [base, ours, theirs].map((one) => new Set(lettersOf(one))) as [
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  const merged = lettersOf(doc);
  const counts = new Map<string, number>();
  for (const letter of merged) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const told = new Set(conflicts.flatMap((one) => lettersIn(one.base + one.ours + one.theirs)));
  for (const [letter, count] of counts)
    if (count > 1 && !told.has(letter)) faults.push(`${letter} stands there ${count} times`);
  const [wordsBefore, wordsNow] = [wordsOf(base), wordsOf(doc)];
  for (const letter of new Set([...inOurs, ...inTheirs])) {
    const isGone = inBase.has(letter) && !(inOurs.has(letter) && inTheirs.has(letter));
    if (!counts.has(letter) && !isGone && !told.has(letter)) faults.push(`${letter} is lost`);
    const isWhole = wordsBefore.get(letter) === wordsNow.get(letter);
    if (counts.has(letter) && isGone && isWhole && !told.has(letter)) faults.push(`${letter} came back`);
  }
  faults.push(...anchorFaults(base, ours, theirs, doc, new Set(sameAnchors.map(([dropped]) => dropped))));
  return faults;
}

function anchorFaults(base: Node, ours: Node, theirs: Node, doc: Node, same: ReadonlySet<string>): string[] {
  const ids = (one: Node): string[] => anchorsOf(one).map(({ anchor }) => anchor.id);
  const [b, a, o, merged] = [ids(base), ids(ours), ids(theirs), ids(doc)];
  const faults: string[] = [];
  if (new Set(merged).size !== merged.length) faults.push('a page anchor stands there twice');
  for (const id of new Set([...a, ...o])) {
    const isGone = b.includes(id) && !(a.includes(id) && o.includes(id));
    if (!merged.includes(id) && !isGone && !same.has(id)) faults.push(`the page anchor ${id} is lost`);
  }
  for (const [index, id] of merged.entries())
    for (const other of merged.slice(index + 1)) {
      const isBefore = (line: string[]): boolean => line.includes(id) && line.indexOf(other) > line.indexOf(id);
      const isAfter = (line: string[]): boolean => line.includes(other) && line.indexOf(other) < line.indexOf(id);
      if (isAfter(a) && isAfter(o) && !isBefore(a)) faults.push(`${id} stands before ${other}`);
    }
  return faults;
}

/** The letters that each tag covers, where it was not taken off. */
function tagFaults(base: Node, ours: Node, theirs: Node, doc: Node): string[] {
  const covered = (one: Node): Map<string, Set<string>> => {
    const tags = new Map<string, Set<string>>();
    for (const { id, from, to } of annotationRanges(one))
      tags.set(id, new Set([...(tags.get(id) ?? []), ...lettersIn(one.textBetween(from, to, ' ', ' '))]));
    return tags;
  };
  const [b, a, o, merged] = [base, ours, theirs, doc].map(covered) as [
    Map<string, Set<string>>,
    Map<string, Set<string>>,
    Map<string, Set<string>>,
    Map<string, Set<string>>,
  ];
  const present = new Set(lettersOf(doc));
  const [wordsBefore, wordsNow] = [wordsOf(base), wordsOf(doc)];
  const [inOurs, inTheirs] = [new Set(lettersOf(ours)), new Set(lettersOf(theirs))];
  const faults: string[] = [];
  for (const id of new Set([...a.keys(), ...o.keys()])) {
    if (b.has(id) && !(a.has(id) && o.has(id))) continue;
    for (const letter of new Set([...(a.get(id) ?? []), ...(o.get(id) ?? [])])) {
      if (!present.has(letter) || wordsBefore.get(letter) !== wordsNow.get(letter)) continue;
      const wasTaken =
        b.get(id)?.has(letter) &&
        ((inOurs.has(letter) && !a.get(id)?.has(letter)) || (inTheirs.has(letter) && !o.get(id)?.has(letter)));
      if (!wasTaken && !merged.get(id)?.has(letter)) faults.push(`the tag ${id} has lost ${letter}`);
    }
  }
  return faults;
}

function worked(doc: Node, random: SeededRandom, letters: Letters): Node {
  const session = new EditingSession(doc);
  const acts = 1 + random.below(6);
  for (let act = 0; act < acts; act++) doMergeAct(session, random, letters);
  return session.state.doc;
}

/** What a way of putting lines together does wrong in random sessions, and how many conflicts it tells of. */
function live(merge: typeof mergeDocuments, count: number): { readonly found: string[]; readonly conflicts: number } {
  const found: string[] = [];
  let conflicts = 0;
  for (let seed = first; seed < first + count && found.length < 12; seed++) {
    const random = new SeededRandom(seed * 104_729);
    const letters = new Letters();
    let base = lettered(letters);
    for (let round = 0; round < 3; round++) {
      const ours = worked(base, random, letters);
      const theirs = worked(base, random, letters);
      const merged = merge(base, ours, theirs);
      conflicts += merged.conflicts.length;
      const faults = [...faultsOf(base, ours, theirs, merged), ...tagFaults(base, ours, theirs, merged.doc)];
      if (faults.length > 0) {
        found.push(`seed ${seed}.${round}: ${faults.slice(0, 4).join('; ')}`);
        break;
      }
      base = merged.doc;
    }
  }
  return { found, conflicts };
}

describe('two lines of changes put together', () => {
  test(`keep every letter, page anchor and tag in ${sessions} random sessions`, () => {
    const { found, conflicts } = live(mergeDocuments, sessions);
    expect(found).toEqual([]);
    expect(conflicts).toBeGreaterThan(0);
  });

  test.each<readonly [string, typeof mergeDocuments]>([
    ['takes one line for both', (_base, ours) => ({ doc: ours, conflicts: [], sameAnchors: [] })],
    ['tells of no conflict', (...lines) => ({ ...mergeDocuments(...lines), conflicts: [] })],
  ])('are found out when a merge %s', (_what, merge) => {
    expect(live(merge, 10).found).not.toEqual([]);
  });
});
