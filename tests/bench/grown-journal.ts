import type { DocumentStore } from '../../main/storage/document/document-store.ts';
import type { Change } from '../../shared/document/document-state.ts';
import type { GroupId } from '../../shared/document/identifier.ts';
import { p, doc as page } from '../helpers/builders.ts';

const sentences = 'The Minister said that the talks would go on as before. '.repeat(5);
const paragraphs = 100;

/** A document of about 5,500 words. */
export const volume = page(...Array.from({ length: paragraphs }, () => p(sentences)));

/** A correction of a word, which leaves the document as long as it was. */
export const correction = (number: number): Change => {
  const from = (number % paragraphs) * (sentences.length + 2) + 1 + ((number * 7) % (sentences.length - 5));
  const slice = { content: [{ type: 'text', text: (number % 1_679_616).toString(36).padStart(4, 'a') }] };
  return { group: `g${number}` as GroupId, steps: [{ stepType: 'replace', from, to: from + 4, slice }] };
};

/** Corrects a document until its journal has so many records. */
export async function grow(store: DocumentStore, records: number, atOnce = 500): Promise<void> {
  while (store.state.seq < records) {
    const seq = store.state.seq;
    const changes = Array.from({ length: Math.min(atOnce, records - seq) }, (_, index) => correction(seq + index));
    await store.append(seq, changes);
  }
}
