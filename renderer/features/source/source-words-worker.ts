import { alignWithSource } from '../../../shared/derived/source-words.ts';

/** An imported document, block by block, and the text that it was imported from. */
export interface SourceTask {
  readonly texts: readonly string[];
  readonly source: string;
}

self.addEventListener('message', ({ data }: MessageEvent<SourceTask>) => {
  const words = alignWithSource(data.texts, data.source);
  self.postMessage(words, { transfer: [words.buffer] });
});
