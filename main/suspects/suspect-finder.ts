import type { Node } from 'prosemirror-model';
import { type BlockWord, blockWords } from '../../shared/correct/language/block-words.ts';
import type { BlockSplice, RankedAnew } from '../../shared/correct/suspects/document-ranking.ts';
import type { BlockSuspect, Suspect } from '../../shared/correct/suspects/suspects.ts';
import type { PageEvidence, WordEvidence } from '../../shared/correct/suspects/word-evidence.ts';
import { type DocumentState, imageEncoding } from '../../shared/document/document-state.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { Box } from '../../shared/document/layout.ts';
import { type PlacedBlock, textBlocks } from '../../shared/document/reading-text.ts';
import { reviewed } from '../../shared/document/review.ts';
import type { Vocabulary } from '../../shared/document/vocabulary.ts';
import { detectFormat, detectionBytes } from '../../shared/import/detect-format.ts';
import { scaleTo, trustedReading } from '../ocr/placed-pages.ts';
import { isLayoutFormat } from '../storage/disk/file-kinds.ts';
import { SourceMissingError } from '../storage/journal/source-file.ts';
import { type TaskFault, taskThread } from '../workers/task-thread.ts';
import type { OtherText } from './collection-texts.ts';
import type { SuspectRequest, SuspectWorkerAnswer } from './suspect-worker.ts';

/** The suspects of a text block: their positions are offsets in the block's content. */
export type SuspectsOfBlock = readonly Suspect[];

export type SuspectResult =
  | {
      readonly kind: 'found';
      /** Block by block, in the order of the text. Those of a block are the same object as long as they are the same. */
      readonly blocks: readonly SuspectsOfBlock[];
      /** False when what editors said changed: the suspects of some blocks do not follow it yet. Ask again. */
      readonly isSettled: boolean;
    }
  | { readonly kind: 'refused'; readonly fault: TaskFault };

/** Finds what of documents may have been read wrong. */
export interface SuspectFinder {
  /** The suspects of a document. What it costs follows what was changed since it was asked last.
   *  @param sources asked when the document comes first */
  find(
    state: DocumentState,
    vocabulary: Vocabulary,
    sources: RankingSources,
    signal: AbortSignal,
  ): Promise<SuspectResult>;
  /** The same for a document that is looked at once, one of many of its collection. */
  findOnce(
    state: DocumentState,
    vocabulary: Vocabulary,
    sources: Omit<RankingSources, 'others'> & { texts(): Promise<ReadonlyMap<DocumentId, OtherText>> },
    signal: AbortSignal,
  ): Promise<SuspectResult>;
  close(): Promise<void>;
}

/** What a ranking begins with, besides the document. */
export interface RankingSources {
  /** The texts of the other documents of the collection. */
  others(): Promise<readonly OtherText[]>;
  /** The text of the file that the document was imported from, such as `DocumentStore.sourceText`. */
  sourceText(): Promise<string>;
}

/** Many times what a long volume takes. */
const limitMs = 180_000;
const memoryMb = 2_048;

/** What the worker has of a document. */
interface Followed {
  readonly blocks: readonly PlacedBlock[];
  readonly suspects: readonly (readonly BlockSuspect[])[];
  readonly placing: Placing;
  readonly readings: DocumentState['readings'];
  readonly reviews: DocumentState['reviews'];
  readonly vocabulary: Vocabulary;
}

/** @param workers the folder of the worker programs
 *  @param languages the folder of a person's own dictionaries */
export function suspectFinder(workers: URL, languages: string | null = null): SuspectFinder {
  const worker = taskThread<SuspectRequest, SuspectWorkerAnswer>(new URL('suspect-worker.js', workers), memoryMb);
  const followed = new Map<DocumentId, Followed>();
  let previous: Promise<unknown> = Promise.resolve();
  const find: SuspectFinder['find'] = async (state, vocabulary, sources, signal) => {
    const known = followed.get(state.id);
    const isSameLanguage = String(known?.vocabulary.languages) === String(vocabulary.languages);
    const before = known?.readings === state.readings && isSameLanguage ? known : undefined;
    const blocks = textBlocks(state.doc);
    const request: SuspectRequest = {
      document: state.id,
      language: { names: vocabulary.languages, folder: languages },
      begin: before
        ? null
        : {
            imported: state.imported.toJSON() as unknown,
            pages: pagesOf(state),
            layout: await layoutOf(state, sources.sourceText),
            others: await sources.others(),
          },
      splice: spliceOf(before?.blocks ?? textBlocks(state.imported), blocks),
      teaching: teachingSince(before, state, vocabulary),
    };
    followed.delete(state.id);
    const result = await worker.ask(request, { limitMs, signal });
    if (!result.ok) {
      // The thread has ended, and with it all that it knew.
      followed.clear();
      return { kind: 'refused', fault: result.fault };
    }
    if (result.answer.kind === 'unknown document') return find(state, vocabulary, sources, signal);
    const { isSettled } = result.answer;
    const suspects = suspectsAfter(before?.suspects ?? [], request.splice, result.answer.blocks, blocks.length);
    const placing = before?.placing.isOf(state) ? before.placing : new Placing(state);
    const { readings, reviews } = state;
    followed.set(state.id, { blocks, suspects, placing, readings, reviews, vocabulary });
    return { kind: 'found', blocks: suspects.map((own) => placing.placed(own)), isSettled };
  };
  const told = new Map<DocumentId, OtherText>();
  const findOnce: SuspectFinder['findOnce'] = async (state, vocabulary, { texts, sourceText }, signal) => {
    const others = new Map([...(await texts())].filter(([id, text]) => told.get(id) !== text));
    const blocks = textBlocks(state.doc);
    const splice = spliceOf(textBlocks(state.imported), blocks);
    const begin = {
      imported: state.imported.toJSON() as unknown,
      pages: pagesOf(state),
      layout: await layoutOf(state, sourceText),
      others,
    };
    const teaching = teachingSince(undefined, state, vocabulary);
    const language = { names: vocabulary.languages, folder: languages };
    const result = await worker.ask({ document: state.id, language, begin, splice, teaching }, { limitMs, signal });
    if (!result.ok) {
      told.clear();
      return { kind: 'refused', fault: result.fault };
    }
    if (result.answer.kind === 'unknown document') throw new Error('a document that was begun is not known');
    for (const [id, text] of others) told.set(id, text);
    const suspects = suspectsAfter([], splice, result.answer.blocks, blocks.length);
    const placing = new Placing(state);
    return { kind: 'found', blocks: suspects.map((own) => placing.placed(own)), isSettled: true };
  };
  return {
    findOnce,
    // One after another: each tells the worker what changed since the one before.
    find(state, vocabulary, sources, signal) {
      const found = previous.then(() => find(state, vocabulary, sources, signal));
      previous = found.catch(() => followed.clear());
      return found;
    },
    close: worker.close,
  };
}

/** What editors said that the worker does not know; null when it knows all. */
function teachingSince(
  before: Followed | undefined,
  { reviews }: DocumentState,
  vocabulary: Vocabulary,
): SuspectRequest['teaching'] {
  const isKeptKnown = before?.reviews === reviews;
  const isVocabularyKnown = before?.vocabulary === vocabulary;
  if (isKeptKnown && isVocabularyKnown) return null;
  return {
    ...(isVocabularyKnown ? {} : { vocabulary }),
    ...(isKeptKnown ? {} : { kept: [...reviewed(reviews).kept] }),
  };
}

function pagesOf({ pages, readings }: DocumentState): readonly PageEvidence[] {
  return pages.flatMap((page, index) => {
    const first = trustedReading(readings, page);
    const second = readings.find((reading) => reading.page === page.id && reading.role === 'second');
    const third = readings.find((reading) => reading.page === page.id && reading.role === 'third');
    return first
      ? [
          {
            page: page.id,
            number: pages.length > 1 ? index + 1 : null,
            first: first.layout,
            second: second?.layout ?? null,
            third: third?.layout ?? null,
          },
        ]
      : [];
  });
}

/** What a source without images tells of its pages; null when it is no file with layouts, or when its pages have been read since. */
async function layoutOf(
  { readings, source }: DocumentState,
  sourceText: () => Promise<string>,
): Promise<string | null> {
  if (readings.length > 0 || source.encoding === imageEncoding) return null;
  try {
    const text = await sourceText();
    const beginning = new TextEncoder().encode(text.slice(0, detectionBytes)).subarray(0, detectionBytes);
    return isLayoutFormat(detectFormat(source.name, beginning)) ? text : null;
  } catch (error) {
    // The words are ranked by their letters all the same; opening the document tells that its source is gone.
    if (error instanceof SourceMissingError) return null;
    throw error;
  }
}

/** What became of the blocks; null when they are the same. Blocks that were not touched are the same objects. */
function spliceOf(old: readonly PlacedBlock[], present: readonly PlacedBlock[]): BlockSplice | null {
  const isSame = (a: PlacedBlock | undefined, b: PlacedBlock | undefined): boolean =>
    a !== undefined && b !== undefined && (a.block === b.block || a.block.eq(b.block));
  let from = 0;
  while (isSame(old[from], present[from])) from += 1;
  let end = 0;
  const most = Math.min(old.length, present.length) - from;
  while (end < most && isSame(old[old.length - 1 - end], present[present.length - 1 - end])) end += 1;
  const [removed, added] = [old.length - end - from, present.slice(from, present.length - end)];
  if (removed === 0 && added.length === 0) return null;
  return { from, removed, added: added.map(({ block }): readonly BlockWord[] => blockWords(block)) };
}

function suspectsAfter(
  before: readonly (readonly BlockSuspect[])[],
  splice: BlockSplice | null,
  anew: RankedAnew,
  count: number,
): readonly (readonly BlockSuspect[])[] {
  const after = splice
    ? [
        ...before.slice(0, splice.from),
        ...splice.added.map((): readonly BlockSuspect[] => []),
        ...before.slice(splice.from + splice.removed),
      ]
    : [...before];
  const all = Array.from({ length: count }, (_, index) => after[index] ?? []);
  for (const { block, suspects } of anew) all[block] = suspects;
  return all;
}

/** Brings suspects to their places on the present images. */
class Placing {
  readonly #state: Pick<DocumentState, 'pages' | 'readings'>;
  readonly #scales: ReadonlyMap<unknown, (box: Box) => Box>;
  readonly #placed = new WeakMap<readonly BlockSuspect[], SuspectsOfBlock>();

  constructor({ pages, readings }: DocumentState) {
    this.#state = { pages, readings };
    this.#scales = new Map(
      pages.flatMap((page) => {
        const reading = trustedReading(readings, page);
        return reading ? [[page.id, scaleTo(page, reading.layout)] as const] : [];
      }),
    );
  }

  /** Whether the images and what was read on them are those of a state. */
  isOf({ pages, readings }: DocumentState): boolean {
    return this.#state.pages === pages && this.#state.readings === readings;
  }

  /** The same object for the same suspects. */
  placed(suspects: readonly BlockSuspect[]): SuspectsOfBlock {
    const known = this.#placed.get(suspects);
    if (known) return known;
    const placed = suspects.map(
      ({ evidence, ...suspect }): Suspect => ({
        ...suspect,
        page: evidence?.page ?? null,
        box: evidence && this.#boxOf(evidence),
      }),
    );
    this.#placed.set(suspects, placed);
    return placed;
  }

  #boxOf({ page, box }: WordEvidence): Box | null {
    return typeof page === 'number' ? box : (this.#scales.get(page)?.(box) ?? null);
  }
}

/** Suspects with their places in the document that they were found in, most doubtful first. */
export function suspectsInDocument(doc: Node, blocks: readonly SuspectsOfBlock[]): readonly Suspect[] {
  const all = textBlocks(doc).flatMap(({ start }, index) =>
    (blocks[index] ?? []).map((suspect) => ({ ...suspect, from: start + suspect.from, to: start + suspect.to })),
  );
  return all.sort((a, b) => b.score - a.score || a.from - b.from);
}
