import * as v from 'valibot';
import type { TemplateAct } from '../../archive/collection-desk.ts';
import type { ArchiveFacts } from '../../document/metadata.ts';
import type { ArchiveCalls } from '../calls/archive.ts';
import {
  type ArgumentsOf,
  archiveFactEntries,
  documentId,
  documentIds,
  fromOne,
  line,
  nothing,
  position,
} from './checks.ts';

const facts: v.GenericSchema<unknown, ArchiveFacts> = v.strictObject(archiveFactEntries);

const templateName = v.pipe(line, v.trim(), v.minLength(1), v.maxLength(200));

const templateAct: v.GenericSchema<unknown, TemplateAct> = v.variant('act', [
  v.strictObject({ act: v.literal('kept'), name: templateName, facts, isDefault: v.boolean() }),
  v.strictObject({ act: v.literal('dropped'), name: templateName }),
]);

/** More lines are no sample that somebody checks. */
const mostSampled = 10_000;

const siglum = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9]{0,11}$/));

const readingText = v.pipe(v.string(), v.maxLength(1_000_000));

/** What each of its channels takes, checked before anything runs. */
export const archiveArguments: ArgumentsOf<ArchiveCalls> = {
  'archive:describe': v.strictObject({ documents: documentIds, facts }),
  'archive:take-back': nothing,
  'archive:import-table': nothing,
  'archive:export-table': v.strictObject({ documents: documentIds }),
  'archive:assign': v.strictObject({ document: documentId, reader: siglum }),
  'archive:second-reading': v.strictObject({ document: documentId }),
  'archive:settle-reading': v.strictObject({
    document: documentId,
    settling: v.strictObject({
      index: position,
      first: readingText,
      second: readingText,
      take: v.picklist(['first', 'second']),
    }),
  }),
  'archive:end-reading': v.strictObject({ document: documentId, how: v.picklist(['settled', 'withdrawn']) }),
  'archive:draw-sample': v.strictObject({
    documents: documentIds,
    lines: v.pipe(fromOne, v.maxValue(mostSampled)),
    seed: v.pipe(position, v.maxValue(0xffff_ffff)),
  }),
  'archive:templates': nothing,
  'archive:keep-template': templateAct,
};
