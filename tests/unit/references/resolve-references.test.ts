import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { emptyMetadata } from '../../../shared/document/metadata.ts';
import { collectionReferences, readPaper } from '../../../shared/references/collection-references.ts';
import { correspondence } from '../../../shared/references/correspondence.ts';
import { likeness, partyOf } from '../../../shared/references/party.ts';
import { attachment, doc, h, note, notes, p } from '../../helpers/builders.ts';

interface Paper {
  readonly id: string;
  readonly number?: string;
  readonly when: string;
  readonly text?: string;
  readonly from: string;
  readonly to: string;
  readonly content?: Node;
}

const home = 'Secretary of State';
const russia = 'Ambassador in Russia (Francis)';
const britain = 'Ambassador in Great Britain (Page)';
const body = (...texts: readonly string[]): Node => doc(...texts.map((text) => p(text)));

const metadataOf = ({ number = '', when, text = when, from, to }: Paper) => ({
  ...emptyMetadata,
  title: `${from} to ${to}`,
  type: 'telegram' as const,
  number,
  date: { text, when },
  from,
  to,
});

/** Targets of the references of a paper among others, each with its words. */
function answers(paper: Paper, others: readonly Paper[]): readonly (readonly [string, readonly string[]])[] {
  const papers = [paper, ...others].map((one) =>
    readPaper(one.id as DocumentId, one.content ?? body('Nothing.'), metadataOf(one)),
  );
  const found = collectionReferences(papers).get(paper.id as DocumentId) ?? [];
  return found.map(({ text, targets }) => [text, targets]);
}

const question: Paper = {
  id: 'question',
  number: '1313',
  when: '1917-04-13',
  text: 'April 13, 1917, 5 p.m.',
  from: home,
  to: russia,
};
const reply = (content: Node): Paper => ({
  id: 'reply',
  number: '1204',
  when: '1917-04-20',
  from: russia,
  to: home,
  content,
});

describe('direction', () => {
  const elsewhere: Paper = { ...question, id: 'elsewhere', from: britain, to: home };

  test('of two telegrams of one number and day, “your” is the one from the addressee', () => {
    const ask = reply(body('Answering your 1313, April 13, 5 p.m.'));
    expect(answers(ask, [elsewhere, question])).toEqual([['your 1313, April 13, 5 p.m.', ['question']]]);
  });

  test('where only one from elsewhere is there, nothing answers', () => {
    expect(answers(reply(body('Answering your 1313, April 13')), [elsewhere])).toEqual([['your 1313, April 13', []]]);
  });

  test('“my” is the writer’s own, also when it went to somebody else', () => {
    const own: Paper = { id: 'own', number: '1100', when: '1917-03-02', from: russia, to: britain };
    expect(answers(reply(body('See my 1100, March 2.')), [own])).toEqual([['my 1100, March 2', ['own']]]);
  });

  test('the department counts what it sends to each post apart', () => {
    const toBritain: Paper = { ...question, id: 'to-britain', text: 'April 13, 1917', to: britain };
    const ask = reply(body('Department’s 1313, April 13'));
    expect(answers(ask, [toBritain])).toEqual([['Department’s 1313, April 13', []]]);
    expect(answers(ask, [toBritain, question])).toEqual([['Department’s 1313, April 13', ['question']]]);
  });

  test('a circular is the same telegram at every post, by its number, day and hour', () => {
    const circular: Paper = { ...question, id: 'circular', to: britain };
    expect(answers(reply(body('Department’s 1313, April 13, 5 p.m.')), [circular])).toEqual([
      ['Department’s 1313, April 13, 5 p.m.', ['circular']],
    ]);
  });

  test('the post is told by the word: Legation, Embassy, Consulate', () => {
    const consul = 'Consul at Harbin (Moser)';
    const sent: Paper = { id: 'sent', number: '12', when: '1917-04-13', from: consul, to: home };
    const ask: Paper = { ...reply(body('Consulate’s 12, April 13. Legation’s 12, April 13.')), from: home, to: consul };
    expect(answers(ask, [sent])).toEqual([
      ['Consulate’s 12, April 13', ['sent']],
      ['Legation’s 12, April 13', []],
    ]);
  });
});

describe('certainty', () => {
  test('two that fit alike are both named, for a person to choose', () => {
    const ask = reply(body('Answering your 1313, April 13'));
    expect(answers(ask, [question, { ...question, id: 'copy' }])).toEqual([
      ['your 1313, April 13', ['question', 'copy']],
    ]);
  });

  test('the hour decides between telegrams of one day', () => {
    const later = { ...question, id: 'later', text: 'April 13, 1917, 9 p.m.' };
    const ask = reply(body('Answering your 1313, April 13, 9 p.m.'));
    expect(answers(ask, [question, later])).toEqual([['your 1313, April 13, 9 p.m.', ['later']]]);
  });

  test('another day, another year, or a later paper does not answer', () => {
    const ask = reply(body('your 1313, April 14; your 1313, April 13, 1916; your 1400, April 30'));
    const later = { ...question, id: 'later', number: '1400', when: '1917-04-30', text: 'April 30, 1917' };
    expect(answers(ask, [question, later]).map(([, targets]) => targets)).toEqual([[], [], []]);
  });

  test('a number without a day is the last of the year before, from the right side', () => {
    const older = { ...question, id: 'older', when: '1915-04-13', text: 'April 13, 1915' };
    expect(answers(reply(body('Answering your 1313.')), [older, question])).toEqual([['your 1313', ['question']]]);
  });

  test('a day without a number needs both sides', () => {
    const ask = reply(body('Your telegram of April 13, 5 p.m. and your telegram of April 12'));
    expect(answers(ask, [question, { ...question, id: 'other', from: britain, to: home }])).toEqual([
      ['Your telegram of April 13, 5 p.m.', ['question']],
      ['your telegram of April 12', []],
    ]);
  });

  test('an editor’s correction of the number is followed', () => {
    expect(answers(reply(body('Your 1331 [1313], April 13')), [question])).toEqual([
      ['Your 1331 [1313], April 13', ['question']],
    ]);
  });
});

describe('what was named before', () => {
  test('reftel is the telegram that was named, and none when that is not there', () => {
    const ask = reply(body('Answering your 1313, April 13.', 'Para five reftel is clear.'));
    expect(answers(ask, [question]).at(-1)).toEqual(['reftel', ['question']]);
    expect(answers(ask, []).at(-1)).toEqual(['reftel', []]);
  });

  test('a number that was named with its day may be named without it', () => {
    const ask = reply(body('telegram No. 1313 of April 13.', 'Telegram 1313 says so.'));
    expect(answers(ask, [question]).map(([, targets]) => targets)).toEqual([['question'], ['question']]);
  });
});

test('in an enclosure, a note or a quotation “your” is somebody else’s, and number and day decide', () => {
  const elsewhere: Paper = { ...question, id: 'elsewhere', from: britain, to: home };
  const text = 'your 1313, April 13';
  const contents = [
    doc(p('Text follows.'), attachment(h('Enclosure'), p(text))),
    doc(p(`He said: “${text}”`)),
    doc(p('Text.'), notes(note('n1', '1', text))),
  ];
  expect(contents.map((content) => answers(reply(content), [elsewhere]))).toEqual(
    contents.map(() => [[text, ['elsewhere']]]),
  );
});

test('Document 157 is the one whose title has that number', () => {
  const printed: Paper = {
    ...question,
    id: 'printed',
    content: doc(h('157. Telegram From the Department'), p('Text')),
  };
  expect(answers(reply(body('See Document 157.')), [question, printed])).toEqual([['Document 157', ['printed']]]);
});

test('a place and a number name a telegram where papers come from there', () => {
  const paris: Paper = { id: 'paris', number: '502', when: '1917-04-13', from: 'AmEmbassy PARIS', to: home };
  expect(answers(reply(body('REF: PARIS 502.')), [paris])).toEqual([['PARIS 502', ['paris']]]);
  expect(answers(reply(body('REF: PARIS 502.')), [question])).toEqual([]);
});

test('a sentence that a page breaks off is read on', () => {
  expect(answers(reply(body('Answering your 1313,', 'April 13, 5 p.m.')), [question])).toEqual([
    ['your 1313, April 13, 5 p.m.', ['question']],
  ]);
});

test('numbers and day are found in the text where the metadata lack them', () => {
  const bare: Paper = {
    ...question,
    id: 'bare',
    content: body('Washington, April 13, 1917, 5 p.m.', '1313. From Treasury.'),
  };
  const metadata = { ...metadataOf(bare), number: '', date: null };
  const papers = [
    readPaper('bare' as DocumentId, bare.content ?? body('Nothing.'), metadata),
    readPaper('reply' as DocumentId, body('your 1313, April 13'), metadataOf(reply(body('Nothing.')))),
  ];
  expect(collectionReferences(papers).get('reply' as DocumentId)?.[0]?.targets).toEqual(['bare']);
});

describe('who is who', () => {
  test.each([
    ['Secretary of State', 'Department of State', 'yes'],
    ['Acting Secretary of State', 'SECSTATE WASHDC', 'yes'],
    ['Ambassador in Russia (Francis)', 'Chargé in Russia', 'yes'],
    ['Ambassador in Russia (Francis)', 'Ambassador in France', 'no'],
    ['Consul General at Moscow (Summers)', 'Ambassador in Russia (Francis)', 'no'],
    ['AmEmbassy MOSCOW', 'Ambassador in Russia (Francis)', 'maybe'],
    ['Mr. Conger', 'Mr. Conger', 'yes'],
    ['Mr. Conger', 'Mr. Hay', 'no'],
    ['Mr. Hay', 'Secretary of State', 'maybe'],
    ['USUN', 'Mission to the United Nations', 'yes'],
    ['New York', 'USUN', 'yes'],
    ['British Ambassador (Reading)', 'Ambassador in Great Britain (Page)', 'no'],
    ['', 'Mr. Hay', 'maybe'],
  ])('%s, %s: %s', (one, other, expected) => {
    expect([likeness(partyOf(one), partyOf(other)), likeness(partyOf(other), partyOf(one))]).toEqual([
      expected,
      expected,
    ]);
  });
});

test('a correspondence tells answers from other references', () => {
  const third: Paper = { id: 'third', number: '1205', when: '1917-04-21', from: russia, to: home };
  const all = [
    { ...third, content: body('My 1204, April 20.') },
    reply(body('Answering your 1313, April 13')),
    question,
  ];
  const papers = all.map((one) => readPaper(one.id as DocumentId, one.content ?? body('Nothing.'), metadataOf(one)));
  const found = collectionReferences(papers);
  const rows = correspondence(
    all.map((one) => ({
      id: one.id as DocumentId,
      metadata: metadataOf(one),
      references: found.get(one.id as DocumentId) ?? [],
    })),
  );
  expect(
    rows.map(({ document, answers: to, answeredBy, refersTo, namedBy }) => [
      document,
      to,
      answeredBy,
      refersTo,
      namedBy,
    ]),
  ).toEqual([
    ['question', [], ['reply'], [], []],
    ['reply', ['question'], [], [], ['third']],
    ['third', [], [], ['reply'], []],
  ]);
});
