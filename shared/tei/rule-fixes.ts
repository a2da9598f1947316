import type { Mark, Node } from 'prosemirror-model';
import { AttrStep, type Step, Transform } from 'prosemirror-transform';
import { schema } from '../document/schema.ts';
import { AnchorStep } from '../document/steps.ts';
import { readTei } from './read-tei.ts';
import { checkTei } from './source/check-tei.ts';
import { sourceTree } from './source/source-tree.ts';
import { type TeiState, writeTei } from './write-tei.ts';

/** The XML of an imported document as it is validated: a document of a volume stands in what declares its prefixes. */
export interface ValidatedTei {
  /** What stands before and behind the XML of the document itself; empty for a whole file. */
  readonly start: string;
  readonly end: string;
  /** The XML of the document itself, as it is now. */
  readonly now: string;
  readonly part: 'file' | 'document';
}

/** A stretch of a document, in positions of ProseMirror. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Does in a document what a rule's fix does in its XML. Both versions of the XML are read, what differs between them is done as ordinary
 *  steps, and these count only when writing the document then gives the XML of the fix, letter by letter; a space may be a line end.
 *  @param fixed the XML of the document with the fix done
 *  @returns null when the fix changes what the editor carries and does not edit, such as an attribute of a carried element */
export function fixSteps(tei: TeiState, validated: ValidatedTei, fixed: string): readonly Step[] | null {
  const before = readAsValidated(validated, validated.now, tei);
  const after = readAsValidated(validated, fixed, tei);
  if (!before || !after || !isSameShape(tei.doc, before)) return null;
  const transform = new Transform(tei.doc);
  try {
    if (!changeNode(transform, { before, after }, -1)) return null;
    const isFixed = transform.docChanged && isSameXml(writeTei({ ...tei, doc: transform.doc }), fixed);
    return isFixed ? transform.steps : null;
  } catch (error) {
    // ProseMirror tells of what does not fit by throwing.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Whether files are the same but for how wide their white space is: a space that moves keeps the line end that it was. */
const isSameXml = (one: string, other: string): boolean => one === other || squeezed(one) === squeezed(other);

const squeezed = (xml: string): string => xml.replace(/[ \t\r\n]+/g, ' ');

/** Where things of the XML stand in the document. */
export interface FoundPlaces {
  /** What the line and column of a finding lead to, both from 1; null when the text has no such place. */
  at(line: number, column: number): Stretch | null;
}

/** Reads the XML of a document once for all places that are asked for. Null when it does not show the document as it is. */
export function foundPlaces(tei: TeiState, validated: ValidatedTei): FoundPlaces | null {
  const read = readAsValidated(validated, validated.now, tei);
  if (!read || !isSameShape(tei.doc, read)) return null;
  const places = originPlaces(read);
  const lines = lineStarts(validated.now);
  return {
    at(line, column) {
      const offset = (lines[line - 1] ?? Number.NaN) + column - 1;
      const found = Number.isNaN(offset) ? undefined : places.findLast(({ origin }) => origin <= offset);
      return found ? { from: found.from, to: found.to } : null;
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** What came of the things of the XML, in the order of their offsets. */
function originPlaces(doc: Node): readonly (Stretch & { readonly origin: number })[] {
  const places: (Stretch & { readonly origin: number })[] = [];
  const add = (origin: unknown, stretch: Stretch): void => {
    const offset = typeof origin === 'string' ? /^[er](\d+)/.exec(origin)?.[1] : undefined;
    if (offset !== undefined) places.push({ ...stretch, origin: Number(offset) });
  };
  doc.descendants((node, pos) => {
    const end = pos + node.nodeSize;
    add(node.attrs.origin, node.isInline ? { from: pos, to: end } : { from: pos + 1, to: Math.max(pos + 1, end - 1) });
    for (const mark of node.marks) add(mark.attrs.origin, { from: pos, to: end });
  });
  return places.sort((a, b) => a.origin - b.origin);
}

function readAsValidated(
  { start, end, part }: ValidatedTei,
  inner: string,
  { fidelity: { entities, namespaces } }: TeiState,
): Node | null {
  if (!checkTei(start + inner + end).ok) return null;
  return schema.nodeFromJSON(readTei({ xml: inner, element: sourceTree(inner), part, namespaces, entities }).doc);
}

/** Whether every position of one document is that of the other. Marks may differ: not all of them are in the XML. */
function isSameShape(one: Node, other: Node): boolean {
  if (one.type !== other.type || one.content.size !== other.content.size) return false;
  if (one.isTextblock) return lettersOf(one) === lettersOf(other);
  return one.childCount === other.childCount && one.children.every((child, at) => isSameShape(child, other.child(at)));
}

const lettersOf = (block: Node): string =>
  block.textBetween(0, block.content.size, '', ({ type }) => `\u{FFFC}${type.name}\u{FFFC}`);

/** The document with the XML as it is, and with the fix. */
interface Versions {
  readonly before: Node;
  readonly after: Node;
}

/** What a reading makes up anew: it is no difference. */
const madeUp: ReadonlySet<string> = new Set(['id', 'origin', 'target', 'recognition', 'about']);

/** @param pos of the node, in the version before; what was done so far lies in front of it
 *  @returns false when it differs in what no step does */
function changeNode(transform: Transform, { before, after }: Versions, pos: number): boolean {
  if (before.type !== after.type) return false;
  changeAttributes(transform, { before, after }, pos);
  if (before.isTextblock) return changeWords(transform, { before, after }, pos + 1);
  if (before.childCount !== after.childCount) return false;
  let isDone = true;
  before.forEach((child, offset, index) => {
    isDone &&= changeNode(transform, { before: child, after: after.child(index) }, pos + 1 + offset);
  });
  return isDone;
}

function changeAttributes(transform: Transform, { before, after }: Versions, pos: number): void {
  for (const [name, value] of Object.entries(after.attrs)) {
    if (madeUp.has(name) || before.attrs[name] === value) continue;
    const step = new AttrStep(transform.mapping.map(pos), name, value);
    transform.step(before.type.name === 'pageAnchor' ? new AnchorStep(step) : step);
  }
}

/** One stretch of words between two things that are none. */
interface Words {
  readonly start: number;
  readonly text: string;
}

function changeWords(transform: Transform, versions: Versions, start: number): boolean {
  const [before, after] = [wordsOf(versions.before), wordsOf(versions.after)];
  if (before.leaves.length !== after.leaves.length) return false;
  for (const [index, leaf] of before.leaves.entries()) {
    const fixed = after.leaves[index];
    if (!fixed || fixed.node.type !== leaf.node.type) return false;
    changeAttributes(transform, { before: leaf.node, after: fixed.node }, start + leaf.start);
  }
  let isSame = true;
  for (const [index, run] of before.runs.entries()) {
    const text = after.runs[index]?.text ?? '';
    isSame &&= text === run.text;
    if (text !== run.text) changeRun(transform, run, text, start);
  }
  if (isSame) changeMarks(transform, versions, start);
  return true;
}

function changeRun(transform: Transform, { start: runStart, text: was }: Words, text: string, start: number): void {
  const most = Math.min(was.length, text.length);
  let same = 0;
  while (same < most && was[same] === text[same]) same += 1;
  let end = 0;
  while (end < most - same && was[was.length - 1 - end] === text[text.length - 1 - end]) end += 1;
  const from = transform.mapping.map(start + runStart + same, -1);
  const to = transform.mapping.map(start + runStart + was.length - end, -1);
  const put = text.slice(same, text.length - end);
  if (put === '') transform.delete(from, to);
  else transform.replaceWith(from, to, schema.text(put, transform.doc.resolve(from).marks()));
}

function wordsOf(block: Node): {
  readonly runs: readonly Words[];
  readonly leaves: readonly { readonly start: number; readonly node: Node }[];
} {
  const runs: Words[] = [];
  const leaves: { readonly start: number; readonly node: Node }[] = [];
  let run: Words = { start: 0, text: '' };
  block.forEach((node, offset) => {
    if (node.isText) {
      run = { ...run, text: run.text + (node.text ?? '') };
      return;
    }
    runs.push(run);
    leaves.push({ start: offset, node });
    run = { start: offset + node.nodeSize, text: '' };
  });
  return { runs: [...runs, run], leaves };
}

/** Marks that say something else: what they are stays, and so does what they cover. */
function changeMarks(transform: Transform, { before, after }: Versions, start: number): void {
  before.forEach((child, offset) => {
    const fixed = after.nodeAt(offset);
    const from = transform.mapping.map(start + offset);
    for (const [index, mark] of child.marks.entries()) {
      const now = fixed?.marks[index];
      if (now?.type !== mark.type) continue;
      const changed = Object.entries(now.attrs).filter(
        ([name, value]) => !madeUp.has(name) && mark.attrs[name] !== value,
      );
      const own = changed.length > 0 ? ownMark(transform.doc.nodeAt(from), mark) : null;
      if (!own) continue;
      const to = from + child.nodeSize;
      const next = own.type.create({ ...own.attrs, ...Object.fromEntries(changed) });
      transform.removeMark(from, to, own).addMark(from, to, next);
    }
  });
}

/** The mark of the document that a mark of a reading stands for. */
const ownMark = (node: Node | null, mark: Mark): Mark | null =>
  node?.marks.find(
    (own) =>
      own.type === mark.type &&
      Object.entries(mark.attrs).every(([name, value]) => madeUp.has(name) || own.attrs[name] === value),
  ) ?? null;
