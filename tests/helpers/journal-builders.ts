import type { Node } from 'prosemirror-model';
import { Step, Transform } from 'prosemirror-transform';
import type { AnnotationAct, AnnotationKind } from '../../shared/document/annotation.ts';
import type { Change, StepJson } from '../../shared/document/document-state.ts';
import type { AnnotationId, DocumentId, GroupId, ReplicaId } from '../../shared/document/identifier.ts';
import { emptyMetadata } from '../../shared/document/metadata.ts';
import { schema } from '../../shared/document/schema.ts';
import {
  type EncodedRecord,
  encodeRecord,
  type JournalEntry,
  type JournalRecord,
  noHash,
} from '../../shared/journal/record.ts';
import { fac, p, doc as page } from './builders.ts';

export const documentId = 'd00000000001' as DocumentId;
export const replicaId = 'r00000000001' as ReplicaId;
export const group = (name: string): GroupId => `g${name}` as GroupId;

/** A small document with an anchor. */
export const telegram: Node = page(
  p('From Moscow to the Secretary of State.'),
  p('The Minister said, ', fac(2), 'that the talks would go on.'),
);

/** What an edit does, written with a transform. */
export function change(name: string, doc: Node, edit: (transform: Transform) => void, undoes?: string): Change {
  const transform = new Transform(doc);
  edit(transform);
  return {
    group: group(name),
    ...(undoes === undefined ? {} : { undoes: group(undoes) }),
    steps: transform.steps.map((step) => step.toJSON() as StepJson),
  };
}

/** Types a text at a position. */
export const typing = (name: string, doc: Node, text: string, at = 1): Change =>
  change(name, doc, (transform) => transform.insert(at, schema.text(text)));

/** Takes a change back. */
export function undoing(name: string, target: Change, before: Node): Change {
  const transform = new Transform(before);
  for (const step of stepsOf(target)) transform.step(step);
  const inverse = transform.steps.map((step, index) => step.invert(transform.docs[index] ?? before)).reverse();
  return { group: group(name), undoes: target.group, steps: inverse.map((step) => step.toJSON() as StepJson) };
}

const stepsOf = (target: Change): readonly Step[] => target.steps.map((json) => Step.fromJSON(schema, json));

export const apply = (doc: Node, ...changes: readonly Change[]): Node =>
  changes.flatMap(stepsOf).reduce((current, step) => step.apply(current).doc ?? current, doc);

/** Tags a range as an annotation of a kind. */
export function tagging(name: string, doc: Node, from: number, to: number, id: string, as: AnnotationKind): Change {
  const mark = schema.mark('annotation', { id, kind: as });
  const act: AnnotationAct = { kind: 'created', id: id as AnnotationId, as, text: doc.textBetween(from, to) };
  return { ...change(name, doc, (transform) => transform.addMark(from, to, mark)), annotations: [act] };
}

/** A change that acts upon an annotation and leaves the text as it is. */
export const acting = (name: string, ...annotations: readonly AnnotationAct[]): Change => ({
  group: group(name),
  steps: [],
  annotations,
});

export const importEntry = (doc: Node): JournalEntry => ({
  kind: 'import',
  payload: {
    source: { name: '001.txt', bytes: 3, sha256: 'a'.repeat(64), encoding: 'utf-8' },
    doc: doc.toJSON() as unknown,
    report: { recognitions: [], remarks: [], setAside: [] },
    metadata: { ...emptyMetadata, title: 'Telegram' },
  },
});

/** Chains entries into a journal, each flushed by itself.
 *  @param options.flush how many records each flush holds */
export function journalOf(
  entries: readonly JournalEntry[],
  { flush = 1, replica = replicaId }: { flush?: number; replica?: ReplicaId } = {},
): readonly (EncodedRecord & { readonly record: JournalRecord })[] {
  let prev = noHash;
  return entries.map((entry, index) => {
    const record: JournalRecord = {
      format: 1,
      seq: index + 1,
      prev,
      parent: prev,
      synced: Math.floor(index / flush) * flush,
      document: documentId,
      editor: 'MK',
      replica,
      time: `2026-03-01T10:00:0${index % 10}.000Z`,
      ...entry,
    };
    const encoded = encodeRecord(record);
    prev = encoded.hash;
    return { ...encoded, record };
  });
}

/** The bytes of several lines, one after the other. */
export const bytesOf = (lines: readonly EncodedRecord[]): Uint8Array => Buffer.concat(lines.map(({ frame }) => frame));
