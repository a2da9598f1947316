import { checkSchematron } from '../../shared/export/schematron/check-schematron.ts';
import { readSchematron, type SchematronSchema } from '../../shared/export/schematron/read-schema.ts';
import builtInSchema from '../../shared/export/tei/anchorite.rng?raw';
import { checkReferences } from '../../shared/export/validation/check-references.ts';
import { includeGrammars } from '../../shared/export/validation/include-grammars.ts';
import {
  convertSchema,
  type Finding,
  type LoadedGrammar,
  SchemaError,
  validateXml,
} from '../../shared/export/validation/validate-xml.ts';
import { readPlacedDocument } from '../../shared/xml/placed-document.ts';
import { serveTasks } from '../workers/worker-server.ts';
import type { GrammarSource, RulesSource } from './schema-files.ts';

export interface ValidateRequest {
  readonly xml: string;
  /** What rules take for the name of the file. */
  readonly name: string;
  readonly grammars: readonly GrammarSource[];
  readonly rules: readonly RulesSource[];
}

export type ValidateAnswer =
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  /** A person's own schema cannot be used; a sentence. */
  | { readonly kind: 'bad schema'; readonly sentence: string };

/** What findings call the built-in schema. */
const builtInName = 'Anchorite';

const loaded = new Map<string, LoadedGrammar>();
const loadedRules = new Map<string, SchematronSchema>();

serveTasks<ValidateRequest, ValidateAnswer>(async ({ xml, name, grammars, rules }, begin) => {
  begin();
  try {
    const usable: LoadedGrammar[] = [];
    for (const source of grammars) usable.push(await grammarOf(source));
    // What this program writes points only at what is there. Files from elsewhere are held to their own schema alone.
    const isOurs = grammars.some(({ kind }) => kind === 'built-in');
    const findings = [...validateXml(xml, usable, { identifiers: !isOurs })];
    if (isOurs) findings.push(...checkReferences(xml));
    findings.push(...ruleFindings(xml, name, rules, findings));
    return { kind: 'findings', findings };
  } catch (error) {
    if (error instanceof SchemaError) return { kind: 'bad schema', sentence: `${error.message}.` };
    throw error;
  }
});

/** What the rules find. A file that was not read to its end is told once.
 *  @param before what was found already */
function ruleFindings(
  xml: string,
  name: string,
  rules: readonly RulesSource[],
  before: readonly Finding[],
): readonly Finding[] {
  const schemas = rules.map(rulesOf);
  if (schemas.length === 0 || before.some(({ schema }) => schema === 'XML')) return [];
  const placed = readPlacedDocument(xml);
  // Without a grammar nothing has said yet why it cannot be read.
  if ('kind' in placed) return validateXml(xml, []);
  return schemas.flatMap((schema) => checkSchematron(placed, schema, { fileName: name, clock: Date.now }));
}

function rulesOf(source: RulesSource): SchematronSchema {
  const key = `${source.phase ?? ''}\n${source.text}`;
  const known = loadedRules.get(key);
  if (known) return known;
  const schema = readSchematron(source.name, source.text, source);
  loadedRules.set(key, schema);
  return schema;
}

/** Schemas are converted once in the life of the thread, which is that of one job. */
async function grammarOf(source: GrammarSource): Promise<LoadedGrammar> {
  const [name, rng] =
    source.kind === 'built-in'
      ? [builtInName, builtInSchema]
      : [source.name, includeGrammars(source.text, source.neighbours)];
  const known = loaded.get(rng);
  if (known) return known;
  const grammar = await convertSchema(name, rng);
  loaded.set(rng, grammar);
  return grammar;
}
