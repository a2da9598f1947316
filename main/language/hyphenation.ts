import type { Node } from 'prosemirror-model';
import { type DividedWord, wordHyphens } from '../../shared/import/word-hyphens.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { JobContext } from '../workers/job.ts';
import { type TaskThread, taskThread } from '../workers/task-thread.ts';
import { isEnglishAlone, type LanguageChoice } from './collection-language.ts';
import type { CompoundRequest } from './compounds-worker.ts';

const limitMs = 30_000;
const memoryMb = 512;

/** Tells which line ends of imported documents stand behind a hyphen that belongs to the word. Its thread with the dictionary starts with
 *  the first word that only the dictionary knows, and serves every document until it is closed. */
export interface HyphenDictionary {
  /** By what the document, the vocabulary of the collection and the dictionary know. When the dictionary cannot be asked, the other two
   *  alone tell.
   *  @param vocabulary words that are right in the collection
   *  @returns the positions of the line ends */
  kept(doc: Node, vocabulary: readonly string[], signal: AbortSignal): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** @param workers the folder of the worker programs
 *  @param language in what the documents are written */
export function hyphenDictionary(workers: URL, language: LanguageChoice): HyphenDictionary {
  const worker: CompoundsThread = taskThread(new URL('compounds-worker.js', workers), memoryMb);
  return {
    close: worker.close,
    async kept(doc, vocabulary, signal) {
      const { kept, open } = wordHyphens(doc, isEnglishAlone(language));
      if (open.length === 0) return kept;
      const taught = new Set(vocabulary.map((word) => word.toLowerCase()));
      const asked = open.filter(({ hyphened, joined }) => !taught.has(hyphened) && !taught.has(joined));
      const right = open.filter(({ hyphened, joined }) => taught.has(hyphened) && !taught.has(joined));
      const compounds = asked.length === 0 ? [] : await inDictionary(worker, asked, language, signal);
      return [
        ...kept,
        ...right.map(({ pos }) => pos),
        ...asked.flatMap(({ pos }, index) => (compounds[index] ? [pos] : [])),
      ];
    },
  };
}

/** The hyphens of documents of a collection, in its languages. */
export const hyphensOf = (
  { workers, ownData }: Pick<JobContext, 'workers' | 'ownData'>,
  { vocabulary }: Pick<Collection, 'vocabulary'>,
): HyphenDictionary => hyphenDictionary(workers, { names: vocabulary.languages, folder: ownData?.languages ?? null });

type CompoundsThread = TaskThread<CompoundRequest, readonly boolean[]>;

async function inDictionary(
  worker: CompoundsThread,
  words: readonly DividedWord[],
  language: LanguageChoice,
  signal: AbortSignal,
): Promise<readonly boolean[]> {
  const forms = words.map(({ hyphened, joined }) => ({ hyphened, joined }));
  const result = await worker.ask({ words: forms, language }, { limitMs, signal });
  return result.ok ? result.answer : [];
}

/** The same for a single document. */
export async function hyphensToKeep(
  workers: URL,
  doc: Node,
  vocabulary: readonly string[],
  language: LanguageChoice,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const dictionary = hyphenDictionary(workers, language);
  try {
    return await dictionary.kept(doc, vocabulary, signal);
  } finally {
    await dictionary.close();
  }
}
