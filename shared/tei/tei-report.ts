import type { Fate, Fidelity, ImportRemark, ImportReport } from '../document/import-report.ts';
import { countedInEnglish, inEnglish } from '../translation/retell.ts';
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
    const said = text === '' ? inEnglish`[nothing said]` : text;
    return facts === '' ? inEnglish`Earlier version: ${said}` : inEnglish`Earlier version (${facts}): ${said}`;
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

const inWords: Readonly<Record<Fate, (count: number, names: string) => string>> = {
  mapped: (count, names) => inEnglish`Elements that can be edited here: ${count} (${names}).`,
  carried: (count, names) =>
    inEnglish`Elements whose text can be edited, and whose name and attributes are kept: ${count} (${names}).`,
  opaque: (count, names) => inEnglish`Elements that are kept whole, in their place: ${count} (${names}).`,
  'other reading': (count, names) =>
    inEnglish`Readings that are kept beside the one that is shown: ${count} (${names}).`,
};

function fateSentences({ elements }: Fidelity): readonly string[] {
  const fates = Object.keys(inWords) as Fate[];
  return fates.flatMap((fate) => {
    const found = elements.filter((one) => one.fate === fate);
    if (found.length === 0) return [];
    const sum = found.reduce((total, { count }) => total + count, 0);
    const named = found.slice(0, mostNames).map(({ name, count }) => `${name} ${count}`);
    const names = named.join(', ');
    const all = found.length > mostNames ? inEnglish`${names}, and ${found.length - mostNames} more names` : names;
    return [inWords[fate](sum, all)];
  });
}

function pointsSentence({ comments, instructions, cdata, unresolved, outside }: Fidelity): string {
  const found = [
    ...(comments > 0 ? [countedInEnglish(comments, 'comment')] : []),
    ...(instructions > 0 ? [countedInEnglish(instructions, 'processing instruction')] : []),
    ...(cdata > 0 ? [countedInEnglish(cdata, 'CDATA section')] : []),
    ...(unresolved > 0 ? [undeclared(unresolved)] : []),
  ];
  const around = inEnglish`Kept as it is: what is outside the text, such as the header (${outside} characters).`;
  return found.length > 0 ? `${inEnglish`Kept in the text: ${found.join(', ')}.`} ${around}` : around;
}

const undeclared = (count: number): string =>
  count === 1
    ? inEnglish`1 reference to an entity that the file does not declare`
    : inEnglish`${count} references to entities that the file does not declare`;

const doubledSentence = (ids: readonly string[]): string =>
  inEnglish`These values of xml:id stand there more than once, which no valid file has; they are kept: ${listed(ids)}.`;

const danglingSentence = (pointers: readonly string[]): string =>
  inEnglish`These pointers lead to nothing in the file; they are kept: ${listed(pointers)}.`;

const foreignSentence = (uri: string): string =>
  inEnglish`Its root is in the namespace “${uri}”, which is not that of TEI (http://www.tei-c.org/ns/1.0): its text can be edited, its elements are kept under their names, and none of them is taken for one of TEI.`;

const listed = (names: readonly string[]): string =>
  names.length > mostNames
    ? inEnglish`${names.slice(0, mostNames).join(', ')} and ${names.length - mostNames} more`
    : names.join(', ');
