import type { Fault } from '../../shared/contract/fault.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { Finding } from '../../shared/export/validation/finding.ts';
import { outsideFileSentence, readOutsideFile } from '../storage/outside-file.ts';
import type { JobContext } from './job-context.ts';
import type { JobControl } from './job-control.ts';
import { readSchemaFile, schemaFault, type Validator, validator } from './validator.ts';

/** What was found in one file. */
export interface ValidatedFile {
  /** As it was named. */
  readonly file: string;
  readonly valid: boolean;
  readonly findings: readonly Finding[];
  /** Why it could not be read, as a sentence; null when it was. */
  readonly fault: string | null;
}

export interface ValidateFilesOutcome {
  readonly files: readonly ValidatedFile[];
  readonly cancelled: boolean;
}

const longestXmlBytes = 64_000_000;

/** Validates XML files against the built-in customization, or against a person's own schema instead. */
export async function validateFiles(
  context: Pick<JobContext, 'workers'>,
  { files, schemaFile }: { readonly files: readonly string[]; readonly schemaFile: string | null },
  { progress, signal }: JobControl,
): Promise<Reply<ValidateFilesOutcome>> {
  const own = schemaFile === null ? null : await readSchemaFile(schemaFile);
  if (own && !own.ok) return own;
  const checker = validator(context.workers, [own ? own.grammar : { kind: 'built-in' }]);
  const validated: ValidatedFile[] = [];
  try {
    for (const [done, file] of files.entries()) {
      progress({ what: `Validating ${file}`, done, total: files.length });
      const outcome = signal.aborted ? 'cancelled' : await validateFile(checker, file, signal);
      if (outcome === 'cancelled') return { ok: true, value: { files: validated, cancelled: true } };
      if ('what' in outcome) return { ok: false, fault: outcome };
      validated.push(outcome);
    }
    progress({ what: 'Validating', done: files.length, total: files.length });
    return { ok: true, value: { files: validated, cancelled: false } };
  } finally {
    await checker.close();
  }
}

async function validateFile(
  checker: Validator,
  file: string,
  signal: AbortSignal,
): Promise<ValidatedFile | Fault | 'cancelled'> {
  const unread = (fault: string): ValidatedFile => ({ file, valid: false, findings: [], fault });
  const read = await readOutsideFile(file, longestXmlBytes);
  if (read.kind !== 'read') return unread(outsideFileSentence(read, file));
  const xml = decodeXml(read.bytes);
  if (xml === null) return unread(`“${read.name}” is not written in UTF-8 or UTF-16.`);
  const result = await checker.validate(xml, read.name, signal);
  switch (result.kind) {
    case 'findings':
      return { file, valid: result.findings.length === 0, findings: result.findings, fault: null };
    case 'stopped':
      return unread(result.sentence);
    case 'bad schema':
      return schemaFault(result.sentence);
    case 'cancelled':
      return 'cancelled';
  }
}

/** The text of an XML file: UTF-8, or UTF-16 when its first bytes say so. Null when it is neither. */
function decodeXml(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  try {
    return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
