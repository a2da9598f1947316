import type { Reply } from '../../shared/contract/ipc.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { namedFiles, neighbourPath } from '../../shared/xml/neighbour-path.ts';
import { outsideFileSentence, readFileBeside, readOutsideFile } from '../storage/disk/outside-file.ts';

/** A RELAX NG schema to hold XML against. */
export type GrammarSource =
  | { readonly kind: 'built-in' }
  /** A person's own. */
  | ({ readonly kind: 'own' } & ReadSchema);

/** Rules of Schematron, and the phase of them that is meant; null for that of the schema. */
export type RulesSource = ReadSchema & { readonly phase: string | null };

/** A person's own schema with the files that it includes. */
export interface ReadSchema {
  /** Base name of the file. */
  readonly name: string;
  readonly text: string;
  /** By their path beside the schema. One that could not be read is not among them. */
  readonly neighbours: ReadonlyMap<string, string>;
}

const longestSchemaBytes = 32_000_000;
const mostNeighbours = 100;

/** Reads a schema, RELAX NG or Schematron, and the files beside it that it includes. Nothing is fetched from a network, and no link is
 *  followed out of the folder of the schema: what is missing in the end is for whoever puts the files together to say. */
export async function readSchemaFile(file: string): Promise<Reply<ReadSchema>> {
  const read = await readOutsideFile(file, longestSchemaBytes);
  if (read.kind !== 'read') return refused(outsideFileSentence(read, file));
  const text = decoded(read.bytes);
  if (text === null) return refused(inEnglish`“${read.name}” is not written in UTF-8.`);
  const neighbours = new Map<string, string>();
  const waiting = pathsIn('', text);
  let left = longestSchemaBytes - read.bytes.length;
  for (let inner = waiting.shift(); inner !== undefined; inner = waiting.shift()) {
    if (neighbours.has(inner)) continue;
    if (neighbours.size >= mostNeighbours)
      return refused(inEnglish`“${read.name}” includes more than ${mostNeighbours} files.`);
    const found = await readFileBeside(file, inner, left);
    if (found.kind === 'elsewhere')
      return refused(inEnglish`“${inner}” is a link that leads out of the folder of “${read.name}”.`);
    if (found.kind !== 'read') return refused(outsideFileSentence(found, inner));
    const inside = decoded(found.bytes);
    if (inside === null) return refused(inEnglish`“${inner}” is not written in UTF-8.`);
    left -= found.bytes.length;
    neighbours.set(inner, inside);
    waiting.push(...pathsIn(inner, inside));
  }
  return { ok: true, value: { name: read.name, text, neighbours } };
}

const pathsIn = (base: string, text: string): string[] =>
  namedFiles(text).flatMap((href) => neighbourPath(base, href) ?? []);

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const refused = (sentence: string): { readonly ok: false; readonly fault: Fault } => ({
  ok: false,
  fault: schemaFault(sentence),
});

/** What a person's own schema is to be used as. */
export interface SchemaSources {
  readonly grammars: readonly GrammarSource[];
  readonly rules: readonly RulesSource[];
}

/** A person's own schemas, which hold together: one of RELAX NG and one of rules. Each may be either. */
export interface SchemaFiles {
  readonly schemaFile: string | null;
  readonly rulesFile?: string | null | undefined;
}

/** Reads a person's own schemas. There are no sources when the person has none. */
export async function ownSources({ schemaFile, rulesFile = null }: SchemaFiles): Promise<Reply<SchemaSources>> {
  const sources: SchemaSources[] = [];
  for (const file of [schemaFile, rulesFile]) {
    if (file === null) continue;
    const read = await readSchemaFile(file);
    if (!read.ok) return read;
    sources.push(schemaSources(read.value));
  }
  const value = { grammars: sources.flatMap(({ grammars }) => grammars), rules: sources.flatMap(({ rules }) => rules) };
  return { ok: true, value };
}

/** RELAX NG, or rules of Schematron when it is none. */
function schemaSources(read: ReadSchema): SchemaSources {
  const isRules = /"http:\/\/(?:purl\.oclc\.org\/dsdl\/schematron|www\.ascc\.net\/xml\/schematron)"/.test(read.text);
  if (isRules && !read.text.includes('http://relaxng.org/ns/structure/1.0'))
    return { grammars: [], rules: [{ ...read, phase: null }] };
  return { grammars: [{ kind: 'own', ...read }], rules: [] };
}

/** @param sentence what is wrong with the schema */
export const schemaFault = (sentence: string): Fault => ({
  what: inEnglish`The schema cannot be used: ${sentence}`,
  kept: inEnglish`Nothing was written.`,
  next: inEnglish`Choose a RELAX NG schema in its XML form (.rng) or rules of Schematron (.sch), with the files that they include beside them, or none.`,
  details: null,
});
