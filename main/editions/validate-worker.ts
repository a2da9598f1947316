import builtInSchema from '../../shared/export/tei/anchorite.rng?raw';
import { checkReferences } from '../../shared/export/validation/check-references.ts';
import {
  convertSchema,
  type Finding,
  type LoadedGrammar,
  SchemaError,
  validateXml,
} from '../../shared/export/validation/validate-xml.ts';
import { serveTasks } from '../workers/worker-server.ts';

/** A RELAX NG schema to hold XML against. */
export type GrammarSource =
  | { readonly kind: 'built-in' }
  /** A person's own: base name and content of the file. */
  | { readonly kind: 'own'; readonly name: string; readonly rng: string };

export interface ValidateRequest {
  readonly xml: string;
  readonly grammars: readonly GrammarSource[];
}

export type ValidateAnswer =
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  /** A person's own schema cannot be used; a sentence. */
  | { readonly kind: 'bad schema'; readonly sentence: string };

/** What findings call the built-in schema. */
const builtInName = 'Anchorite';

const loaded = new Map<string, LoadedGrammar>();

serveTasks<ValidateRequest, ValidateAnswer>(async ({ xml, grammars }, begin) => {
  begin();
  try {
    const usable: LoadedGrammar[] = [];
    for (const source of grammars) usable.push(await grammarOf(source));
    // What this program writes points only at what is there. Files from elsewhere are held to their own schema alone.
    const isOurs = grammars.some(({ kind }) => kind === 'built-in');
    const findings = validateXml(xml, usable, { identifiers: !isOurs });
    return { kind: 'findings', findings: isOurs ? [...findings, ...checkReferences(xml)] : findings };
  } catch (error) {
    if (error instanceof SchemaError) return { kind: 'bad schema', sentence: `${error.message}.` };
    throw error;
  }
});

/** Schemas are converted once in the life of the thread, which is that of one job. */
async function grammarOf(source: GrammarSource): Promise<LoadedGrammar> {
  const [name, rng] = source.kind === 'built-in' ? [builtInName, builtInSchema] : [source.name, source.rng];
  const known = loaded.get(rng);
  if (known) return known;
  const grammar = await convertSchema(name, rng);
  loaded.set(rng, grammar);
  return grammar;
}
