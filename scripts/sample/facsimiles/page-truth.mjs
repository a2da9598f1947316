/** What a page says, line by line. It is taken from front to back, so that what is set is in the order of the truth, and whole. */
export class PageTruth {
  #lines;
  #taken = 0;

  /** @param {string} text of one page */
  constructor(text) {
    this.#lines = text.split('\n').filter((line) => line.trim() !== '');
  }

  /** The next line. @param {string} [expected] how it begins @returns {string} */
  take(expected = '') {
    const line = this.#lines[this.#taken++];
    if (line === undefined || !line.startsWith(expected))
      throw new Error(`the truth says "${line ?? '(nothing more)'}" where "${expected}" is to be set`);
    return line;
  }

  /** The lines up to one that begins with `before`; all that remain when nothing is said.
   *  @param {string} [before] @returns {readonly string[]} */
  takeUntil(before) {
    const lines = [];
    while (this.#taken < this.#lines.length && !(before !== undefined && this.next.startsWith(before)))
      lines.push(this.take());
    return lines;
  }

  /** @returns {string} */
  get next() {
    return this.#lines[this.#taken] ?? '';
  }

  /** @throws when something was not set */
  end() {
    if (this.#taken < this.#lines.length) throw new Error(`the truth has more to say: "${this.next}"`);
  }
}
