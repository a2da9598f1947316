import type { Fault } from '../../shared/contract/fault.ts';
import type { Finding } from '../../shared/export/validation/finding.ts';
import { outsideFileSentence, readOutsideFile } from '../storage/outside-file.ts';
import { taskFaultSentence, taskThread } from './task-thread.ts';
import type { GrammarSource, ValidateAnswer, ValidateRequest } from './validate-worker.ts';

export type ValidationResult =
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

export type GrammarResult =
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
