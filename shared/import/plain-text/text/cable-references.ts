import { newAnnotationId } from '../../../document/identifier.ts';
import { schema } from '../../../document/schema.ts';
import { inEnglish } from '../../../translation/retell.ts';
import { monthNamePattern } from '../draft/dates.ts';
import { type Draft, isInterruption, rangeOfLines } from '../draft/draft.ts';

/** How cables name one another: `Yourtel` (your telegram), `Urtel`, `Deptel` (the Department's), `Embtel` … */
const cableName = '(?:y?ourtel|urtel|deptel|embtel|mytel|contel|legtel|circtel|usuntel|delegtel|depcirtel)s?';
const date = `(?:,?\\s+(?:of\\s+)?${monthNamePattern}\\s+\\d{1,2}(?:,\\s+\\d{4})?)?`;
const capitalDate = '(?:,?\\s+(?:of\\s+)?\\p{Lu}\\p{L}{2,8}\\.?\\s+\\d{1,2}(?:,\\s+\\d{4})?)?';

const forms: readonly RegExp[] = [
  new RegExp(`\\b${cableName}\\s+(?:no\\.?\\s*)?\\d{1,5}${date}`, 'gi'),
  new RegExp(
    `\\b[Tt]elegrams?\\s+(?:[Nn]o\\.?\\s*)?\\d{1,5}(?:\\s+(?:to|from)\\s+\\p{Lu}[\\p{L}.]*)?${capitalDate}`,
    'gu',
  ),
  /\breftels?\b/gi,
  /\bDocuments?\s+\d{1,4}\b(?!\s*\))/g,
];

/** Marks where the text names another telegram or document: `Yourtel 1606, November 2`, `Deptel 1034`, `reftel`. */
export function recogniseCableReferences(draft: Draft): void {
  for (const block of draft.blocks) {
    if (isInterruption(block) || block.role.kind === 'header field' || block.role.kind === 'heading') continue;
    const range = rangeOfLines(block);
    const words = draft.text.slice(range.from, range.to);
    if (!/tel|document/i.test(words)) continue;
    for (const form of forms)
      for (const match of words.matchAll(form)) addReference(draft, range.from + match.index, match[0]);
  }
}

function addReference(draft: Draft, from: number, printed: string): void {
  const to = from + printed.length;
  draft.spans.push({
    sort: 'mark',
    from,
    to,
    finding: {
      from,
      to,
      kind: 'reference',
      what: inEnglish`Reference to another paper: ${printed}`,
      certainty: 'stated',
    },
    mark: (recognition) => schema.mark('reference', { id: newAnnotationId(), target: null, recognition }),
  });
}
