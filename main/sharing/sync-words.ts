import { inEnglish } from '../../shared/translation/retell.ts';
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
      inEnglish`${counted(merged.length, 'document')} that others changed at the same time ${merged.length === 1 ? 'was' : 'were'} put together.`,
    );
  if (conflicts > 0)
    sentences.push(
      inEnglish`${counted(conflicts, 'conflict')} ${conflicts === 1 ? 'is' : 'are'} to be settled: both readings are kept.`,
    );
  sentences.push(...waitingWords(waiting), ...refusedWords(refused));
  return sentences.join(' ');
}

/** What came of joining a shared collection, in words, for a person.
 *  @param folder as the person named it */
export function joinSentence(folder: string, joined: Extract<JoinOutcome, { readonly kind: 'done' }>): string {
  const { documents, withoutImages, waiting, refused } = joined;
  const sentences = [
    inEnglish`“${folder}” is a copy of the shared collection, with ${counted(documents, 'document')}.`,
  ];
  if (withoutImages > 0)
    sentences.push(
      inEnglish`${counted(withoutImages, 'page image')} ${withoutImages === 1 ? 'is' : 'are'} not here: the documents say so, and synchronising with images brings them.`,
    );
  sentences.push(...waitingWords(waiting), ...refusedWords(refused));
  return sentences.join(' ');
}

const waitingWords = (count: number): readonly string[] =>
  count === 0
    ? []
    : [
        `${counted(count, 'file')} of others ${count === 1 ? 'has' : 'have'} not arrived whole; ${count === 1 ? 'it comes' : 'they come'} in with a later synchronisation.`,
      ];

function refusedWords(refused: readonly string[]): readonly string[] {
  const more = refused.length - mostTold;
  return [
    ...refused.slice(0, mostTold).map((why) => inEnglish`Not taken over: ${why}.`),
    ...(more > 0 ? [inEnglish`And ${counted(more, 'other file')} more.`] : []),
  ];
}

const mostTold = 5;

const isNothing = ({ documents, added, changes, images }: ExchangeFigures): boolean =>
  documents.length + added.length + changes + images === 0;

function inWords({ documents, added, changes, editors, images }: ExchangeFigures): string {
  const parts: string[] = [];
  if (documents.length > 0) {
    const by = editors.length > 0 ? ` by ${listed(editors)}` : '';
    parts.push(`${counted(changes, 'change')}${by} in ${counted(documents.length, 'document')}`);
  }
  if (added.length > 0) parts.push(counted(added.length, 'new document'));
  if (images > 0) parts.push(counted(images, 'page image'));
  return listed(parts.length > 0 ? parts : [inEnglish`what the list of documents says`]);
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
