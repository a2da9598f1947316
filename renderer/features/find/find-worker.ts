import { type FindQuery, findInTexts, type TextFindResult } from '../../../shared/find/find.ts';

/** A search with an expression of a person's own, and which one it is. */
export interface FindTask {
  readonly task: number;
  readonly texts: readonly string[];
  readonly query: FindQuery;
}

/** That it begins (its time counts from here), then what it found. */
export type FindMessage =
  | { readonly kind: 'begun'; readonly task: number }
  | { readonly kind: 'found'; readonly task: number; readonly result: TextFindResult };

self.addEventListener('message', ({ data }: MessageEvent<FindTask>) => {
  const send = (message: FindMessage): void => self.postMessage(message);
  send({ kind: 'begun', task: data.task });
  send({ kind: 'found', task: data.task, result: findInTexts(data.texts, data.query) });
});
