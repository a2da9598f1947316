import { DefaultNameResolver, type EndResult, type FireEventResult, type GrammarWalker } from 'salve-annos';
import { readXml, type XmlHandler, type XmlLimits, type XmlStartTag } from '../xml/read-xml.ts';
import { TextPlaces } from '../xml/text-place.ts';
import type { Finding } from './finding.ts';
import type { LoadedGrammar } from './grammar.ts';
import { plainMessage } from './plain-message.ts';

/** Past this many findings of one schema the rest says nothing new. */
const mostFindings = 200;

export interface ValidationOptions {
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
  message: `the file was not read to its end: ${fault.reason}`,
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
