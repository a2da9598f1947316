import type { Fate, Fidelity, ImportRemark, ImportReport } from '../document/import-report.ts';
import { inEnglish } from '../translation/retell.ts';
import type { SourceChange } from './tei-metadata.ts';

/** How many names a sentence has. */
const mostNames = 12;

/** What an import of TEI tells a person: what was carried how, in counts, and whether it comes out as it went in; and the versions that it has had.
 *  @param changes that the header of the file tells of */
export function teiReport(
  fidelity: Fidelity,
  changes: readonly SourceChange[] = [],
): ImportReport & { readonly tei: Fidelity } {
  const proof = fidelity.identical
    ? [inEnglish`Exported after a change, it differs from the file only where something was changed, byte for byte.`]
    : [];
  const sentences = [
    ...fateSentences(fidelity),
    pointsSentence(fidelity),
    ...teiWarnings(fidelity),
    ...proof,
    ...changeSentences(changes),
  ];
  return { recognitions: [], remarks: sentences.map(remark), setAside: [], tei: fidelity };
}

/** How many changes are told one by one. */
const mostChanges = 100;

/** The versions that the file has gone through before, as its header tells them. */
function changeSentences(changes: readonly SourceChange[]): readonly string[] {
  const told = changes.slice(0, mostChanges).map(({ when, who, state, text }) => {
    const facts = [when, who, state].filter((fact) => fact !== '').join(', ');
    return inEnglish`Earlier version${facts === '' ? '' : ` (${facts})`}: ${text === '' ? '[nothing said]' : text}`;
  });
  const more = changes.length - told.length;
  return more > 0 ? [...told, inEnglish`And ${more} earlier versions more, in the header (revisionDesc).`] : told;
}

/** What a person should look at. */
export function teiWarnings({ doubled, dangling = [], foreign, identical }: Fidelity): readonly string[] {
  return [
    ...(foreign === undefined ? [] : [foreignSentence(foreign)]),
    ...(doubled.length > 0 ? [doubledSentence(doubled)] : []),
    ...(dangling.length > 0 ? [danglingSentence(dangling)] : []),
    ...(identical ? [] : [notIdentical]),
  ];
}

const notIdentical = inEnglish`Exported after a change, it may differ from the file also where nothing was changed. Without a change the file itself is exported.`;

const remark = (what: string): ImportRemark => ({ what, source: null });

const inWords: Readonly<Record<Fate, string>> = {
  mapped: inEnglish`Elements that can be edited here`,
  carried: inEnglish`Elements whose text can be edited, and whose name and attributes are kept`,
  opaque: inEnglish`Elements that are kept whole, in their place`,
  'other reading': inEnglish`Readings that are kept beside the one that is shown`,
};

function fateSentences({ elements }: Fidelity): readonly string[] {
  const fates = Object.keys(inWords) as Fate[];
  return fates.flatMap((fate) => {
    const found = elements.filter((one) => one.fate === fate);
    if (found.length === 0) return [];
    const sum = found.reduce((total, { count }) => total + count, 0);
    const named = found.slice(0, mostNames).map(({ name, count }) => `${name} ${count}`);
    const more = found.length > mostNames ? inEnglish`, and ${found.length - mostNames} more names` : '';
    return [`${inWords[fate]}: ${sum} (${named.join(', ')}${more}).`];
  });
}

function pointsSentence({ comments, instructions, cdata, unresolved, outside }: Fidelity): string {
  const counted = [
    [comments, 'comment', 'comments'],
    [instructions, 'processing instruction', 'processing instructions'],
    [cdata, inEnglish`CDATA section`, inEnglish`CDATA sections`],
    [
      unresolved,
      inEnglish`reference to an entity that the file does not declare`,
      inEnglish`references to entities that the file does not declare`,
    ],
  ] as const;
  const found = counted
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  const inText = found.length > 0 ? inEnglish`Kept in the text: ${found.join(', ')}. ` : '';
  return inEnglish`${inText}Kept as it is: what is outside the text, such as the header (${outside} characters).`;
}

const doubledSentence = (ids: readonly string[]): string =>
  inEnglish`These values of xml:id stand there more than once, which no valid file has; they are kept: ${listed(ids)}.`;

const danglingSentence = (pointers: readonly string[]): string =>
  inEnglish`These pointers lead to nothing in the file; they are kept: ${listed(pointers)}.`;

const foreignSentence = (uri: string): string =>
  inEnglish`Its root is in the namespace “${uri}”, which is not that of TEI (http://www.tei-c.org/ns/1.0): its text can be edited, its elements are kept under their names, and none of them is taken for one of TEI.`;

const listed = (names: readonly string[]): string =>
  names.slice(0, mostNames).join(', ') +
  (names.length > mostNames ? inEnglish` and ${names.length - mostNames} more` : '');
