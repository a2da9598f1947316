import type { DocumentId } from '../document/identifier.ts';
import { csvTable } from '../text/csv-table.ts';
import { inEnglish } from '../translation/retell.ts';
import type { Checklist, ChecklistItem } from './checklist.ts';
import { type ReviewedDocument, type ReviewedPerson, type ReviewFinding, runCheck } from './checks.ts';
import { drawSample, type SampleRequest } from './sample.ts';

/** A point of the list and what came of it. */
export interface ReviewedItem extends ChecklistItem {
  /** `open`: for a person to look at; `done`: they ticked it; else what its check says. */
  readonly outcome: 'open' | 'done' | 'passed' | 'findings';
  readonly findings: readonly ReviewFinding[];
}

/** A document of the sample, and how far it was read. */
interface SampledDocument {
  readonly document: DocumentId;
  readonly title: string;
  readonly number: string;
  readonly words: number;
  readonly lines: number;
  readonly linesRead: number;
}

/** Says which documents were drawn and how, so that anyone can draw them again. */
export interface SampleCertificate extends SampleRequest {
  /** How many documents they were drawn from. */
  readonly of: number;
  readonly documents: readonly SampledDocument[];
}

export interface Review {
  readonly documents: number;
  readonly items: readonly ReviewedItem[];
  /** Checks that the list names and nobody knows. */
  readonly unknown: readonly string[];
  readonly sample: SampleCertificate;
}

/** A review of a whole collection. */
export interface CollectionReview extends Review {
  /** Whether the collection has a list of its own. */
  readonly ownList: boolean;
  /** Why documents could not be read, as sentences. */
  readonly unreadable: readonly string[];
  readonly cancelled: boolean;
}

/** Works through the list of a project. Pure. */
export function reviewOf(
  { items, unknown }: Checklist,
  documents: readonly ReviewedDocument[],
  persons: readonly ReviewedPerson[],
  request: SampleRequest,
): Review {
  const reviewed = items.map((item): ReviewedItem => {
    if (item.check === null) return { ...item, outcome: item.ticked ? 'done' : 'open', findings: [] };
    const findings = runCheck(item.check, documents, persons);
    return { ...item, outcome: findings.length === 0 ? 'passed' : 'findings', findings };
  });
  const own = documents.filter(({ isFrame }) => !isFrame);
  const drawn = new Set(
    drawSample(
      own.map(({ id }) => id),
      request,
    ),
  );
  const sampled = own.filter(({ id }) => drawn.has(id));
  return {
    documents: own.length,
    items: reviewed,
    unknown,
    sample: {
      ...request,
      of: own.length,
      documents: sampled.map(({ id, title, source, number, words, lines, linesRead }) => ({
        document: id,
        title: title || source,
        number,
        words,
        lines,
        linesRead,
      })),
    },
  };
}

/** The certificate in a sentence. */
export function sampleSentence({ seed, of, documents }: SampleCertificate): string {
  const [lines, read] = [sum(documents, 'lines'), sum(documents, 'linesRead')];
  return inEnglish`${documents.length} of ${of} documents, drawn with the seed “${seed}”: ${sum(documents, 'words')} words, ${read} of ${lines} lines read against the image.`;
}

const sum = (documents: readonly SampledDocument[], key: 'words' | 'lines' | 'linesRead'): number =>
  documents.reduce((whole, document) => whole + document[key], 0);

const heads = ['point', 'check', 'outcome', 'document', 'title', 'finding'];

/** The findings as CSV (RFC 4180), a row each; a point without any has one row. Values with which a spreadsheet would reckon begin with
 *  an apostrophe. */
export const reviewCsv = ({ items }: Review): string =>
  csvTable(
    heads,
    items.flatMap(({ text, check, outcome, findings }) => {
      const point = [text, check ?? '', outcome];
      const rows = findings.map(({ document, title, message }) => [...point, document ?? '', title, message]);
      return (rows.length > 0 ? rows : [[...point, '', '', '']]).map((row) => row.map(harmless));
    }),
  );

const harmless = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);

const outcomeWords: Readonly<Record<ReviewedItem['outcome'], string>> = {
  open: inEnglish`to be looked at`,
  done: inEnglish`looked at`,
  passed: inEnglish`nothing found`,
  findings: 'findings',
};

/** The report as a page of its own, without script or network.
 *  @param title of the collection */
export function reviewHtml(title: string, review: Review): string {
  const items = review.items.map(
    (item, index) => `<section><h2>${index + 1}. ${escaped(item.text)}</h2>
<p class="${item.outcome}">${outcomeWords[item.outcome]}${item.findings.length > 0 ? `: ${item.findings.length}` : ''}</p>
${item.findings.length > 0 ? `<ul>${item.findings.map(findingHtml).join('\n')}</ul>` : ''}</section>`,
  );
  const rows = review.sample.documents.map(
    ({ number, title: name, words, lines, linesRead }) =>
      `<tr><td>${escaped(number)}</td><td>${escaped(name)}</td><td>${words}</td><td>${linesRead} of ${lines}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Review of ${escaped(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}h2{font-size:1.1rem;margin:1.5rem 0 .2rem}.findings{color:#8a1c1c}.passed,.done{color:#1c5c2e}table{border-collapse:collapse}td,th{text-align:left;padding:.2rem .8rem .2rem 0;border-bottom:1px solid #ccc}</style></head>
<body><main><h1>Review of ${escaped(title)}</h1><p>${review.documents} documents.</p>
${items.join('\n')}
<section><h2>Sample</h2><p>${escaped(sampleSentence(review.sample))}</p>
<table><thead><tr><th scope="col">Number</th><th scope="col">Title</th><th scope="col">Words</th><th scope="col">Lines read</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></section></main></body></html>
`;
}

const findingHtml = ({ title, message }: ReviewFinding): string =>
  `<li>${title === '' ? '' : `<b>${escaped(title)}</b>: `}${escaped(message)}</li>`;

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
