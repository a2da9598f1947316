import { inEnglish } from '../../translation/retell.ts';
import { readXml, TextPlaces, type XmlLimits, type XmlStartTag } from '../../xml/read-xml.ts';
import { teiNamespace } from '../tei/tei-names.ts';
import type { Finding } from './validate-xml.ts';

/** What findings of this check name as their schema. */
const checkName = 'references';

/** Attributes whose values are pointers. Source: attributes of the type `teidata.pointer` in tei_all, P5 4.12, but for those that are
 *  other things on other elements and cannot be told apart by a leading `#`. */
const pointerAttributes: ReadonlySet<string> = new Set(
  (
    'active adj adjFrom adjTo ana calendar change children code copyOf corresp datcat datingMethod datingPoint decls domains ' +
    'edRef end exclude fVal facs feats filter follow from fromUnit given hand inst lemmaRef mergedIn mutual next nymRef origin ' +
    'parent parts passive perf period prev property ref rendition replyTo require resp sameAs scheme scribeRef scriptRef select ' +
    'since source spanTo start synch target targetDatcat targetEnd to toUnit toWhom unitRef uri url valueDatcat who wit'
  ).split(' '),
);

/** Finds what no grammar sees: an `xml:id` that two elements have, and, in TEI, a pointer `#id` to none of the file. A file that is
 *  not well-formed has no findings of this kind. Pure, O(text). */
export function checkReferences(xml: string, limits?: XmlLimits): readonly Finding[] {
  const check = new ReferenceCheck(new TextPlaces(xml));
  const fault = readXml(
    xml,
    { startTag: (tag) => check.startTag(tag), text: () => undefined, endTag: () => check.endTag() },
    limits,
  );
  return fault ? [] : check.findings();
}

interface OpenElement {
  readonly name: string;
  readonly id: string | null;
}

/** A finding that stands unless its identifier comes later in the file. */
interface Pointer {
  readonly target: string;
  readonly finding: Finding;
}

class ReferenceCheck {
  private readonly lineOf = new Map<string, number>();
  private readonly copies: Finding[] = [];
  private readonly pointers: Pointer[] = [];
  private readonly open: OpenElement[] = [];

  constructor(private readonly places: TextPlaces) {}

  startTag(tag: XmlStartTag): void {
    const id = tag.attributes.find(({ name }) => name === 'xml:id')?.value.trim() ?? null;
    this.open.push({ name: tag.name, id });
    if (id !== null) this.takeIdentifier(id, tag.offset);
    if (tag.uri === teiNamespace) this.takePointers(tag);
  }

  endTag(): void {
    this.open.pop();
  }

  findings(): readonly Finding[] {
    const dangling = this.pointers.filter(({ target }) => !this.lineOf.has(target)).map(({ finding }) => finding);
    return [...this.copies, ...dangling].sort((a, b) => a.line - b.line || a.column - b.column);
  }

  private takeIdentifier(id: string, offset: number): void {
    const first = this.lineOf.get(id);
    if (first === undefined) this.lineOf.set(id, this.places.at(offset).line);
    else
      this.copies.push(
        this.finding(inEnglish`the xml:id "${id}" is that of another element already, in line ${first}`, offset),
      );
  }

  private takePointers(tag: XmlStartTag): void {
    for (const { name, local, uri, value } of tag.attributes) {
      if (uri !== '' || !pointerAttributes.has(local)) continue;
      for (const pointer of value.split(/\s+/)) {
        if (!pointer.startsWith('#') || pointer === '#') continue;
        const message = inEnglish`the attribute "${name}" of "${tag.name}" points at "${pointer}", but nothing in the file has that xml:id`;
        this.pointers.push({ target: pointer.slice(1), finding: this.finding(message, tag.offset) });
      }
    }
  }

  private finding(message: string, offset: number): Finding {
    return {
      message,
      ...this.places.at(offset),
      path: this.open.map(({ name }) => name).join('/'),
      schema: checkName,
      nearestId: this.open.findLast(({ id }) => id !== null)?.id ?? null,
    };
  }
}
