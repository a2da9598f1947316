import { convertRNGToPattern, type Grammar, readTreeFromJSON, writeTreeToJSON } from 'salve-annos';

/** A RELAX NG schema that documents can be validated against. */
export interface LoadedGrammar {
  /** What findings call it. */
  readonly name: string;
  readonly grammar: Grammar;
  /** The schema in the form that loads quickly; the same whenever the same schema is converted. */
  readonly json: string;
}

/** A schema that is none, or one that this validator cannot work with. */
export class SchemaError extends Error {
  override name = 'SchemaError';
}

/** The class of addresses that salve works with. Every engine has it, though neither the language's own types nor this layer do. */
type Address = Parameters<typeof convertRNGToPattern>[0];
const { URL: Address } = globalThis as unknown as { readonly URL: new (address: string) => Address };

/** No file has this address: a schema is what the caller gave, and cannot reach the network or other files. */
const schemaAddress = 'schema:///main.rng';
/** Inclusion of other files, which salve-annos 1.2.4 cannot follow. */
const inclusion = /<(?:[\w.-]+:)?(?:include|externalRef)\b/;
/** The version of salve's JSON that keeps the names of definitions. */
const jsonFormat = 3;

/** Converts a schema in RELAX NG's XML syntax. Costs seconds for all of TEI; `json` of the result loads in less.
 *  @throws SchemaError when it is not RELAX NG, or not complete in one file */
export async function convertSchema(name: string, rng: string): Promise<LoadedGrammar> {
  if (inclusion.test(rng)) throw new SchemaError('it includes other files; it has to be complete in one file');
  const load = async (url: Address) => ({ url, getText: async () => rng });
  try {
    const converted = await convertRNGToPattern(new Address(schemaAddress), {
      createManifest: false,
      manifestHashAlgorithm: 'none',
      idCheck: true,
      resourceLoader: { load },
    });
    return { name, grammar: converted.pattern, json: writeTreeToJSON(converted.simplified, jsonFormat) };
  } catch (error) {
    throw new SchemaError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** Loads what `convertSchema` gave as `json` before.
 *  @throws SchemaError when it is something else */
export function loadGrammar(name: string, json: string): LoadedGrammar {
  try {
    return { name, grammar: readTreeFromJSON(json), json };
  } catch (error) {
    throw new SchemaError('the stored form of the schema cannot be read', { cause: error });
  }
}
