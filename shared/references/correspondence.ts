import type { DocumentId } from '../document/identifier.ts';
import type { DocumentMetadata } from '../document/metadata.ts';
import type { DocumentReference } from './document-references.ts';
import { type Likeness, likeness, type Party, partyOf } from './party.ts';

/** A document with what it names. */
export interface Letter {
  readonly id: DocumentId;
  readonly metadata: DocumentMetadata;
  readonly references: readonly DocumentReference[];
}

/** A document of a correspondence. */
export interface CorrespondenceRow {
  readonly document: DocumentId;
  readonly title: string;
  readonly number: string;
  /** As far as it is known, in the form of `att.datable.w3c`; null when nothing of it is. */
  readonly when: string | null;
  /** As the document states it. */
  readonly date: string;
  readonly from: string;
  readonly to: string;
  readonly placeSent: string;
  /** What went the other way and is named in it: what it answers. */
  readonly answers: readonly DocumentId[];
  /** The documents that answer it. */
  readonly answeredBy: readonly DocumentId[];
  /** All else that it certainly names. */
  readonly refersTo: readonly DocumentId[];
  /** The documents that certainly name it and do not answer it. */
  readonly namedBy: readonly DocumentId[];
}

/** The documents of a collection by date, the undated ones last, each with its thread. Only references of which the target is certain count. */
export function correspondence(letters: readonly Letter[]): readonly CorrespondenceRow[] {
  const parties = new Map(letters.map(({ id, metadata }) => [id, partiesOf(metadata)]));
  const answeredBy = new Map<DocumentId, DocumentId[]>();
  const namedBy = new Map<DocumentId, DocumentId[]>();
  const rows = letters.map(({ id, metadata, references }) => {
    const targets = certainTargets(references);
    const answers = targets.filter((target) => isAnswered(parties.get(id), parties.get(target)));
    const refersTo = targets.filter((target) => !answers.includes(target));
    for (const target of answers) answeredBy.set(target, [...(answeredBy.get(target) ?? []), id]);
    for (const target of refersTo) namedBy.set(target, [...(namedBy.get(target) ?? []), id]);
    const { title, number, date, from, to, placeSent } = metadata;
    return {
      document: id,
      title,
      number,
      when: date?.when ?? null,
      date: date?.text ?? '',
      from,
      to,
      placeSent,
      answers,
      refersTo,
    };
  });
  const order = new Map(byDate(rows).map(({ document }, index) => [document, index]));
  const inOrder = (ids: readonly DocumentId[] = []): readonly DocumentId[] =>
    ids.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return byDate(rows).map((row) => ({
    ...row,
    answers: inOrder(row.answers),
    answeredBy: inOrder(answeredBy.get(row.document)),
    refersTo: inOrder(row.refersTo),
    namedBy: inOrder(namedBy.get(row.document)),
  }));
}

const certainTargets = (references: readonly DocumentReference[]): readonly DocumentId[] => [
  ...new Set(references.flatMap(({ targets }) => (targets.length === 1 ? targets : []))),
];

interface Parties {
  readonly from: Party;
  readonly to: Party;
}

const partiesOf = ({ from, to }: DocumentMetadata): Parties => ({ from: partyOf(from), to: partyOf(to) });

/** Whether a document goes the other way than another one: its addressee wrote that, to its sender. */
function isAnswered(answer: Parties | undefined, question: Parties | undefined): boolean {
  if (!answer || !question) return false;
  const ways: readonly Likeness[] = [likeness(answer.to, question.from), likeness(answer.from, question.to)];
  return ways.includes('yes') && !ways.includes('no');
}

/** By day, documents of one day as they come; those without a date last. */
const byDate = <Row extends { readonly when: string | null }>(rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((a, b) => compare(a.when ?? '\uffff', b.when ?? '\uffff'));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
