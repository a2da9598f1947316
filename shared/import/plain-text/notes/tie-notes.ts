import { type Block, type Draft, excerpt, type Finding, type ReferenceDraft, rangeOf, remark } from '../draft/draft.ts';
import { claimNote, type NoteScope, type PlacedNote } from './note-bodies.ts';
import type { ReferenceCandidate } from './note-references.ts';

/** Ties the calls in the text to the notes of their scope. A call without a note stays a call; a note without a call
 *  stays a note; both are remarked. */
export function tieReferences(draft: Draft, scopes: readonly NoteScope[]): void {
  for (const scope of scopes) {
    const notes = new Map(
      scope.notes.filter(({ note }) => note.label !== '').map((placed) => [placed.note.label, placed]),
    );
    const calls = acceptedCalls(scope, notes);
    for (const call of calls) addCall(draft, call, notes.get(call.label));
    remarkMissingCalls(draft, calls, notes);
    const called = new Set(calls.map(({ label }) => label));
    for (const placed of scope.notes) {
      if (placed.note.label !== '' && !called.has(placed.note.label)) proposeCall(draft, scope.blocks, placed);
    }
  }
}

function acceptedCalls(scope: NoteScope, notes: ReadonlyMap<string, PlacedNote>): readonly ReferenceCandidate[] {
  const surer = new Set(scope.candidates.filter(({ sureness }) => sureness !== 'possible').map(({ label }) => label));
  const taken = new Set<string>();
  return scope.candidates.filter(({ label, sureness }) => {
    if (sureness === 'sure') return true;
    if (sureness === 'likely') return notes.has(label) || notes.size === 0;
    if (!notes.has(label) || surer.has(label) || taken.has(label)) return false;
    taken.add(label);
    return true;
  });
}

function addCall(draft: Draft, call: ReferenceCandidate, placed: PlacedNote | undefined): void {
  const { from, to, label } = call;
  const printed = draft.text.slice(from, to);
  const what = placed
    ? `Note reference ${printed}, tied to note ${label}`
    : `Note reference ${printed}, without a note`;
  const finding: Finding = {
    from,
    to,
    kind: 'note reference',
    what,
    certainty: call.sureness === 'sure' ? 'stated' : 'inferred',
  };
  draft.spans.push({ sort: 'reference', from, to, label, target: placed?.note.id ?? null, finding });
  if (!placed) {
    remark(draft, `The text calls note ${label}, but no such note was found. The reference was kept.`, call);
  } else if (call.block.role.kind === 'heading' && placed.note.type !== 'source') {
    placed.note.type = 'source';
    claimNote(placed.block, placed.note);
  }
}

/** Above this many missing numbers the count of the text begins elsewhere, and nothing is missing. */
const mostMissing = 10;

/** Numbers that the calls in the text leap over, unless a note stands for them. */
function remarkMissingCalls(
  draft: Draft,
  calls: readonly ReferenceCandidate[],
  notes: ReadonlyMap<string, PlacedNote>,
): void {
  const called = new Set(calls.filter(({ label }) => /^\d+$/.test(label)).map(({ label }) => Number(label)));
  const last = [...called].reduce((most, number) => Math.max(most, number), 0);
  if (last - called.size > mostMissing) return;
  for (let number = 1; number < last; number++) {
    if (called.has(number) || notes.has(String(number))) continue;
    const next = calls.find(({ label }) => Number(label) > number);
    remark(draft, `Note ${number} is not called in the text, which calls later ones.`, next ?? null);
  }
}

/** A note that speaks of the signature belongs to it: copies lose the call there most often. Of other notes nobody can
 *  tell where they were called. */
function proposeCall(draft: Draft, blocks: readonly Block[], { block, note }: PlacedNote): void {
  const signature = blocks.find(({ role }) => role.kind === 'signature');
  const source = rangeOf(block);
  if (!signature || !/\b(?:signature|signed|initialed)\b/i.test(block.words)) {
    remark(draft, `The text does not call note ${note.label} (${excerpt(block.words)}). The note was kept.`, source);
    return;
  }
  const at = rangeOf(signature).to;
  const what = `Note reference ${note.label}, proposed behind the signature`;
  const finding: Finding = { ...rangeOf(signature), kind: 'note reference', what, certainty: 'inferred' };
  const call: ReferenceDraft = { from: at, to: at, label: note.label, target: note.id, finding };
  draft.spans.push({ sort: 'reference', ...call });
  remark(
    draft,
    `The text does not call note ${note.label}. Because it speaks of the signature, a reference was put there.`,
    source,
  );
}
