import * as v from 'valibot';
import { type DocumentId, isIdentifier } from '../document/identifier.ts';
import { type ArchiveFact, type ArchiveFacts, archiveFacts } from '../document/metadata.ts';
import type { ReaderAct, TemplateAct } from './collection-desk.ts';

const text = v.string();

/** The facts of an archive as journals hold them: each may be absent. */
export const archiveEntries = Object.fromEntries(archiveFacts.map((name) => [name, v.exactOptional(text)])) as Readonly<
  Record<ArchiveFact, v.ExactOptionalSchema<typeof text, undefined>>
>;

/** What happened to a template, as the journal of a collection holds it. */
export const templateActSchema: v.GenericSchema<unknown, TemplateAct> = v.variant('act', [
  v.object({
    act: v.literal('kept'),
    name: v.string(),
    facts: v.object(archiveEntries) as v.GenericSchema<unknown, ArchiveFacts>,
    isDefault: v.boolean(),
  }),
  v.object({ act: v.literal('dropped'), name: v.string() }),
]);

const documentId = v.custom<DocumentId>(isIdentifier, 'no identifier');

/** What happened to a second reading, as the journal of a collection holds it. */
export const readerActSchema: v.GenericSchema<unknown, ReaderAct> = v.variant('act', [
  v.object({ act: v.literal('assigned'), document: documentId, copy: documentId, reader: v.string() }),
  v.object({ act: v.literal('settled'), document: documentId }),
  v.object({ act: v.literal('withdrawn'), document: documentId }),
]);
