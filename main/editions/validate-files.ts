import path from 'node:path';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import frusRules from '../../shared/export/schematron/frus.sch?raw';
import { withFixes } from '../../shared/export/validation/text-edits.ts';
import type { Finding } from '../../shared/export/validation/validate-xml.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { writingFault } from '../faults/writing-fault.ts';
import { outsideFileSentence, readOutsideFile } from '../storage/disk/outside-file.ts';
import { filesThere, makeEditionFolder, writeEditionFile } from '../storage/outside/edition-files.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { type TaskThread, taskFaultSentence, taskThread } from '../workers/task-thread.ts';
import {
  type GrammarSource,
  type RulesSource,
  readSchemaFile,
  type SchemaSources,
  schemaFault,
} from './schema-files.ts';
import type { ValidateAnswer, ValidateRequest } from './validate-worker.ts';

export type ValidationResult =
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  /** The schema cannot be used; the reason is a sentence. */
  | { readonly kind: 'bad schema'; readonly sentence: string }
  /** Stopped because it took too much time or memory; a sentence. */
  | { readonly kind: 'stopped'; readonly sentence: string }
  | { readonly kind: 'cancelled' };

/** The rules that every file of the dialect of FRUS is held to. */
export const frusRulesSource: RulesSource = { name: 'FRUS', text: frusRules, neighbours: new Map(), phase: null };

/** Validates XML in a thread of its own, bounded in time and memory. */
export interface Validator {
  /** @param name what the sentences call the XML */
  validate(xml: string, name: string, signal: AbortSignal): Promise<ValidationResult>;
  close(): Promise<void>;
}

const validationLimitMs = 120_000;
const validationMemoryMb = 1_536;

/** A thread that validates, and knows the schemas that it has read. */
export type ValidationThread = TaskThread<ValidateRequest, ValidateAnswer>;

/** @param workers the folder of the worker programs */
export const validationThread = (workers: URL): ValidationThread =>
  taskThread(new URL('validate-worker.js', workers), validationMemoryMb);

/** @param workers the folder of the worker programs
 *  @param grammars what the XML is held against; the thread reads each of them once
 *  @param rules schemas of Schematron, as well
 *  @param kept a thread that is there already, and stays */
export function validator(
  workers: URL,
  grammars: readonly GrammarSource[],
  rules: readonly RulesSource[] = [],
  kept: ValidationThread | null = null,
): Validator {
  const worker = kept ?? validationThread(workers);
  return {
    close: async () => {
      if (!kept) await worker.close();
    },
    async validate(xml, name, signal) {
      const result = await worker.ask({ xml, name, grammars, rules }, { limitMs: validationLimitMs, signal });
      if (result.ok) return result.answer;
      if (result.fault.kind === 'cancelled') return { kind: 'cancelled' };
      return { kind: 'stopped', sentence: `${taskFaultSentence(result.fault, inEnglish`Validating “${name}”`)}.` };
    },
  };
}

/** What was found in one file. */
interface ValidatedFile {
  /** As it was named. */
  readonly file: string;
  readonly valid: boolean;
  readonly findings: readonly Finding[];
  /** Why it could not be read, as a sentence; null when it was. */
  readonly fault: string | null;
  /** Where the copy with the quick fixes done is, and how many they were. */
  readonly fixed?: FixedFile;
}

interface FixedFile {
  readonly file: string;
  readonly fixes: number;
}

export interface ValidateFilesOutcome {
  readonly files: readonly ValidatedFile[];
  readonly cancelled: boolean;
}

const longestXmlBytes = 64_000_000;

export interface ValidateFilesRequest {
  readonly files: readonly string[];
  /** A person's own RELAX NG schema instead of the built-in one; null for none. */
  readonly schemaFile: string | null;
  /** Rules of Schematron. When there are some and no schema of a person's own, the files are held against the rules alone. */
  readonly rulesFiles: readonly string[];
  /** The rules of a profile that Anchorite knows, as well; null for none. */
  readonly profile: 'frus' | null;
  /** A phase of these rules; null for that of the schema. */
  readonly phase: string | null;
  /** Where copies with the quick fixes done are written; null for nowhere. */
  readonly fixedFolder: string | null;
}

/** Validates XML files against the built-in customization, a person's own schema, or rules. */
export async function validateFiles(
  context: Pick<JobContext, 'workers' | 'fileSystem'>,
  request: ValidateFilesRequest,
  { progress, signal }: JobControl,
): Promise<Reply<ValidateFilesOutcome>> {
  const { files } = request;
  const there = await fixedFilesThere(context, request);
  if (there) return { ok: false, fault: there };
  const sources = await sourcesOf(request);
  if (!sources.ok) return sources;
  const checker = validator(context.workers, sources.value.grammars, sources.value.rules);
  const validated: ValidatedFile[] = [];
  try {
    for (const [done, file] of files.entries()) {
      progress({ what: inEnglish`Validating ${file}`, done, total: files.length });
      const outcome = signal.aborted ? 'cancelled' : await validateFile(context, checker, { file, request, signal });
      if (outcome === 'cancelled') return { ok: true, value: { files: validated, cancelled: true } };
      if ('what' in outcome) return { ok: false, fault: outcome };
      validated.push(outcome);
    }
    progress({ what: inEnglish`Validating`, done: files.length, total: files.length });
    return { ok: true, value: { files: validated, cancelled: false } };
  } catch (error) {
    const fault = request.fixedFolder === null ? null : writingFault(error, request.fixedFolder, validated.length);
    if (fault) return { ok: false, fault };
    throw error;
  } finally {
    await checker.close();
  }
}

/** Says that a copy would stand where a file is already, which may be the very one that is read. */
async function fixedFilesThere(
  { fileSystem }: Pick<JobContext, 'fileSystem'>,
  { files, fixedFolder }: ValidateFilesRequest,
): Promise<Fault | null> {
  if (fixedFolder === null) return null;
  const there = await filesThere(
    fileSystem,
    fixedFolder,
    files.map((file) => path.basename(file)),
  );
  if (there.length === 0) return null;
  return {
    what: inEnglish`“${path.basename(there[0] ?? '')}” is in that folder already.`,
    kept: inEnglish`Nothing was written.`,
    next: inEnglish`Name another folder for the fixed copies.`,
    details: null,
  };
}

async function sourcesOf({
  schemaFile,
  rulesFiles,
  profile,
  phase,
}: ValidateFilesRequest): Promise<Reply<SchemaSources>> {
  const grammars: GrammarSource[] = [];
  if (schemaFile !== null) {
    const own = await readSchemaFile(schemaFile);
    if (!own.ok) return own;
    grammars.push({ kind: 'own', ...own.value });
  } else if (rulesFiles.length === 0 && profile === null) grammars.push({ kind: 'built-in' });
  const rules: RulesSource[] = profile === 'frus' ? [frusRulesSource] : [];
  for (const file of rulesFiles) {
    const read = await readSchemaFile(file);
    if (!read.ok) return read;
    rules.push({ ...read.value, phase });
  }
  return { ok: true, value: { grammars, rules } };
}

interface OneFile {
  readonly file: string;
  readonly request: ValidateFilesRequest;
  readonly signal: AbortSignal;
}

async function validateFile(
  context: Pick<JobContext, 'fileSystem'>,
  checker: Validator,
  { file, request, signal }: OneFile,
): Promise<ValidatedFile | Fault | 'cancelled'> {
  const unread = (fault: string): ValidatedFile => ({ file, valid: false, findings: [], fault });
  const read = await readOutsideFile(file, longestXmlBytes);
  if (read.kind !== 'read') return unread(outsideFileSentence(read, file));
  const xml = decodeXml(read.bytes);
  if (xml === null) return unread(inEnglish`“${read.name}” is not written in UTF-8 or UTF-16.`);
  const result = await checker.validate(xml, read.name, signal);
  switch (result.kind) {
    case 'findings': {
      const { findings } = result;
      const valid = findings.every(({ severity }) => severity === 'warning');
      const fixed = await writeFixed(context, { name: read.name, xml, findings }, request.fixedFolder);
      return { file, valid, findings, fault: null, ...(fixed ? { fixed } : {}) };
    }
    case 'stopped':
      return unread(result.sentence);
    case 'bad schema':
      return schemaFault(result.sentence);
    case 'cancelled':
      return 'cancelled';
  }
}

/** Writes a copy with the first fix of each finding done. Null when there is nothing to fix, or no folder. */
async function writeFixed(
  { fileSystem }: Pick<JobContext, 'fileSystem'>,
  { name, xml, findings }: { readonly name: string; readonly xml: string; readonly findings: readonly Finding[] },
  folder: string | null,
): Promise<FixedFile | null> {
  const fixes = findings.flatMap((finding) => finding.fixes?.slice(0, 1) ?? []);
  if (folder === null || fixes.length === 0) return null;
  const fixed = withFixes(xml, fixes);
  await makeEditionFolder(fileSystem, folder);
  return { file: await writeEditionFile(fileSystem, folder, name, fixed.xml), fixes: fixed.done };
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
