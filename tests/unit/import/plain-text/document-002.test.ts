import { expect, test } from 'vitest';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { sampleText } from '../../../helpers/import-characters.ts';
import { inlineText, outline } from '../../../helpers/import-outline.ts';

const { doc, metadata, report } = readPlainText(sampleText('002_67ea4eed11dab1ac'));

test('the wrong title and the breadcrumbs are set apart, the true title and dateline found, each line is a paragraph', () => {
  doc.check();
  expect(outline(doc)).toEqual([
    'furniture before the title: . Message From Chairman Khrushchev to President-elect Kennedy',
    'furniture breadcrumbs: HistoryCentral.com > JFK >Correspondence',
    'heading 1: Message From President Kennedy to Chairman Khrushchev',
    'dateline: Washington, November 15, 1962.',
    'paragraph: I am glad to learn of your assuran … reach understanding on the timing.',
    'paragraph: Let me review the undertakings in  … ontinuation of these commitments."',
    'paragraph: I cannot agree with your statement … on--have not yet been carried out.',
    'paragraph: We suppose that part of the troubl … reached in the interests of peace.',
    'paragraph: In these circumstances we have so  … purpose of untying the Cuban knot.',
    'paragraph: What, in these circumstances, shou …  wish to end this crisis promptly.',
    'paragraph: Beyond that, we are quite willing  … st steps be clearly going forward.',
    'paragraph: But what is most urgent, after we  … en the necessary conditions exist.',
    'paragraph: In the absence of any arrangements … rgent to obtain better safeguards.',
    'paragraph: We note with interest that in your … nderstanding of October 27 and 28.',
    'paragraph: We also think that Brazilian propo … o the settlement of other matters.',
    'paragraph: But the first step is to get the b … e on other aspects of the problem.',
  ]);
});

test('the calls /2/ and /3/ stay without a note', () => {
  expect(inlineText(doc.child(5))).toContain('letter of October twenty-eighth.⟨2?⟩ You agreed');
  expect(inlineText(doc.child(14))).toContain('Zone in Latin America⟨3?⟩ could');
});

test('missing notes, the missing call 1, the second title and words run together are remarked, and kept', () => {
  expect(report.remarks.map(({ what, source }) => [what, source?.text.slice(0, 20)])).toEqual([
    [
      "Another title stands before the one taken for the document's own (Message From President Kennedy to Chairman Khrushchev).",
      '. Message From Chair',
    ],
    ['Two sentences run together: withdrawn.All. The text was kept as it is.', 'withdrawn.All'],
    ['The text calls note 2, but no such note was found. The reference was kept.', '/2/'],
    ['Note 1 is not called in the text, which calls later ones.', '/2/'],
    [
      '10 lines follow one another without blank lines. By their length each was taken for a paragraph.',
      'We suppose that part',
    ],
    ['The text calls note 3, but no such note was found. The reference was kept.', '/3/'],
  ]);
  expect(inlineText(doc.child(4))).toContain('should be withdrawn.All that remains');
});

test('metadata come from the true title and the dateline', () => {
  expect(metadata).toEqual({
    title: 'Message From President Kennedy to Chairman Khrushchev',
    number: '',
    type: 'message',
    date: { text: 'November 15, 1962', when: '1962-11-15' },
    from: 'President Kennedy',
    to: 'Chairman Khrushchev',
    placeSent: 'Washington',
    classification: '',
    language: 'en',
  });
});
