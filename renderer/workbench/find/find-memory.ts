/** What the find bar looks for. */
export interface BarQuery {
  readonly text: string;
  readonly caseSensitive: boolean;
  readonly wholeWord: boolean;
  readonly foldAccents: boolean;
  /** The text is a regular expression. */
  readonly regex: boolean;
}

let last: BarQuery = { text: '', caseSensitive: false, wholeWord: false, foldAccents: true, regex: false };

/** The query of the find bar while it is closed, also over documents. */
export const findMemory = {
  get query(): BarQuery {
    return last;
  },
  keep: (query: BarQuery): BarQuery => {
    last = query;
    return query;
  },
};
