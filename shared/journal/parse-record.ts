import * as v from 'valibot';
import { type DocumentId, isIdentifier, type ReplicaId } from '../document/identifier.ts';
import { readBoundedJson } from './bounded-json.ts';
import { migrationPath, migrations, type RecordJson } from './migration.ts';
import { payloadSchemas } from './payload-schema.ts';
import { type JournalEntry, type JournalRecord, journalFormat, type RecordEnvelope } from './record.ts';

/** Why a whole and undamaged line is no record of this build's. */
export type ParseFault =
  | { readonly kind: 'newer format'; readonly format: number }
  /** Of a format that no migration of this build leads from. */
  | { readonly kind: 'older format'; readonly format: number }
  | { readonly kind: 'unknown kind'; readonly name: string }
  | { readonly kind: 'malformed'; readonly reason: string };

export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: ParseFault };

/** What every journal's records have in common, so that one reader follows the chain of any of them. */
export interface ChainedRecord
  extends Pick<RecordEnvelope, 'format' | 'seq' | 'prev' | 'parent' | 'synced' | 'replica'> {
  readonly kind: string;
  readonly payload: unknown;
}

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** The fields of an envelope that documents and collections share. */
export const envelopeEntries = {
  format: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  seq,
  prev: hash,
  parent: hash,
  synced: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  editor: v.string(),
  replica: v.custom<ReplicaId>(isIdentifier, 'no identifier'),
  time: v.pipe(v.string(), v.isoTimestamp()),
  kind: v.string(),
  payload: v.unknown(),
};

const envelope = v.object({ ...envelopeEntries, document: v.custom<DocumentId>(isIdentifier, 'no identifier') });

/** Reads the JSON of a record's line: its format number first, so that a newer one is told as such whatever else it holds. A record
 *  of an older format comes out as one of the present.
 *  @param sort whose journal it stands in */
export function parseJson(json: Uint8Array, sort: 'documentRecord' | 'collectionRecord'): Parsed<unknown> {
  const read = readBoundedJson(json);
  if (!read.ok) return malformed(read.reason);
  const { value } = read;
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format !== 'number' || !Number.isSafeInteger(format) || format < 0) return malformed('format: no number');
  if (format > journalFormat) return { ok: false, fault: { kind: 'newer format', format } };
  if (format === journalFormat) return { ok: true, value };
  const path = migrationPath(migrations, format, journalFormat);
  if (!path) return { ok: false, fault: { kind: 'older format', format } };
  const migrated = path.reduce((record, step) => step[sort](record), value as RecordJson);
  return { ok: true, value: { ...migrated, format: journalFormat } };
}

/** Reads the JSON of one line of a document's journal, checking every field that a build of this format uses. */
export function parseRecord(json: Uint8Array): Parsed<JournalRecord> {
  const parsed = parseJson(json, 'documentRecord');
  if (!parsed.ok) return parsed;
  const checked = v.safeParse(envelope, parsed.value);
  if (!checked.success) return malformed(firstIssue(checked.issues));
  const { kind, payload, ...rest } = checked.output;
  if (!isKnownKind(kind)) return { ok: false, fault: { kind: 'unknown kind', name: kind } };
  const content = v.safeParse(payloadSchemas[kind] as v.GenericSchema<unknown>, payload);
  if (!content.success) return malformed(firstIssue(content.issues));
  return { ok: true, value: { ...rest, kind, payload: content.output } as JournalRecord };
}

const isKnownKind = (kind: string): kind is JournalEntry['kind'] => Object.hasOwn(payloadSchemas, kind);

export const malformed = (reason: string): { readonly ok: false; readonly fault: ParseFault } => ({
  ok: false,
  fault: { kind: 'malformed', reason },
});

/** The first thing that a check found, with its place in the record. */
export function firstIssue(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const path = v.getDotPath(issues[0]);
  return path === null ? issues[0].message : `${path}: ${issues[0].message}`;
}
