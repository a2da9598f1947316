import { expect, test } from 'vitest';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { CorrespondenceRow } from '../../../shared/references/correspondence.ts';
import { paperThread } from '../../../shared/references/paper-thread.ts';

const id = (name: string) => name as DocumentId;

/** @param answers which document answers which */
function rowsOf(answers: readonly (readonly [answer: string, question: string])[]) {
  const names = [...new Set(answers.flat())];
  return new Map(
    names.map((name): [DocumentId, CorrespondenceRow] => [
      id(name),
      {
        document: id(name),
        title: name,
        number: '',
        when: null,
        date: '',
        from: '',
        to: '',
        placeSent: '',
        answers: answers.filter(([answer]) => answer === name).map(([, question]) => id(question)),
        answeredBy: answers.filter(([, question]) => question === name).map(([answer]) => id(answer)),
        refersTo: [],
        namedBy: [],
      },
    ]),
  );
}

test('a thread goes back to the first question and on to every answer', () => {
  const rows = rowsOf([
    ['b', 'a'],
    ['c', 'b'],
    ['d', 'c'],
    ['e', 'c'],
    ['f', 'd'],
  ]);
  expect(paperThread(rows, id('c'))).toEqual({
    answers: [
      { document: 'a', distance: 2 },
      { document: 'b', distance: 1 },
    ],
    answeredBy: [
      { document: 'd', distance: 1 },
      { document: 'f', distance: 2 },
      { document: 'e', distance: 1 },
    ],
  });
});

test('two telegrams that crossed and answer each other end the thread', () => {
  const rows = rowsOf([
    ['a', 'b'],
    ['b', 'a'],
  ]);
  expect(paperThread(rows, id('a'))).toEqual({ answers: [{ document: 'b', distance: 1 }], answeredBy: [] });
});
