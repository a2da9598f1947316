import type { Mark, Node } from 'prosemirror-model';
import { readXml } from '../../shared/xml/read-xml.ts';

/** Something of the text of an edition, in the order of the file. `note` names the innermost note around it, null in the main
 *  text; what a reader of the page would not see (`sic`, `expan`, calls of notes) is left out. */
export interface ReadUnit {
  readonly what: 'character' | 'page';
  /** A character that is no white space, `␀` for one that XML cannot hold, or the label of a page break. */
  readonly value: string;
  readonly note: string | null;
  /** Identifiers of the elements around it. */
  readonly inside: readonly string[];
  /** Identifiers of the zones that show it: of elements around it in the same note or in the main text. */
  readonly shownBy: readonly string[];
}

export interface ReadEdition {
  readonly units: readonly ReadUnit[];
  /** By identifier, the number of units before each `anchor`, and the note around it. */
  readonly points: ReadonlyMap<string, { readonly index: number; readonly note: string | null }>;
  /** `span`s as pairs of identifiers of points, in order, with their own identifier. */
  readonly spans: readonly { readonly id: string; readonly from: string; readonly to: string }[];
  /** `@next` by identifier. */
  readonly next: ReadonlyMap<string, string>;
}

/** Reads an edition as a reader of the file would, knowing nothing of how it was written. */
export function readEdition(xml: string): ReadEdition {
  const reading = new EditionReading();
  const fault = readXml(xml, {
    startTag: (tag) => reading.startTag(tag.local, new Map(tag.attributes.map(({ name, value }) => [name, value]))),
    text: (text) => reading.text(text),
    endTag: () => reading.endTag(),
  });
  if (fault) throw new Error(`${fault.kind}: ${fault.reason} at ${fault.offset}`);
  return reading;
}

class EditionReading implements ReadEdition {
  readonly units: ReadUnit[] = [];
  readonly points = new Map<string, { index: number; note: string | null }>();
  readonly spans: { id: string; from: string; to: string }[] = [];
  readonly next = new Map<string, string>();
  private readonly open: {
    name: string;
    id: string | null;
    hidden: boolean;
    note: string | null;
    facs: string | null;
  }[] = [];

  startTag(name: string, attributes: ReadonlyMap<string, string>): void {
    const parent = this.open.at(-1);
    const id = attributes.get('xml:id') ?? null;
    const isCall = name === 'ref' && attributes.get('type') === 'note';
    const hidden = (parent?.hidden ?? true) && name !== 'body';
    const note = name === 'note' && !hidden ? id : (parent?.note ?? null);
    const nextPart = attributes.get('next');
    if (id !== null && nextPart !== undefined) this.next.set(id, nextPart.slice(1));
    if (name === 'span') this.addSpan(attributes);
    const facs = attributes.get('facs') ?? null;
    this.open.push({ name, id, hidden: hidden || isCall || name === 'sic' || name === 'expan', note, facs });
    if (name === 'anchor' && id !== null) this.points.set(id, { index: this.units.length, note });
    if (name === 'pb') this.add('page', attributes.get('n') ?? '');
    const lost = attributes.get('n');
    if (!hidden && name === 'gap' && lost?.startsWith('U+'))
      for (const _ of lost.split(' ')) this.add('character', '␀');
  }

  text(text: string): void {
    if (this.open.at(-1)?.hidden === true) return;
    for (const character of text.replace(/\s+/gu, '')) this.add('character', character);
  }

  endTag(): void {
    this.open.pop();
  }

  private add(what: ReadUnit['what'], value: string): void {
    const inside = this.open.flatMap(({ id }) => id ?? []);
    const note = this.open.at(-1)?.note ?? null;
    const shownBy = this.open.flatMap((element) =>
      element.note === note && element.facs ? element.facs.slice(1) : [],
    );
    this.units.push({ what, value, note, inside, shownBy });
  }

  private addSpan(attributes: ReadonlyMap<string, string>): void {
    const pointer = (name: string): string => attributes.get(name)?.slice(1) ?? '';
    this.spans.push({ id: attributes.get('xml:id') ?? '', from: pointer('from'), to: pointer('to') });
  }
}

/** The units of a document itself, in its order: what an edition must hold.
 *  @param includeFurniture whether what a web page added counts */
export function unitsOf(
  doc: Node,
  includeFurniture: boolean,
): readonly (ReadUnit & { readonly marks: readonly Mark[] })[] {
  const units: (ReadUnit & { readonly marks: readonly Mark[] })[] = [];
  let note: string | null = null;
  let count = 0;
  doc.descendants((node, _pos, parent) => {
    if (node.type.name === 'note') {
      count += 1;
      note = `note ${count}`;
    }
    if (!node.isInline) return;
    const isFurniture =
      parent?.type.name === 'furniture' || node.marks.some((mark) => mark.type.name === 'furnitureText');
    const shownBy = node.marks.flatMap((mark) => (mark.type.name === 'zone' ? (mark.attrs.id as string) : []));
    const place = { note, inside: [], shownBy, marks: node.marks };
    if (node.type.name === 'pageAnchor') units.push({ what: 'page', value: node.attrs.label as string, ...place });
    if (!node.isText || (isFurniture && !includeFurniture)) return;
    for (const character of (node.text ?? '').replace(/\s+/gu, ''))
      units.push({ what: 'character', value: isXmlCharacter(character) ? character : '␀', ...place });
  });
  return units;
}

/** XML 1.0, production 2, written out once more so that the tests do not ask the code that they test. */
function isXmlCharacter(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    code >= 0x10000
  );
}

/** What an identified thing of an edition covers: its element and those that follow by `@next`, or its `span`s. Notes inside do not
 *  count, unless the thing stands in the note itself. */
export function coveredText(edition: ReadEdition, id: string): string {
  const chain: string[] = [];
  for (let part: string | undefined = id; part !== undefined; part = edition.next.get(part)) chain.push(part);
  const inline = chain.map((part) => {
    const covered = edition.units.filter((unit) => unit.inside.includes(part));
    const noteAt = covered[0] ? noteAround(covered[0], part) : null;
    return covered.filter((unit) => unit.note === noteAt);
  });
  const standing = edition.spans
    .filter((span) => span.id === id || span.id.startsWith(`${id}-`))
    .map((span) => {
      const from = edition.points.get(span.from);
      const to = edition.points.get(span.to);
      if (!from || !to) throw new Error(`the span of ${id} points nowhere`);
      return edition.units.slice(from.index, to.index).filter((unit) => unit.note === from.note);
    });
  return [...inline, ...standing]
    .flat()
    .filter((unit) => unit.what === 'character')
    .map((unit) => unit.value)
    .join('');
}

/** The note that a part stands in: the innermost identifier of a note before the part's own. */
function noteAround(unit: ReadUnit, part: string): string | null {
  const before = unit.inside.slice(0, unit.inside.indexOf(part));
  return before.findLast((id) => /^n\d/.test(id)) ?? null;
}
