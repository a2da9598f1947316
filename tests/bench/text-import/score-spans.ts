import type { Recognition, RecognitionKind } from '../../../shared/document/import-report.ts';
import type { SourceRange } from '../../../shared/import/plain-text/draft/source-lines.ts';
import type { ReadDocument } from '../../../shared/import/plain-text/read-plain-text.ts';
import type { CopiedBlock, Copy } from './copy.ts';
import { datelineAlone, despatchNumber, titleLetters } from './score-facts.ts';
import { lengthOf, type Measure, overlap, type Tally } from './tally.ts';
import type { TrueDocument, TrueKind } from './truth.ts';

/** Holds what the report places in the source against where the copy has it. */
export function scoreSpans(tally: Tally, document: TrueDocument, copy: Copy, read: ReadDocument): void {
  const blocksOf = (...kinds: readonly TrueKind[]): readonly CopiedBlock[] =>
    copy.blocks.filter(({ kind }) => kinds.includes(kind));
  const found = (...kinds: readonly RecognitionKind[]): readonly Recognition[] =>
    read.report.recognitions.filter(({ kind }) => kinds.includes(kind));
  const spans = new SpanScore(tally, copy.text);
  scoreTitle(tally, document, copy, read);
  const datelines = blocksOf('dateline');
  const alone = copy.blocks.filter((block) => datelineAlone.test(wordsIn(copy, block)));
  const dated = datelines.map((block) => lineWithYear(copy, block));
  spans.score('dateline', dated, found('dateline'), { within: 0.3, cover: 0.5, neutral: [...datelines, ...alone] });
  spans.score('salutation', copy.salutations, found('salutation'), { within: 0.6, cover: 0.8, neutral: [] });
  const names = blocksOf('signature').map((block) => firstLine(copy, block));
  const around = copy.blocks.filter(
    ({ kind, block }) => kind === 'signature' || kind === 'closer' || block.isValediction,
  );
  spans.score('signature', names, found('signature'), { within: 0.5, cover: 0.8, neutral: around });
  spans.score('postscript', blocksOf('postscript'), found('postscript'), { within: 0.5, cover: 0.5, neutral: [] });
  const forms = copy.formParts.filter(({ part }) => part !== 'header field');
  const formWork = found('form work');
  spans.score('form work', forms, formWork, { within: 0.5, cover: 0.5, neutral: blocksOf('remark') });
  for (const stamp of found('stamp')) tally.add('form work', 'wrong', `stamp: ${stamp.source.text}`);
  scoreFields(tally, copy, found('header field'));
  scoreFileNumbers(tally, copy, found('header field', 'source note', 'number'));
  scoreAttachments(tally, copy, found('attachment'));
  scoreAnchors(tally, copy, read);
  scoreOwnWords(tally, copy, read);
}

interface Fit {
  /** Least share of what was found that must lie in the truth … */
  readonly within: number;
  /** … and of the truth that must be found. */
  readonly cover: number;
  /** Where finding something is neither right nor wrong. */
  readonly neutral: readonly SourceRange[];
}

class SpanScore {
  readonly #tally: Tally;
  readonly #text: string;

  constructor(tally: Tally, text: string) {
    this.#tally = tally;
    this.#text = text;
  }

  score(measure: Measure, truths: readonly SourceRange[], found: readonly Recognition[], fit: Fit): void {
    const left = [...found];
    for (const truth of truths) {
      const hit = left.findIndex(({ source }) => {
        const shared = overlap(source, truth);
        return shared >= fit.cover * lengthOf(truth) && shared >= fit.within * lengthOf(source);
      });
      if (hit === -1) this.#tally.add(measure, 'missed', this.#text.slice(truth.from, truth.to));
      else {
        this.#tally.add(measure, 'right');
        left.splice(hit, 1);
      }
    }
    for (const { source } of left) {
      const isNeutral = fit.neutral.some((range) => overlap(source, range) >= 0.6 * lengthOf(source));
      if (!isNeutral) this.#tally.add(measure, 'wrong', source.text);
    }
  }
}

const wordsIn = (copy: Copy, { from, to }: SourceRange): string => copy.text.slice(from, to);

function scoreTitle(tally: Tally, document: TrueDocument, copy: Copy, { metadata, report }: ReadDocument): void {
  const [truth] = copy.blocks.filter(({ kind }) => kind === 'title');
  const titles = report.recognitions.filter(({ kind, what }) => kind === 'heading' && what.startsWith('Title: '));
  const [title] = titles;
  if (!truth) {
    for (const { source } of titles) tally.add('title block', 'wrong', source.text);
    return;
  }
  const isSamePlace =
    title !== undefined && Math.abs(title.source.from - truth.from) <= 1 && Math.abs(title.source.to - truth.to) <= 4;
  tally.state('title block', wordsIn(copy, truth), title?.source.text ?? '', isSamePlace);
  const [want, got] = [titleLetters(document.facts), titleLetters(metadata)];
  const isSame = got.includes(want) && got.length - want.length < 4;
  tally.state('title', document.facts.title, title ? metadata.title : '', isSame);
}

/** Of a dateline of several lines that with the date counts. */
function lineWithYear(copy: Copy, block: SourceRange): SourceRange {
  for (const match of wordsIn(copy, block).matchAll(/[^\n]+/g)) {
    if (!/\d{4}|undated/i.test(match[0]) || match[0].includes('[Received')) continue;
    const from = block.from + match.index;
    return { from, to: from + match[0].length };
  }
  return block;
}

const firstLine = (copy: Copy, block: SourceRange): SourceRange => ({
  from: block.from,
  to: block.from + (wordsIn(copy, block).split('\n')[0]?.length ?? 0),
});

function scoreFields(tally: Tally, copy: Copy, found: readonly Recognition[]): void {
  const labelled = /^(?:Subject|SUBJECT|From|To|Date|Participants)\s?:/;
  const fields: readonly SourceRange[] = [
    ...copy.blocks.filter(
      (block) =>
        block.kind === 'field label' ||
        block.kind === 'field value' ||
        (block.kind === 'paragraph' && labelled.test(wordsIn(copy, block))),
    ),
    ...copy.formParts.filter(({ part }) => part === 'header field'),
  ];
  for (const field of fields) {
    const covered = found.reduce((sum, { source }) => sum + overlap(source, field), 0);
    if (covered >= 0.6 * lengthOf(field)) tally.add('header field', 'right');
    else tally.add('header field', 'missed', wordsIn(copy, field));
  }
  const others = copy.blocks.filter(
    (block) =>
      ['remark', 'dateline', 'addressee', 'file number'].includes(block.kind) ||
      despatchNumber.test(wordsIn(copy, block)),
  );
  for (const { source } of found) {
    const isField = fields.some((field) => {
      const shared = overlap(source, field);
      return shared >= 0.4 * lengthOf(source) || shared >= 0.8 * lengthOf(field);
    });
    const isOther = others.some((other) => overlap(source, other) >= 0.6 * lengthOf(source));
    if (!isField && !isOther) tally.add('header field', 'wrong', source.text);
  }
}

function scoreFileNumbers(tally: Tally, copy: Copy, found: readonly Recognition[]): void {
  for (const block of copy.blocks.filter(({ kind }) => kind === 'file number')) {
    const isFound = found.some(({ source }) => overlap(source, block) >= 0.8 * lengthOf(block));
    tally.add('file number', isFound ? 'right' : 'missed', wordsIn(copy, block));
  }
}

/** An attachment is found by one of its first lines. */
function scoreAttachments(tally: Tally, copy: Copy, found: readonly Recognition[]): void {
  const left = [...found];
  const own = copy.blocks.filter(({ kind, block }) => block.attachment > 0 && kind !== 'page line');
  for (const number of new Set(own.map(({ block }) => block.attachment))) {
    const first = own.filter(({ block }) => block.attachment === number).slice(0, 3);
    const hit = left.findIndex(({ source }) => first.some((block) => overlap(source, block) > 0));
    if (hit === -1) tally.add('attachment', 'missed', first[0] ? wordsIn(copy, first[0]) : '');
    else {
      tally.add('attachment', 'right');
      left.splice(hit, 1);
    }
  }
  for (const { source } of left) tally.add('attachment', 'wrong', source.text);
}

function scoreAnchors(tally: Tally, copy: Copy, { report }: ReadDocument): void {
  const stated = report.recognitions.filter(({ kind, certainty }) => kind === 'page anchor' && certainty === 'stated');
  const places = new Set(stated.map(({ source }) => `${source.from}–${source.to}`));
  for (const page of copy.pages)
    tally.add('page anchor', places.delete(`${page.from}–${page.to}`) ? 'right' : 'missed', wordsIn(copy, page));
  for (const place of places) tally.add('page anchor', 'wrong', place);
}

const ownKinds: readonly TrueKind[] = [
  'paragraph',
  'item',
  'item paragraph',
  'centred',
  'title',
  'attachment title',
  'signature',
  'closer',
  'addressee',
  'salutation',
  'file number',
  'dateline',
  'remark',
];

/** Words of the document's own that were taken for what surrounds it. */
function scoreOwnWords(tally: Tally, copy: Copy, { report }: ReadDocument): void {
  const own = copy.blocks.filter(({ kind }) => ownKinds.includes(kind));
  for (const { kind, what, source } of report.recognitions) {
    const isApart = kind === 'furniture' || kind === 'stamp';
    if (!(isApart || kind === 'form work') || what.startsWith('Set apart within note')) continue;
    const shared = own.reduce((sum, block) => sum + overlap(source, block), 0);
    const added = copy.formParts.reduce((sum, part) => sum + overlap(source, part), 0);
    const isOwn = shared - added >= 0.5 * lengthOf(source);
    // A marking or remark of the office between title and text is form work and stays in the text.
    const isRemark = copy.blocks.some((block) => block.kind === 'remark' && overlap(source, block) > 0);
    if (isOwn && (isApart || !isRemark)) tally.addHarm('own words set apart', `${kind}: ${source.text}`);
  }
}
