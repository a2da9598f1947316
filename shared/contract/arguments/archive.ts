import * as v from 'valibot';
import type { TemplateAct } from '../../archive/collection-desk.ts';
import type { ArchiveFacts } from '../../document/metadata.ts';
import type { ArchiveCalls } from '../calls/archive.ts';
import { type ArgumentsOf, archiveFactEntries, documentIds, line, nothing } from './checks.ts';

const facts: v.GenericSchema<unknown, ArchiveFacts> = v.strictObject(archiveFactEntries);

const templateName = v.pipe(line, v.trim(), v.minLength(1), v.maxLength(200));

const templateAct: v.GenericSchema<unknown, TemplateAct> = v.variant('act', [
  v.strictObject({ act: v.literal('kept'), name: templateName, facts, isDefault: v.boolean() }),
  v.strictObject({ act: v.literal('dropped'), name: templateName }),
]);

/** What each of its channels takes, checked before anything runs. */
export const archiveArguments: ArgumentsOf<ArchiveCalls> = {
  'archive:describe': v.strictObject({ documents: documentIds, facts }),
  'archive:take-back': nothing,
  'archive:import-table': nothing,
  'archive:export-table': v.strictObject({ documents: documentIds }),
  'archive:templates': nothing,
  'archive:keep-template': templateAct,
};
