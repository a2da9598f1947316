import { inEnglish } from '../../../translation/retell.ts';
import { type Draft, type DraftFinding, excerpt, type ReferenceDraft, rangeOfLines, remark } from '../draft/draft.ts';
import { claimNote, type NoteScope, type PlacedNoteBody } from './note-bodies.ts';
import type { ReferenceCandidate } from './note-references.ts';

/** Ties the calls in the text to the notes of their scope. A call without a note stays a call; a note without a call
 *  stays a note; both are remarked. */
export function tieReferences(draft: Draft, scopes: readonly NoteScope[]): void {
  for (const scope of scopes) {
    const tied = new Map(scope.notes.flatMap((placed) => (placed.call ? [[placed.call, placed] as const] : [])));
    const calls = scope.candidates.filter((candidate) => tied.has(candidate) || staysCall(candidate, scope));
    for (const call of calls) addCall(draft, call, tied.get(call) ?? repeated(call, scope));
    remarkMissingCalls(draft, calls, scope.notes);
    for (const placed of scope.notes) {
      if (placed.call === null && isCalled(placed)) proposeCall(draft, scope, placed);
    }
  }
}

const isCalled = ({ note }: PlacedNoteBody): boolean => note.label !== '' || note.type !== 'source';

/** What can be nothing but a call stays one without a note; so does a likely one where there are no notes at all. */
function staysCall({ sureness, label, block }: ReferenceCandidate, { notes }: NoteScope): boolean {
  if (block.role.kind === 'header field') return false;
  if (sureness === 'sure') return true;
  if (sureness !== 'likely') return false;
  return notes.length === 0 || notes.some(({ note, call }) => call !== null && note.label === label);
}

/** The note that a further call of the same number leads to: the only one of that number. */
function repeated(call: ReferenceCandidate, { notes }: NoteScope): PlacedNoteBody | undefined {
  const own = notes.filter(({ note }) => note.label === call.label);
  const [only] = own;
  return call.sureness === 'sure' && own.length === 1 && only?.isByOrder === false && only.call !== null
    ? only
    : undefined;
}

function addCall(draft: Draft, call: ReferenceCandidate, placed: PlacedNoteBody | undefined): void {
  const { from, to, label } = call;
  const printed = draft.text.slice(from, to);
  const isByOrder = placed?.isByOrder === true;
  const tied = isByOrder
    ? inEnglish`Note reference ${printed}, tied to note ${label}, by the order of calls and notes`
    : inEnglish`Note reference ${printed}, tied to note ${label}`;
  const what = placed ? tied : inEnglish`Note reference ${printed}, without a note`;
  const isStated = call.sureness === 'sure' && !isByOrder;
  const finding: DraftFinding = { from, to, kind: 'note reference', what, certainty: isStated ? 'stated' : 'inferred' };
  draft.spans.push({ sort: 'reference', from, to, label, target: placed?.note.id ?? null, finding });
  if (!placed) {
    remark(draft, inEnglish`The text calls note ${label}, but no such note was found. The reference was kept.`, call);
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
  notes: readonly PlacedNoteBody[],
): void {
  const labels = new Set(notes.map(({ note }) => note.label));
  const called = new Set(calls.filter(({ label }) => /^\d+$/.test(label)).map(({ label }) => Number(label)));
  const last = [...called].reduce((most, number) => Math.max(most, number), 0);
  if (last - called.size > mostMissing) return;
  for (let number = 1; number < last; number++) {
    if (called.has(number) || labels.has(String(number))) continue;
    const next = calls.find(({ label }) => Number(label) > number);
    remark(draft, inEnglish`Note ${number} is not called in the text, which calls later ones.`, next ?? null);
  }
}

/** What notes to a signature say: `Printed from a copy that bears this typed signature.` */
const ofSignature =
  /\b(?:typed|stamped|handwritten|original|indicated|no|this|the) signature\b|\b(?:unsigned|signed) (?:copy|original)\b|\binitialed\b/i;

/** A note that speaks of the signature belongs to it: copies lose the call there most often. Of other notes nobody can
 *  tell where they were called. */
function proposeCall(draft: Draft, { blocks, candidates }: NoteScope, { block, note }: PlacedNoteBody): void {
  const signature = blocks.find(({ role, finding }) => role.kind === 'signature' && finding?.kind !== 'valediction');
  const source = rangeOfLines(block);
  const name = note.label === '' ? inEnglish`a note` : inEnglish`note ${note.label}`;
  if (!signature || note.label === '' || !ofSignature.test(block.words)) {
    const fitting =
      note.label === ''
        ? 0
        : candidates.filter(({ label, sureness }) => label === note.label && sureness !== 'hidden').length;
    const why =
      fitting > 1
        ? inEnglish`${fitting} figures in the text could call note ${note.label} (${excerpt(block.words)}). None was tied to it.`
        : inEnglish`The text does not call ${name} (${excerpt(block.words)}). The note was kept.`;
    remark(draft, why, source);
    return;
  }
  const at = rangeOfLines(signature).to;
  const what = inEnglish`Note reference ${note.label}, proposed behind the signature`;
  const finding: DraftFinding = { ...rangeOfLines(signature), kind: 'note reference', what, certainty: 'inferred' };
  const call: ReferenceDraft = { from: at, to: at, label: note.label, target: note.id, finding };
  draft.spans.push({ sort: 'reference', ...call });
  remark(
    draft,
    inEnglish`The text does not call note ${note.label}. Because it speaks of the signature, a reference was put there.`,
    source,
  );
}
