import type { Node } from 'prosemirror-model';
import { wordHyphens } from '../../shared/import/word-hyphens.ts';
import type { CompoundForms } from './compounds-worker.ts';
import { taskThread } from './task-thread.ts';

const limitMs = 30_000;
const memoryMb = 512;

/** Tells of words whether they are known with their hyphen alone. It reads the whole dictionary when it is first asked, and holds it until
 *  it is closed: one serves all that is imported together. */
export interface CompoundDictionary {
  /** @returns an answer for each word, in their order; none when the dictionary could not be asked */
  hyphened(words: readonly CompoundForms[], signal: AbortSignal): Promise<readonly boolean[]>;
  close(): Promise<void>;
}

/** @param workers the folder of the worker programs */
export function compoundDictionary(workers: URL): CompoundDictionary {
  const worker = taskThread<readonly CompoundForms[], readonly boolean[]>(
    new URL('compounds-worker.js', workers),
    memoryMb,
  );
  return {
    close: worker.close,
    hyphened: async (words, signal) => {
      const forms = words.map(({ hyphened, joined }) => ({ hyphened, joined }));
      const result = await worker.ask(forms, { limitMs, signal });
      return result.ok ? result.answer : [];
    },
  };
}

/** Which line ends of an imported document stand behind a hyphen that belongs to the word, by what the document, the vocabulary of the
 *  collection and the dictionary know. When the dictionary cannot be asked, the other two alone tell.
 *  @param vocabulary words that are right in the collection
 *  @returns the positions of the line ends */
export async function keptHyphens(
  dictionary: CompoundDictionary,
  doc: Node,
  vocabulary: readonly string[],
  signal: AbortSignal,
): Promise<readonly number[]> {
  const { kept, open } = wordHyphens(doc);
  if (open.length === 0) return kept;
  const taught = new Set(vocabulary.map((word) => word.toLowerCase()));
  const asked = open.filter(({ hyphened, joined }) => !taught.has(hyphened) && !taught.has(joined));
  const right = open.filter(({ hyphened, joined }) => taught.has(hyphened) && !taught.has(joined));
  const compounds = asked.length === 0 ? [] : await dictionary.hyphened(asked, signal);
  return [
    ...kept,
    ...right.map(({ pos }) => pos),
    ...asked.flatMap(({ pos }, index) => (compounds[index] ? [pos] : [])),
  ];
}
