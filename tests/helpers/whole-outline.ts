import type { Node } from 'prosemirror-model';
import type { PlacedTag } from '../../shared/derived/outline.ts';
import { annotationRanges } from '../../shared/document/annotation.ts';
import type { AnnotationId, NoteId } from '../../shared/document/identifier.ts';
import { anchorsOf } from '../../shared/document/page-anchor.ts';
import { blockText, textBlocks, wordCount } from '../../shared/document/reading-text.ts';

/** What the window lists and counts of a document, read from the whole of it at once: what is followed has to be the same. */
export function wholeOutline(doc: Node) {
  return { tags: tagsOf(doc), ...notesOf(doc), anchors: anchorsOf(doc), words: wordCount(doc) };
}

function tagsOf(doc: Node): readonly PlacedTag[] {
  const tags = new Map<AnnotationId, PlacedTag>();
  for (const { id, as, from, to } of annotationRanges(doc)) {
    const text = readingOf(doc, from, to);
    const known = tags.get(id);
    if (known) tags.set(id, { ...known, text: `${known.text} … ${text}`, to });
    else tags.set(id, { id, kind: as, text, from, to });
  }
  return [...tags.values()];
}

function readingOf(doc: Node, from: number, to: number): string {
  const parts: string[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return true;
    const { text, offsets } = blockText(node);
    const first = offsets.findIndex((offset) => pos + 1 + offset >= from);
    const after = offsets.findIndex((offset) => pos + 1 + offset >= to);
    if (first >= 0) parts.push(text.slice(first, after < 0 ? undefined : after).trim());
    return false;
  });
  return parts.filter(Boolean).join(' ');
}

function notesOf(doc: Node) {
  const notes: { id: NoteId; label: string; type: string; text: string; pos: number }[] = [];
  const calls = new Map<string, number>();
  const looseCalls: { label: string; pos: number }[] = [];
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
