/** What the find bar looks for. */
export interface BarQuery {
  readonly text: string;
  readonly caseSensitive: boolean;
  readonly wholeWord: boolean;
}

let last: BarQuery = { text: '', caseSensitive: false, wholeWord: false };

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
