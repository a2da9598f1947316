import type { Node } from 'prosemirror-model';
import type { AnnotationKind } from '../../shared/document/annotation.ts';
import { blockText, textBlocks, wordCount } from '../../shared/document/block-text.ts';
import type { Correction } from '../../shared/document/corrections.ts';
import type { AnnotationId, NoteId } from '../../shared/document/identifier.ts';
import { misreadings, pageCorrections } from '../../shared/document/misreadings.ts';
import { anchorsOf, type PlacedAnchor } from '../../shared/document/page-anchor.ts';
import { annotationReadings } from '../../shared/document/reading.ts';

/** A tag as a line of the inspector. */
export interface PlacedTag {
  readonly id: AnnotationId;
  readonly kind: AnnotationKind;
  /** The tagged words; the stretches of one tag are joined by `…`. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface PlacedNote {
  readonly id: NoteId;
  readonly label: string;
  readonly type: string;
  readonly text: string;
  /** Position of the note's first inline place. */
  readonly pos: number;
  /** Where it is called; null when nothing refers to it. */
  readonly calledAt: number | null;
}

/** A call of a note that has no body. */
export interface LooseCall {
  readonly label: string;
  readonly pos: number;
}

/** What the window lists and counts of a document, in document order. All positions are of `doc`. */
export interface DocumentOutline {
  readonly doc: Node;
  readonly tags: readonly PlacedTag[];
  /** Misreadings that were put right, and emendations. */
  readonly corrections: readonly Correction[];
  /** How many of them are misreadings, as the table of the collection counts them. */
  readonly misreadings: number;
  readonly notes: readonly PlacedNote[];
  readonly looseCalls: readonly LooseCall[];
  readonly anchors: readonly PlacedAnchor[];
  readonly words: number;
}

/** @param imported the document as imported: what corrections are counted against */
export function outlineOf(doc: Node, imported: Node): DocumentOutline {
  return {
    doc,
    tags: tagsOf(doc),
    corrections: pageCorrections(imported, doc),
    misreadings: misreadings(imported, doc).length,
    ...notesOf(doc),
    anchors: anchorsOf(doc),
    words: wordCount(doc),
  };
}

const tagsOf = (doc: Node): readonly PlacedTag[] =>
  [...annotationReadings(doc)].map(([id, { as, ...reading }]) => ({ id, kind: as, ...reading }));

function notesOf(doc: Node): Pick<DocumentOutline, 'notes' | 'looseCalls'> {
  const notes: Omit<PlacedNote, 'calledAt'>[] = [];
  const calls = new Map<string, number>();
  const looseCalls: LooseCall[] = [];
  doc.descendants((node, pos) => {
    if (node.type.name === 'noteReference') {
      const target = node.attrs.target as string | null;
      if (target === null) looseCalls.push({ label: node.attrs.label as string, pos });
      else if (!calls.has(target)) calls.set(target, pos);
    } else if (node.type.name === 'note') {
      const { id, label, type } = node.attrs as { id: NoteId; label: string; type: string };
      const text = textBlocks(node)
        .map(({ block }) => blockText(block).text)
        .join(' ');
      notes.push({ id, label, type, text, pos: pos + 2 });
    }
  });
  return { notes: notes.map((note) => ({ ...note, calledAt: calls.get(note.id) ?? null })), looseCalls };
}
