import type { DocumentId, EntityId } from '../document/identifier.ts';
import type { AnchorKind } from '../document/page-anchor.ts';
import { inEnglish } from '../translation/retell.ts';
import type { CheckName } from './checklist.ts';

/** What a review knows of a document. */
export interface ReviewedDocument {
  readonly id: DocumentId;
  readonly title: string;
  /** Base name of the imported file. */
  readonly source: string;
  readonly number: string;
  /** W3C form; empty when unknown. */
  readonly when: string;
  /** Of what stands around the documents of a volume nothing is asked. */
  readonly isFrame: boolean;
  /** The texts of its headings, in their order. */
  readonly headings: readonly string[];
  readonly pages: readonly { readonly kind: AnchorKind; readonly label: string }[];
  readonly persons: readonly { readonly text: string; readonly entity: EntityId | null }[];
  readonly suspects: number | null;
  readonly words: number;
  readonly lines: number;
  readonly linesRead: number;
}

export interface ReviewedPerson {
  readonly id: EntityId;
  readonly name: string;
}

export interface ReviewFinding {
  readonly check: CheckName;
  /** Null for what is said of the whole collection. */
  readonly document: DocumentId | null;
  /** Title of the document, or the name of its source. */
  readonly title: string;
  readonly message: string;
}

type Check = (documents: readonly ReviewedDocument[], persons: readonly ReviewedPerson[]) => readonly ReviewFinding[];

/** Runs a check over the documents of a collection, in their order. Pure. */
export const runCheck = (
  check: CheckName,
  documents: readonly ReviewedDocument[],
  persons: readonly ReviewedPerson[],
): readonly ReviewFinding[] =>
  checks[check](
    documents.filter(({ isFrame }) => !isFrame),
    persons,
  );

const of = (check: CheckName, { id, title, source }: ReviewedDocument, message: string): ReviewFinding => ({
  check,
  document: id,
  title: title || source,
  message,
});

/** A whole number; null for `12a`, `[3]` and none. */
const whole = (number: string): number | null => (/^\d{1,9}$/.test(number.trim()) ? Number(number) : null);

/** The number that a heading begins with: `495.`, `[12]`, `No. 7`. */
function leadingNumber(heading: string): number | null {
  const found = /^\s*(?:No\.?\s*|Document\s+)?\[?(\d{1,6})\]?(?:[.:)\]]|\s|$)/i.exec(heading)?.[1];
  return found === undefined ? null : Number(found);
}

const numbering: Check = (documents) => {
  const findings: ReviewFinding[] = [];
  const first = new Map<number, ReviewedDocument>();
  let last: number | null = null;
  for (const document of documents) {
    const number = whole(document.number);
    if (number === null) {
      const said =
        document.number === ''
          ? inEnglish`it has no number`
          : inEnglish`its number “${document.number}” is no whole number`;
      findings.push(of('numbering', document, said));
      continue;
    }
    const before = first.get(number);
    if (before)
      findings.push(
        of('numbering', document, inEnglish`number ${number} is that of “${before.title || before.source}” as well`),
      );
    else if (last !== null && number !== last + 1) findings.push(of('numbering', document, following(last, number)));
    first.set(number, document);
    last = number;
  }
  return findings;
};

function following(last: number, number: number): string {
  if (number <= last) return inEnglish`number ${number} follows ${last}`;
  return number - last === 2
    ? inEnglish`number ${number} follows ${last}: ${last + 1} is missing`
    : inEnglish`number ${number} follows ${last}: ${last + 1} to ${number - 1} are missing`;
}

const boundaries: Check = (documents) =>
  documents.flatMap((document, index) => {
    const number = whole(document.number);
    if (number === null) return [];
    const findings: ReviewFinding[] = [];
    const [head, ...rest] = document.headings.map(leadingNumber);
    if (document.headings.length === 0)
      findings.push(of('boundaries', document, inEnglish`number ${number} has no heading to begin with`));
    else if (head !== null && head !== undefined && head !== number)
      findings.push(of('boundaries', document, inEnglish`it is number ${number}, but begins with ${head}`));
    const next = documents[index + 1];
    const nextNumber = next && whole(next.number);
    if (nextNumber !== undefined && nextNumber !== null && nextNumber !== number && rest.includes(nextNumber))
      findings.push(
        of(
          'boundaries',
          document,
          inEnglish`a heading with number ${nextNumber}, which is that of the next document, stands in it`,
        ),
      );
    // As long volumes name their documents: d12.
    const named = /(?:^|[\s_-])d(\d{1,6})\.\w+$/.exec(document.source)?.[1];
    if (named !== undefined && Number(named) !== number)
      findings.push(of('boundaries', document, inEnglish`it is number ${number}, but the volume calls it d${named}`));
    return findings;
  });

const pages: Check = (documents) => {
  const findings: ReviewFinding[] = [];
  const last = new Map<AnchorKind, number>();
  for (const document of documents) {
    // Facsimiles are counted in each document anew.
    last.delete('facsimile');
    for (const { kind, label } of document.pages) {
      const number = whole(label);
      if (number === null) continue;
      const before = last.get(kind);
      last.set(kind, number);
      if (before !== undefined && number !== before && number !== before + 1)
        findings.push(of('pages', document, inEnglish`${kind} page ${number} follows ${before}`));
    }
  }
  return findings;
};

const dates: Check = (documents) => {
  const findings: ReviewFinding[] = [];
  let last = '';
  for (const document of documents) {
    if (document.when === '') findings.push(of('dates', document, inEnglish`it has no date`));
    else if (isBefore(document.when, last))
      findings.push(
        of('dates', document, inEnglish`its date ${document.when} is before ${last}, that of the document before it`),
      );
    if (document.when !== '') last = document.when;
  }
  return findings;
};

/** Dates of which one says less than the other, as 1962 and 1962-11, are not compared further than both say. */
const isBefore = (date: string, other: string): boolean => {
  const length = Math.min(date.length, other.length);
  return date.slice(0, length) < other.slice(0, length);
};

const persons: Check = (documents, list) => {
  const known = new Set(list.map(({ id }) => id));
  const tagged = new Set<EntityId>();
  const findings = documents.flatMap((document) => {
    const unknown = new Map<string, number>();
    for (const { text, entity } of document.persons) {
      if (entity !== null && known.has(entity)) tagged.add(entity);
      else unknown.set(text, (unknown.get(text) ?? 0) + 1);
    }
    return [...unknown].map(([text, count]) =>
      of(
        'persons',
        document,
        count > 1
          ? inEnglish`“${text}” is tagged ${count} times and means nobody of the list of persons`
          : inEnglish`“${text}” is tagged and means nobody of the list of persons`,
      ),
    );
  });
  const untagged = list.filter(({ id }) => !tagged.has(id));
  return [
    ...findings,
    ...untagged.map(({ name }) => ({
      check: 'persons' as const,
      document: null,
      title: '',
      message: inEnglish`“${name}” is in the list of persons and tagged nowhere`,
    })),
  ];
};

const checks: Readonly<Record<CheckName, Check>> = {
  numbering,
  boundaries,
  pages,
  dates,
  persons,
  titles: (documents) =>
    documents.filter(({ title }) => title === '').map((one) => of('titles', one, inEnglish`it has no title`)),
  proofread: (documents) =>
    documents
      .filter(({ lines, linesRead }) => linesRead < lines)
      .map((one) =>
        of(
          'proofread',
          one,
          inEnglish`${one.lines - one.linesRead} of ${one.lines} lines were not read against the image`,
        ),
      ),
  suspects: (documents) =>
    documents
      .filter(({ suspects }) => suspects !== 0)
      .map((one) =>
        of(
          'suspects',
          one,
          one.suspects === null
            ? inEnglish`doubtful words were not looked for yet`
            : inEnglish`${one.suspects} doubtful words are left`,
        ),
      ),
};
