import type { ExchangeFigures } from './shared-files.ts';
import type { SyncOutcome } from './sync-collection.ts';

/** What came in and went out, in words, for a person. */
export function syncSentence({ came, went, merged, conflicts, refused }: SyncOutcome): string {
  const sentences = [
    isNothing(came) ? 'Nothing new came in.' : `Came in: ${inWords(came)}.`,
    isNothing(went) ? 'Nothing new went out.' : `Went out: ${inWords(went)}.`,
  ];
  if (merged.length > 0)
    sentences.push(
      `${counted(merged.length, 'document')} that others changed at the same time ${merged.length === 1 ? 'was' : 'were'} put together.`,
    );
  if (conflicts > 0)
    sentences.push(
      `${counted(conflicts, 'conflict')} ${conflicts === 1 ? 'is' : 'are'} to be settled: both readings are kept.`,
    );
  for (const why of refused.slice(0, mostTold)) sentences.push(`Not taken over: ${why}.`);
  if (refused.length > mostTold) sentences.push(`And ${counted(refused.length - mostTold, 'other file')} more.`);
  return sentences.join(' ');
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
  return listed(parts.length > 0 ? parts : ['what the list of documents says']);
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
