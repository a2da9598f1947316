import type { Node } from 'prosemirror-model';
import type { CalendarDay } from '../dates/calendar.ts';
import type { DocumentId } from '../document/identifier.ts';
import { blockText } from '../document/reading-text.ts';
import type { PaperFacts } from './paper-facts.ts';
import { readReferences } from './read-references.ts';
import { type NamedPaper, type PaperIndex, targetsOf } from './resolve-references.ts';

/** A reference in a document. */
export interface DocumentReference extends NamedPaper {
  /** The documents that answer to it: one when it is certain, several when a person must choose, none when it is not in the collection. */
  readonly targets: readonly DocumentId[];
}

/** What a paper says of itself: what else is named there is the paper. */
const ownBlocks: ReadonlySet<string> = new Set(['heading', 'furniture', 'formWork', 'stamp']);

/** The other papers that a document names, in its order. Linear in its text.
 *  @param written the day of the document */
export function namedPapers(doc: Node, written: CalendarDay | null): readonly NamedPaper[] {
  return stretches(doc).flatMap(({ text, places, isOthers }) => {
    const quotes = quotations(text);
    let next = 0;
    return readReferences(text, { written }).map((read) => {
      // Both are in order.
      while ((quotes[next]?.to ?? text.length) < read.to) next++;
      const isQuoted = (quotes[next]?.from ?? text.length) <= read.from;
      return {
        ...read,
        start: places[read.from] ?? 0,
        end: (places[read.to - 1] ?? 0) + 1,
        isApart: isOthers || isQuoted,
      };
    });
  });
}

/** Looks for the papers that a document names among those of the collection.
 *  @param own what the document itself is known by */
export function answeredPapers(
  named: readonly NamedPaper[],
  own: PaperFacts,
  index: PaperIndex,
): readonly DocumentReference[] {
  const before = new NamedBefore();
  const found: DocumentReference[] = [];
  for (const paper of named) {
    if (paper.post !== null && !index.places.has(paper.post)) continue;
    const targets =
      paper.kind === 'aforesaid' ? before.aforesaid() : before.orSame(paper, targetsOf(paper, own, index));
    if (paper.kind === 'paper') before.note(paper, targets);
    found.push({ ...paper, targets });
  }
  return found;
}

/** The papers that were named so far in a document. */
class NamedBefore {
  readonly #targets = new Set<DocumentId>();
  readonly #byNumber = new Map<string, readonly DocumentId[]>();
  /** Whether all of them are in the collection. */
  #isWhole = true;

  note({ number, date }: NamedPaper, targets: readonly DocumentId[]): void {
    for (const target of targets) this.#targets.add(target);
    if (targets.length === 0) this.#isWhole = false;
    if (number !== null && date !== null) this.#byNumber.set(number, targets);
  }

  /** What `reftel` means. */
  aforesaid(): readonly DocumentId[] {
    return this.#isWhole ? [...this.#targets] : [];
  }

  /** A number without a day is the same paper as the one that was named with its day. */
  orSame({ number, date }: NamedPaper, targets: readonly DocumentId[]): readonly DocumentId[] {
    if (targets.length > 0 || date !== null || number === null) return targets;
    return this.#byNumber.get(number) ?? [];
  }
}

/** Text that is read in one go. */
interface Stretch {
  text: string;
  /** For each unit of the text, its position in the document. */
  readonly places: number[];
  /** Whether others wrote it: an enclosure, a note. */
  readonly isOthers: boolean;
}

/** The blocks of a document that may name other papers. Paragraphs that break off amid a sentence, at a page or at a line of a copy that was
 *  read line by line, are one stretch with what follows. */
function stretches(doc: Node): readonly Stretch[] {
  const all: Stretch[] = [];
  let last: { readonly stretch: Stretch; readonly parent: Node | null } | null = null;
  const walk = (node: Node, inside: number, isOthers: boolean): void =>
    node.forEach((child, offset) => {
      const position = inside + offset;
      if (!child.isTextblock) {
        walk(child, position + 1, isOthers || isByOthers(child));
        return;
      }
      if (ownBlocks.has(child.type.name) || isOwnField(child)) return;
      const { text, offsets } = blockText(child);
      const places = offsets.map((place) => position + 1 + place);
      if (last?.parent === node && child.type.name === 'paragraph' && breaksOff.test(last.stretch.text)) {
        const { stretch } = last;
        stretch.text += ` ${text}`;
        stretch.places.push(stretch.places.at(-1) ?? 0);
        for (const place of places) stretch.places.push(place);
        return;
      }
      const stretch = { text, places, isOthers };
      all.push(stretch);
      last = child.type.name === 'paragraph' ? { stretch, parent: node } : null;
    });
  walk(doc, 0, false);
  return all;
}

const isByOthers = ({ type, attrs }: Node): boolean =>
  type.name === 'note' || (type.name === 'division' && attrs.type === 'attachment');

/** No sentence ends so. */
const breaksOff = /(?:[\p{L}\d,]|\bNos?\.)$/u;

/** A header tells of the paper itself, but for `REF:`. */
const isOwnField = (block: Node): boolean =>
  block.type.name === 'headerField' && !/^\s*ref(?:erence|s|tel)?\b/i.test(block.textContent);

interface Quotation {
  readonly from: number;
  readonly to: number;
}

/** What stands between marks of quotation, by offsets; one that is not closed goes on to the end of the block. */
function quotations(text: string): readonly Quotation[] {
  const found: Quotation[] = [];
  for (const match of text.matchAll(/“[^”]*(?:”|$)|"[^"]*(?:"|$)/g))
    found.push({ from: match.index, to: match.index + match[0].length });
  return found;
}
