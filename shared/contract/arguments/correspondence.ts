import * as v from 'valibot';
import { timelineScales } from '../../references/timeline.ts';
import { pairOrders } from '../../references/who-to-whom.ts';
import type { CorrespondenceCalls } from '../calls/correspondence.ts';
import type { CorrespondenceView, PaperChoice } from '../payloads/correspondence.ts';
import type { DateFix } from '../payloads/date-findings.ts';
import { type ArgumentsOf, documentId, groupId, line, nothing, position, word } from './checks.ts';

const period = v.pipe(v.string(), v.regex(/^\d{4}(?:-\d\d){0,2}$/));
const timelineAsked = { scale: v.picklist(timelineScales), within: v.nullable(period) };
const pairsAsked = { order: v.picklist(pairOrders), isDescending: v.boolean() };
const w3cDate = v.pipe(v.string(), v.maxLength(40), v.regex(/^\d{4}-\d\d-\d\d(?:T[\d:.+Z-]*)?$/));
const part = { text: line, first: position };

const choice: v.GenericSchema<unknown, PaperChoice> = v.variant('kind', [
  v.strictObject({ kind: v.literal('all') }),
  v.strictObject({ kind: v.literal('undated') }),
  v.strictObject({ kind: v.literal('period'), period }),
  v.strictObject({ kind: v.literal('between'), from: line, to: line }),
]);

const dateFix: v.GenericSchema<unknown, DateFix> = v.variant('kind', [
  v.strictObject({
    kind: v.literal('words'),
    document: documentId,
    seq: position,
    from: position,
    to: position,
    was: word,
    words: word,
  }),
  v.strictObject({ kind: v.literal('date'), document: documentId, was: line, when: w3cDate }),
]);

/** What is printed of a correspondence. */
export const correspondenceView: v.GenericSchema<unknown, CorrespondenceView> = v.variant('part', [
  v.strictObject({ part: v.literal('timeline'), text: line, ...timelineAsked }),
  v.strictObject({ part: v.literal('pairs'), text: line, ...pairsAsked }),
  v.strictObject({ part: v.literal('thread'), text: line, document: v.nullable(documentId) }),
]);

/** What each of its channels takes, checked before anything runs. */
export const correspondenceArguments: ArgumentsOf<CorrespondenceCalls> = {
  'document:thread': v.strictObject({ document: documentId }),
  'correspondence:look': nothing,
  'correspondence:timeline': v.strictObject({ ...timelineAsked, ...part }),
  'correspondence:pairs': v.strictObject({ ...pairsAsked, ...part }),
  'correspondence:papers': v.strictObject({ choice, ...part }),
  'correspondence:thread': v.strictObject({ document: documentId }),
  'dates:findings': v.strictObject({ document: v.nullable(documentId) }),
  'dates:fix': v.strictObject({ fix: dateFix }),
  'dates:undo': v.strictObject({ document: documentId, group: groupId }),
  'correspondence:export': v.strictObject({ format: v.picklist(['csv', 'cmif']) }),
};
