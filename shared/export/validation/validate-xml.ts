import {
  AttributeNameError,
  AttributeValueError,
  type BaseName,
  ChoiceError,
  convertRNGToPattern,
  DefaultNameResolver,
  ElementNameError,
  type EndResult,
  type FireEventResult,
  type Grammar,
  type GrammarWalker,
  readTreeFromJSON,
  type ValidationError,
  writeTreeToJSON,
} from 'salve-annos';
import { inEnglish } from '../../translation/retell.ts';
import { namedFiles } from '../../xml/neighbour-path.ts';
import { readXml, TextPlaces, type XmlHandler, type XmlLimits, type XmlStartTag } from '../../xml/read-xml.ts';

/** Something that validation found. */
export interface Finding {
  /** In words: `element "item" is not allowed here; expected: …`. */
  readonly message: string;
  /** Place in the XML, both from 1; 0 when the validator gives none. */
  readonly line: number;
  readonly column: number;
  /** The names of the elements around it, outermost first: `TEI/text/body/div/p`. */
  readonly path: string;
  /** Which schema it breaks: `Anchorite`, `tei_all` or the name of a person's own schema file. */
  readonly schema: string;
  /** The `xml:id` of the nearest element around it that has one, which leads back into the text; null when none has. */
  readonly nearestId: string | null;
  /** An error unless a rule says that it is a warning. */
  readonly severity?: 'error' | 'warning';
  /** What the rule offers to do about it. */
  readonly fixes?: readonly QuickFix[];
  /** Whether the imported file had it already. */
  readonly cameWithFile?: true;
  /** Where it is in the text of an imported document, in positions of the editor. */
  readonly range?: { readonly from: number; readonly to: number };
}

/** A change of a stretch of the XML, in UTF-16 units. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What a rule offers to do about a finding (Schematron QuickFix). */
export interface QuickFix {
  readonly title: string;
  /** In the order of the file; no two of them touch the same stretch. */
  readonly edits: readonly TextEdit[];
}

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
/** The version of salve's JSON that keeps the names of definitions. */
const jsonFormat = 3;

/** Converts a schema in RELAX NG's XML syntax. Costs seconds for all of TEI; `json` of the result loads in less.
 *  @throws SchemaError when it is not RELAX NG, or includes other files (`includeGrammars` puts them into it) */
export async function convertSchema(name: string, rng: string): Promise<LoadedGrammar> {
  if (namedFiles(rng).length > 0)
    throw new SchemaError(inEnglish`it includes other files, which have to be put into it first`);
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

/** Names listed in one message; a schema as large as TEI's allows hundreds of elements in most places. */
const mostNames = 8;

/** Says in plain words what a validator found. The validator's own words stand at the end where they add something.
 *  @param at the name of the element that was being read */
function plainMessage(error: ValidationError, at: string): string {
  const names = nameList(error.getNames());
  if (error instanceof ChoiceError) return inEnglish`in <${at}> one of these must stand here: ${names}`;
  if (error instanceof ElementNameError) {
    return /not allowed/.test(error.msg)
      ? inEnglish`the element <${names}> is not allowed here`
      : inEnglish`in <${at}> the element <${names}> is missing`;
  }
  if (error instanceof AttributeNameError) {
    return /not allowed/.test(error.msg)
      ? inEnglish`the attribute "${names}" is not allowed on <${at}>`
      : inEnglish`<${at}> lacks the attribute "${names}"`;
  }
  if (error instanceof AttributeValueError)
    return inEnglish`the value of the attribute "${names}" of <${at}> is not valid`;
  const repeated = /^ID "(.*)" has already been declared/.exec(error.msg)?.[1];
  if (repeated !== undefined) return inEnglish`the identifier "${repeated}" is used more than once`;
  return /text not allowed/.test(error.msg)
    ? inEnglish`text is not allowed directly in <${at}>`
    : `in <${at}>: ${error.msg}`;
}

function nameList(bases: readonly BaseName[]): string {
  const names = [...new Set(bases.map(localName))].sort();
  const rest = names.length - mostNames;
  const first = names.slice(0, mostNames).join(', ');
  return rest > 0 ? inEnglish`${first} and ${rest} others` : first;
}

function localName(base: BaseName): string {
  const { name } = base.toObject() as { readonly name?: unknown };
  return typeof name === 'string' ? name : String(base);
}

/** Past this many findings of one schema the rest says nothing new. */
const mostFindings = 200;

interface ValidationOptions {
  readonly limits?: XmlLimits;
  /** Whether an `xml:id` that two elements have is a finding here; true unless `checkReferences` looks for them as well. */
  readonly identifiers?: boolean;
}

/** Validates a document against each of some schemas. A file that is not well-formed, or breaks a limit, has one finding that
 *  says so and is not read further. */
export function validateXml(
  xml: string,
  grammars: readonly LoadedGrammar[],
  { limits, identifiers = true }: ValidationOptions = {},
): readonly Finding[] {
  const validations = grammars.map((grammar) => new Validation(grammar, new TextPlaces(xml), identifiers));
  const fault = readXml(xml, spreading(validations), limits);
  if (fault) return [notRead(fault, new TextPlaces(xml))];
  return validations.flatMap((validation) => validation.finish());
}

const notRead = (fault: { readonly reason: string; readonly offset: number }, places: TextPlaces): Finding => ({
  message: inEnglish`the file was not read to its end: ${fault.reason}`,
  ...places.at(fault.offset),
  path: '',
  schema: 'XML',
  nearestId: null,
});

const spreading = (handlers: readonly XmlHandler[]): XmlHandler => ({
  startTag: (tag) => {
    for (const handler of handlers) handler.startTag(tag);
  },
  text: (text, offset) => {
    for (const handler of handlers) handler.text(text, offset);
  },
  endTag: (offset) => {
    for (const handler of handlers) handler.endTag(offset);
  },
});

interface OpenElement {
  readonly name: string;
  readonly uri: string;
  readonly local: string;
  readonly id: string | null;
}

class Validation implements XmlHandler {
  private readonly findings: Finding[] = [];
  private readonly open: OpenElement[] = [];
  private readonly names = new DefaultNameResolver();
  private readonly walker: GrammarWalker<DefaultNameResolver>;

  constructor(
    private readonly grammar: LoadedGrammar,
    private readonly places: TextPlaces,
    identifiers: boolean,
  ) {
    this.walker = grammar.grammar.newWalker(this.names, identifiers);
  }

  startTag(tag: XmlStartTag): void {
    this.names.enterContext();
    for (const [prefix, uri] of Object.entries(tag.namespaces)) this.names.definePrefix(prefix, uri);
    const id = tag.attributes.find(({ name }) => name === 'xml:id')?.value ?? null;
    this.open.push({ name: tag.name, uri: tag.uri, local: tag.local, id });
    // Event by event: salve's shorter form, all at once, fails inside itself when an attribute is wrong.
    this.fire('enterStartTag', [tag.uri, tag.local], tag.offset);
    for (const { uri, local, value } of tag.attributes) {
      this.fire('attributeName', [uri, local], tag.offset);
      this.fire('attributeValue', [value], tag.offset);
    }
    this.fire('leaveStartTag', [], tag.offset);
  }

  text(text: string, offset: number): void {
    this.fire('text', [text], offset);
  }

  endTag(offset: number): void {
    const element = this.open.at(-1);
    if (element) this.fire('endTag', [element.uri, element.local], offset);
    this.open.pop();
    this.names.leaveContext();
  }

  finish(): readonly Finding[] {
    this.note(this.walker.end(), 0);
    return this.findings;
  }

  private fire(event: string, params: string[], offset: number): void {
    this.note(this.walker.fireEvent(event, params), offset);
  }

  private note(errors: FireEventResult | EndResult, offset: number): void {
    if (!errors) return;
    for (const error of errors) {
      if (this.findings.length >= mostFindings) return;
      this.findings.push({
        message: plainMessage(error, this.open.at(-1)?.name ?? 'the document'),
        ...this.places.at(offset),
        path: this.open.map(({ name }) => name).join('/'),
        schema: this.grammar.name,
        nearestId: this.open.findLast(({ id }) => id !== null)?.id ?? null,
      });
    }
  }
}
