import type { Fragment, Node } from 'prosemirror-model';
import { vi } from 'vitest';
import { BlockTree } from '../../shared/derived/block-tree.ts';
import { textBlocks } from '../../shared/document/reading-text.ts';

/** How much of a document something looked at. */
export interface Visits {
  /** Text blocks of which the content was read. */
  readonly blocks: number;
  /** Questions that were put to the order of the blocks. */
  readonly questions: number;
}

const treeQuestions = ['startOf', 'indexOf', 'at', 'reaching', 'beginningBefore', 'next', 'previous'] as const;

/** Notes whenever the content of one of the text blocks of a document is read. */
export function watchBlocks(doc: Node): Set<Fragment> {
  const read = new Set<Fragment>();
  for (const { block } of textBlocks(doc)) {
    const fragment = block.content;
    const { content } = fragment;
    Object.defineProperty(fragment, 'content', {
      configurable: true,
      get: () => {
        read.add(fragment);
        return content;
      },
    });
  }
  return read;
}

/** Counts what some work looks at.
 *  @param read as `watchBlocks` gave it */
export function visitsOf(read: Set<Fragment>, work: () => void): Visits {
  const spies = treeQuestions.map((name) => vi.spyOn(BlockTree.prototype, name));
  read.clear();
  work();
  const visits = { blocks: read.size, questions: spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0) };
  for (const spy of spies) spy.mockRestore();
  return visits;
}
