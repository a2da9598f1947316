import { expect, test } from 'vitest';
import { anchorsOf } from '../../../../shared/document/page-anchor.ts';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { sampleText } from '../../../helpers/import-characters.ts';
import { inlineText, outline, wordsOf } from '../../../helpers/import-outline.ts';

const { doc, metadata, report } = readPlainText(sampleText('003_a5bfdc7065c2c0b6'));

test('the scanned telegram has its form, header, table, lists, pages and closing notes', () => {
  doc.check();
  expect(outline(doc)).toEqual([
    'formWork other: ⟦facsimile 1 inferred, before block⟧01171',
    'formWork other: 1962/11/13',
    'formWork other: (5)',
    'formWork letterhead: COMING TELEGRAM',
    'formWork shelfmark: CU 7-710/1',
    'formWork letterhead: Department of State',
    'headerField action: ACTION COPY',
    'formWork letterhead: PERMANENT RECORD',
    'headerField to: TO↵W',
    'headerField action: Action↵SS',
    'headerField other: 525',
    'formWork classification: TOP SECRET',
    'headerField control: Control: 4598',
    "headerField received: Rec'd: NOVEMBER 13, 1962↵9:09 PM",
    'headerField info: Info',
    'headerField from: FROM: NEW YORK',
    'headerField to: TO: Secretary of State',
    'headerField number: NO: 1762, NOVEMBER 13, 8 PM',
    'stamp microfilm: MICROFILMED FOR↵KENNEDY LIBRARY',
    'stamp date: M Y 1964',
    'headerField distribution: DEPARTMENT PASS WHITE HOUSE',
    'headerField distribution: EYES ONLY FOR THE SECRETARY',
    'headerField subject: CUBA',
    'paragraph: FOLLOWING IS SUMMARY OF FOUR-HOUR  … ↵CUSTOMARY SOV AND US NEGOTIATORS.',
    'paragraph: {numbering|②} KUZNETSOV BEGAN BY R … CERNING OFFENSIVE WEAPONS IN CUBA.',
    "paragraph: KUZNETSOV DECLARED KHRUSHCHEV HAD  … IL-28'S ARE NOT OFFENSIVE↵WEAPONS.",
    'formWork other: • This copy must be returned to RM … struck|SECRET} {struck|CLASSIFIED}',
    'table',
    '  tableRow',
    '    tableCell',
    '      paragraph: ACTION',
    '    tableCell',
    '      paragraph: ',
    '    tableCell',
    '      paragraph: ACTION',
    '    tableCell',
    '      paragraph: ',
    '  tableRow',
    '    tableCell',
    '      paragraph: ASSIGNED TO',
    '    tableCell',
    '      paragraph: NAME OF OFFICER',
    '    tableCell',
    '      paragraph: DATE OF ACTION',
    '    tableCell',
    '      paragraph: DIRECTIONS TO RM/R',
    '  tableRow',
    '    tableCell',
    '      paragraph: OFFICE SYMBOL',
    '    tableCell',
    '      paragraph: ',
    '    tableCell',
    '      paragraph: ',
    '    tableCell',
    '      paragraph: ',
    'stamp declassification: "Declassified for Publication in↵Foreign Relations of the United States"',
    'formWork shelfmark: CU 934',
    'formWork shelfmark: ⟦facsimile 2 inferred, before block⟧CWII-710/p',
    'formWork classification: TOP SECRET',
    'formWork header: -2- 1762, NOVEMBER 13, 8 PM FROM NEW YORK',
    'paragraph: STEVENS ON READ TWO NUMBERED PARAS … NCE SECOND PARA HIS LETTER OCT 28.',
    'paragraph: STEVENS ON OUTLINED WHAT IN OUR VI … S TO BRING ABOUT QUICK SETTLEMENT:',
    'list numbered',
    '  listItem',
    '    itemLabel: {check|✓} (1)',
    "    paragraph: REMOVE IL-28'S,",
    '  listItem',
    '    itemLabel: {check|✓} (2)',
    '    paragraph: GIVE ASSURANCES ALL NUCLEAR WARHEA … D NUCLEAR BOMBS HAVE BEEN REMOVED,',
    '  listItem',
    '    itemLabel: (3)',
    '    paragraph: OBTAIN CUBAN GOVT AGREEMENT TO OBS … ION AND SUPERVISION OF COMPLIANCE,',
    '  listItem',
    '    itemLabel: (4)',
    '    paragraph: GIVE ASSURANCES AGAINST REINTRODUC … URING AGAINST SUCH REINTRODUCTION.',
    "paragraph: IN RESPONSE, AS PROVIDED IN PRES'S … AN THOSE ASSOCIATED WITH MISSILES.",
    'formWork classification: TOP SECRET',
    'stamp copy-quality: BEST COPY AVAILABLE',
    'stamp declassification: "Declassified for Publication in Foreign Relations of the United States"',
    'formWork shelfmark: CW 925',
    'formWork shelfmark: ⟦facsimile 3 inferred, before block⟧CU-710/3',
    'formWork classification: TOP SECRET',
    'formWork header: -3- 1762, NOVEMBER 13, 8 PM FROM NEW YORK',
    "paragraph: AFTER REITERATING SOV POSITION THA … SITION THAT IL-28'S ARE DEFENSIVE.",
    "paragraph: STEVENSON NOTED KUZNETSOV'S AGREEM … RE BEING CONSIDERED IN WASHINGTON.",
    'paragraph: IN CONCLUSION STEVENSON SUMMARIZED ONCE AGAIN OUTSTANDING ISSUES:',
    'list numbered',
    '  listItem',
    '    itemLabel: (1)',
    "    paragraph: REMOVAL IL-28'S WHICH WOULD RESULT IN US LIFTING QUARANTINE;",
    '  listItem',
    '    itemLabel: (2)',
    '    paragraph: SOV ASSURANCES OF REMOVAL OF ALL NUCLEAR COMPONENTS;',
    '  listItem',
    '    itemLabel: (3)',
    '    paragraph: HOW COMPLIANCE WITH UNDERTAKINGS IS GOING TO BE VERIFIED IN CUBA;',
    '  formWork classification: TOP SECRET',
    '  stamp declassification: "Declassified for Publication in↵Foreign Relations of the United States"',
    '  stamp copy-quality: BEST COPY AVAILABLE',
    '  formWork shelfmark: CU-936',
    '  formWork shelfmark: ⟦facsimile 4 inferred, before block⟧CUT-710/4',
    '  formWork classification: TOP SECRET',
    '  formWork header: -4- 1762, NOVEMBER 13, 8 PM FROM NEW YORK',
    '  listItem',
    '    itemLabel: (4)',
    '    paragraph: ASSURANCES AGAINST REINTRODUCTION  … TRODUCTION IN FUTURE BY ANY STATE;',
    '  listItem',
    '    itemLabel: (5)',
    '    paragraph: IF BLOCKADE ALREADY LIFTED, ALL TH … OW TO COMPLETE THEIR UNDERTAKINGS.',
    'paragraph: KUZNETSOV DID NOT COMMENT ON THIS  …  CONSIDER THIS AIRCRAFT DEFENSIVE.',
    'paragraph: COMMENT: WHILE NO NEW POINTS WERE  … IF SOVS PROVE AT ALL CONCILIATORY.',
    "paragraph: DEPT'S LATEST THINKING ON LONG-TER … NG OUR ASSURANCE WOULD BE HELPFUL.",
    'signature: STEVENSON',
    'formWork other: TRT',
    'postscript: NOTE: RELAYED TO WHITE HOUSE 11/13/62, 9:15 PM',
    'postscript: NOTE: Passed Principal Officers Ex … ittee Per Mr Rogers↵SS 11/13/CWO-W',
    'formWork classification: TOP SECRET',
    'stamp copy-quality: BEST COPY AVAILABLE',
    'stamp declassification: "Declassified for Publication in↵Foreign Relations of the United States"',
    'formWork shelfmark: cu-937',
  ]);
});

test('four facsimile anchors are inferred: at the beginning, and above the shelf mark with which a page begins', () => {
  expect(
    anchorsOf(doc).map(({ pos, anchor }) => [
      anchor.kind,
      anchor.label,
      anchor.placement,
      anchor.inferred,
      anchor.raw,
      wordsOf(doc.resolve(pos).parent),
    ]),
  ).toEqual([
    ['facsimile', '1', 'before block', true, null, '01171'],
    ['facsimile', '2', 'before block', true, null, 'CWII-710/p'],
    ['facsimile', '3', 'before block', true, null, 'CU-710/3'],
    ['facsimile', '4', 'before block', true, null, 'CUT-710/4'],
  ]);
  const inferred = report.recognitions.filter(({ kind }) => kind === 'page anchor');
  expect(inferred.map(({ certainty, source }) => [certainty, source.text])).toEqual([
    ['inferred', ''],
    ['inferred', '-2- 1762, NOVEMBER 13, 8 PM FROM NEW YORK'],
    ['inferred', '-3- 1762, NOVEMBER 13, 8 PM FROM NEW YORK'],
    ['inferred', '-4- 1762, NOVEMBER 13, 8 PM FROM NEW YORK'],
  ]);
});

test('form work says whether it heads its page or closes it', () => {
  const places: string[] = [];
  doc.descendants((node) => {
    if (node.type.name === 'formWork') places.push(`${node.attrs.place as string} ${wordsOf(node)}`);
  });
  const page = (number: number): readonly string[] => [
    'TOP SECRET',
    `-${number}- 1762, NOVEMBER 13, 8 PM FROM NEW YORK`,
  ];
  const top = (words: string): string => `top ${words}`;
  expect(places).toEqual([
    ...[
      '01171',
      '1962/11/13',
      '(5)',
      'COMING TELEGRAM',
      'CU 7-710/1',
      'Department of State',
      'PERMANENT RECORD',
      'TOP SECRET',
    ].map(top),
    'bottom • This copy must be returned to RMOR SECRET Titles with notation of SECRET CLASSIFIED',
    'bottom CU 934',
    ...['CWII-710/p', ...page(2)].map(top),
    'bottom TOP SECRET',
    'bottom CW 925',
    ...['CU-710/3', ...page(3)].map(top),
    'bottom TOP SECRET',
    'bottom CU-936',
    ...['CUT-710/4', ...page(4)].map(top),
    'bottom TRT',
    'bottom TOP SECRET',
    'bottom cu-937',
  ]);
});

test('page 1 keeps its line ends, and words broken over one are joined with their hyphen kept', () => {
  const words = inlineText(doc.child(24));
  expect(words).toContain('US RECONNAIS-⁀SANCE FLIGHTS OVER CUBA. HE SAID CONTINUATION SUCH OVER-⁀FLIGHTS');
  expect(words).toContain('NORMALIZING SITUATION↵IN CARIBBEAN');
  expect(inlineText(doc.child(25))).toContain('INSPECTION WITH UN-⁀COVERING OF MISSILES');
  const breaks = doc.children.flatMap((block) => block.children.filter(({ type }) => type.name === 'lineBreak'));
  expect(breaks.filter(({ attrs }) => attrs.joins === true)).toHaveLength(6);
});

test('SECRET and CLASSIFIED are struck through on the form, TOP SECRET never; the tildes are set aside', () => {
  const struck: string[] = [];
  doc.descendants((node) => {
    if (node.marks.some(({ type }) => type.name === 'struck')) struck.push(node.text ?? '');
  });
  expect(struck).toEqual(['SECRET', 'SECRET', 'CLASSIFIED']);
  const aside = report.setAside.map(({ text }) => text);
  expect(aside).toEqual([...Array<string>(6).fill('~~'), ...Array<string>(7).fill('-')]);
});

test('a check mark and a circled figure were made by hand', () => {
  expect(report.recognitions.filter(({ kind }) => kind === 'mark by hand').map(({ what }) => what)).toEqual([
    'Number by hand: ②',
    'Check mark by hand: ✓',
    'Check mark by hand: ✓',
  ]);
});

test('metadata come from the fields of the form', () => {
  expect(metadata).toEqual({
    title: 'Telegram 1762 from New York, November 13, 1962',
    number: '1762',
    type: 'telegram',
    date: { text: 'NOVEMBER 13, 8 PM', when: '1962-11-13' },
    from: 'New York',
    to: 'Secretary of State',
    placeSent: 'New York',
    classification: 'Top Secret',
    language: 'en',
  });
});

test('there are no notes, and nothing to remark', () => {
  expect(doc.children.map(({ type }) => type.name)).not.toContain('notes');
  expect(report.remarks).toEqual([]);
});
