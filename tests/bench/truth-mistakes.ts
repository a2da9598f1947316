/** A word that the transcription of a page has otherwise than the page: looked up on the image. */
export interface TruthMistake {
  readonly page: string;
  /** As the page reads. */
  readonly text: string;
  /** As it was transcribed. */
  readonly transcribed: string;
}

const mistakes: readonly (readonly [page: string, text: string, transcribed: string])[] = [
  // The typewriter has no key for the figure one.
  ['EHRI-BF-19380509b_EN_01', '1.', 'l.'],
  ['EHRI-BF-19380802_EN_01', 'W.C.1.', 'W.C.l.'],
  ['EHRI-DR-19390519-US_01', 'Parliament', 'Partiament'],
  ['EHRI-BF-19380509b_EN_02', 'from', 'of'],
  ['EHRI-BF-19380509b_EN_02', '£100,000,', '£100.000,'],
  ['EHRI-BF-19380509b_EN_03', 'the', 'these'],
  ['EHRI-BF-19380509b_EN_03', 'and', 'ant'],
  ['EHRI-BF-19380509b_EN_03', 'are', 'a'],
  ['EHRI-BF-19380509b_EN_03', 'amount', 'amound'],
  ['EHRI-BF-19380509b_EN_03', 'Lakenbach', 'Lakenback'],
  ['EHRI-BF-19380509b_EN_04', 'situation,', 'situation'],
  ['EHRI-BF-19380509b_EN_04', 'impartiality', 'impartially'],
  ['EHRI-BF-19380509b_EN_04', 'the', 'The'],
  ['EHRI-BF-19380509b_EN_04', 'Aid-Committee,', 'Aid-Committee'],
  ['EHRI-BF-19380718_EN_01', 'you,', 'you'],
  ['EHRI-BF-19380718_EN_01', '18th', '18,'],
  ['EHRI-BF-19380718_EN_01', '1938.', '1938'],
  ['EHRI-BF-19380802_EN_01', 'circumstances,', 'cirumstances,'],
  ['EHRI-BF-19380802_EN_01', 'same', 'some'],
  ['EHRI-BF-19380718_EN_01', 'HICEM.', 'HICEM'],
  ['EHRI-DR-19390519-US_02', 'PESTER', 'Pester'],
  ['EHRI-DR-19390519-US_02', 'restrictions were', 'restrictionswere'],
  ['EHRI-DR-19390519-US_02', 'Houses', 'houses'],
];

/** Where the transcriptions of the benchmark's pages are wrong themselves: every difference in which both readings agree was looked
 *  up on the image of its page. */
export const truthMistakes: readonly TruthMistake[] = mistakes.map(([page, text, transcribed]) => ({
  page,
  text,
  transcribed,
}));
