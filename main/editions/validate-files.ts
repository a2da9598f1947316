import type { Reply } from '../../shared/contract/ipc.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { Finding } from '../../shared/export/validation/validate-xml.ts';
import { outsideFileSentence, readOutsideFile } from '../storage/disk/outside-file.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { taskFaultSentence, taskThread } from '../workers/task-thread.ts';
import type { GrammarSource, ValidateAnswer, ValidateRequest } from './validate-worker.ts';

type ValidationResult =
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  /** The schema cannot be used; the reason is a sentence. */
  | { readonly kind: 'bad schema'; readonly sentence: string }
  /** Stopped because it took too much time or memory; a sentence. */
  | { readonly kind: 'stopped'; readonly sentence: string }
  | { readonly kind: 'cancelled' };

/** Validates XML in a thread of its own, bounded in time and memory. */
export interface Validator {
  /** @param name what the sentences call the XML */
  validate(xml: string, name: string, signal: AbortSignal): Promise<ValidationResult>;
  close(): Promise<void>;
}

const validationLimitMs = 120_000;
const validationMemoryMb = 1_536;
const longestSchemaBytes = 32_000_000;

/** @param workers the folder of the worker programs
 *  @param grammars what the XML is held against; the thread reads each of them once */
export function validator(workers: URL, grammars: readonly GrammarSource[]): Validator {
  const worker = taskThread<ValidateRequest, ValidateAnswer>(
    new URL('validate-worker.js', workers),
    validationMemoryMb,
  );
  return {
    close: worker.close,
    async validate(xml, name, signal) {
      const result = await worker.ask({ xml, grammars }, { limitMs: validationLimitMs, signal });
      if (result.ok) return result.answer;
      if (result.fault.kind === 'cancelled') return { kind: 'cancelled' };
      return { kind: 'stopped', sentence: `${taskFaultSentence(result.fault, `Validating “${name}”`)}.` };
    },
  };
}

type GrammarResult =
  | { readonly ok: true; readonly grammar: GrammarSource }
  | { readonly ok: false; readonly fault: Fault };

/** Reads a person's own schema.
 *  @param file path of a RELAX NG schema in its XML form */
export async function readSchemaFile(file: string): Promise<GrammarResult> {
  const read = await readOutsideFile(file, longestSchemaBytes);
  if (read.kind !== 'read') return { ok: false, fault: schemaFault(outsideFileSentence(read, file)) };
  try {
    const rng = new TextDecoder('utf-8', { fatal: true }).decode(read.bytes);
    return { ok: true, grammar: { kind: 'own', name: read.name, rng } };
  } catch {
    return { ok: false, fault: schemaFault(`“${read.name}” is not written in UTF-8.`) };
  }
}

/** @param sentence what is wrong with the schema */
export const schemaFault = (sentence: string): Fault => ({
  what: `The schema cannot be used: ${sentence}`,
  kept: 'Nothing was written.',
  next: 'Choose a RELAX NG schema in its XML form (.rng), complete in one file, or none.',
  details: null,
});

/** What was found in one file. */
interface ValidatedFile {
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
