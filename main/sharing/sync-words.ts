import { countedInEnglish, inEnglish } from '../../shared/translation/retell.ts';
import type { SyncOutcome } from './arrivals.ts';
import type { JoinOutcome } from './join-collection.ts';
import type { ExchangeFigures } from './shared-files.ts';

/** What came in and went out, in words, for a person. */
export function syncSentence({ came, went, merged, conflicts, waiting, refused }: SyncOutcome): string {
  const sentences = [
    isNothing(came) ? inEnglish`Nothing new came in.` : inEnglish`Came in: ${inWords(came)}.`,
    isNothing(went) ? inEnglish`Nothing new went out.` : inEnglish`Went out: ${inWords(went)}.`,
  ];
  if (merged.length > 0)
    sentences.push(
      merged.length === 1
        ? inEnglish`1 document that others changed at the same time was put together.`
        : inEnglish`${merged.length} documents that others changed at the same time were put together.`,
    );
  if (conflicts > 0)
    sentences.push(
      conflicts === 1
        ? inEnglish`1 conflict is to be settled: both readings are kept.`
        : inEnglish`${conflicts} conflicts are to be settled: both readings are kept.`,
    );
  sentences.push(...waitingWords(waiting), ...refusedWords(refused));
  return sentences.join(' ');
}

/** What came of joining a shared collection, in words, for a person.
 *  @param folder as the person named it */
export function joinSentence(folder: string, joined: Extract<JoinOutcome, { readonly kind: 'done' }>): string {
  const { documents, withoutImages, waiting, refused } = joined;
  const sentences = [
    inEnglish`“${folder}” is a copy of the shared collection, with ${countedInEnglish(documents, 'document')}.`,
  ];
  if (withoutImages > 0)
    sentences.push(
      withoutImages === 1
        ? inEnglish`1 page image is not here: the documents say so, and synchronising with images brings them.`
        : inEnglish`${withoutImages} page images are not here: the documents say so, and synchronising with images brings them.`,
    );
  sentences.push(...waitingWords(waiting), ...refusedWords(refused));
  return sentences.join(' ');
}

const waitingWords = (count: number): readonly string[] =>
  count === 0
    ? []
    : [
        count === 1
          ? inEnglish`1 file of others has not arrived whole; it comes in with a later synchronisation.`
          : inEnglish`${count} files of others have not arrived whole; they come in with a later synchronisation.`,
      ];

function refusedWords(refused: readonly string[]): readonly string[] {
  const more = refused.length - mostTold;
  return [
    ...refused.slice(0, mostTold).map((why) => inEnglish`Not taken over: ${why}.`),
    ...(more > 0 ? [inEnglish`And ${countedInEnglish(more, 'other file')} more.`] : []),
  ];
}

const mostTold = 5;

const isNothing = ({ documents, added, changes, images }: ExchangeFigures): boolean =>
  documents.length + added.length + changes + images === 0;

function inWords({ documents, added, changes, editors, images }: ExchangeFigures): string {
  const parts: string[] = [];
  if (documents.length > 0) {
    const there = countedInEnglish(documents.length, 'document');
    if (editors.length === 0) parts.push(inEnglish`${countedInEnglish(changes, 'change')} in ${there}`);
    else if (changes === 1) parts.push(inEnglish`1 change by ${listed(editors)} in ${there}`);
    else parts.push(inEnglish`${changes} changes by ${listed(editors)} in ${there}`);
  }
  if (added.length > 0) parts.push(countedInEnglish(added.length, 'new document'));
  if (images > 0) parts.push(countedInEnglish(images, 'page image'));
  return listed(parts.length > 0 ? parts : [inEnglish`what the list of documents says`]);
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
