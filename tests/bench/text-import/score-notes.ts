import type { Node } from 'prosemirror-model';
import type { Recognition } from '../../../shared/document/import-report.ts';
import type { SourceRange } from '../../../shared/import/plain-text/draft/source-lines.ts';
import type { ReadDocument } from '../../../shared/import/plain-text/read-plain-text.ts';
import type { Copy } from './copy.ts';
import { lengthOf, overlap, type Tally } from './tally.ts';

/** Holds note bodies, and the notes that calls lead to, against the encoding. */
export function scoreNotes(tally: Tally, copy: Copy, read: ReadDocument): void {
  const bodies = scoreBodies(tally, copy, read);
  const recognitions = new Map(read.report.recognitions.map((recognition) => [recognition.id as string, recognition]));
  const left = copy.calls.filter(({ note }) => copy.notes.has(note));
  for (const reference of references(read.doc)) {
    const recognition = recognitions.get(reference.attrs.recognition as string);
    if (!recognition) continue;
    const target = bodies.get(reference.attrs.target as string);
    const hit = left.findIndex((call) => isPlaceOf(recognition, call));
    const words = `${recognition.what}: ${around(copy.text, recognition.source)}`;
    const call = left[hit];
    if (call && target === call.note) {
      tally.add('note call', 'right');
      left.splice(hit, 1);
    } else if (reference.attrs.target !== null) {
      tally.add('note call', 'wrong', words);
      tally.addHarm('call tied to a wrong body', words);
    } else if (!call) tally.add('note call', 'wrong', words);
  }
  for (const call of left) tally.add('note call', 'missed', around(copy.text, call));
}

const around = (text: string, { from, to }: SourceRange): string =>
  `${text.slice(Math.max(0, from - 40), from)}⟦${text.slice(from, to)}⟧${text.slice(to, to + 25)}`;

function isPlaceOf({ what, source }: Recognition, call: SourceRange): boolean {
  if (what.includes('proposed')) return source.from <= call.from && call.from <= source.to + 3;
  return Math.abs(source.from - call.from) <= 1 && Math.abs(source.to - call.to) <= 1;
}

function references(doc: Node): readonly Node[] {
  const found: Node[] = [];
  doc.descendants((node) => {
    if (node.type.name === 'noteReference') found.push(node);
  });
  return found;
}

/** @returns which note of the truth each note of the document is, by id */
function scoreBodies(tally: Tally, copy: Copy, { doc, report }: ReadDocument): ReadonlyMap<string, number> {
  const sources = new Map(report.recognitions.map(({ id, source }) => [id as string, source]));
  const found = new Map<string, number>();
  doc.descendants((node) => {
    const source = node.type.name === 'note' ? sources.get(node.attrs.recognition as string) : undefined;
    if (!source) return;
    const note = noteAt(copy, source);
    if (note === null || [...found.values()].includes(note)) tally.add('note body', 'wrong', source.text);
    else {
      found.set(node.attrs.id as string, note);
      tally.add('note body', 'right');
    }
  });
  for (const [note, { from, to }] of copy.notes)
    if (![...found.values()].includes(note)) tally.add('note body', 'missed', copy.text.slice(from, to));
  return found;
}

/** The note whose words make most of a range. */
function noteAt(copy: Copy, range: SourceRange): number | null {
  for (const [note, words] of copy.notes) {
    const isCovered = overlap(range, words) >= 0.6 * Math.max(1, lengthOf(words));
    if (isCovered && lengthOf(range) <= lengthOf(words) * 1.5 + 12) return note;
  }
  return null;
}
