import type { Node } from 'prosemirror-model';
import type { FoldedUnit } from './source/folded-text.ts';
import type { SourceIndex } from './source/source-index.ts';
import { pairKeys, sourcePieces } from './source/source-units.ts';
import { type InlineToken, inlineTokens } from './write-inline.ts';

/** Shorter stretches are not looked for in other blocks. */
const leastMoved = 12;

/** Finds for each character of a document the source that it comes from: in the block that it stands in, or, for a longer stretch that is new
 *  there, in one that is not there any more, as after two paragraphs were joined.
 *  @returns the tokens of each text block, one row for each place in which the same node stands, in the order in which they are written */
export function pairTexts(index: SourceIndex, doc: Node): ReadonlyMap<Node, InlineToken[][]> {
  const byNode = new Map<Node, InlineToken[][]>();
  const byOrigin = new Map<string, InlineToken[]>();
  const others: InlineToken[][] = [];
  const { blocks, uses } = textBlocksOf(doc);
  for (const node of blocks) {
    const origin = node.attrs.origin as string | null;
    const imported = index.node(origin);
    const isAlone = origin !== null && uses.get(origin) === 1;
    const unchanged = isAlone && imported?.eq(node) ? unchangedTokens(index, origin, node) : null;
    const tokens = unchanged ?? inlineTokens(node);
    const rows = byNode.get(node);
    if (rows) rows.push(tokens);
    else byNode.set(node, [tokens]);
    if (unchanged) continue;
    const known = origin === null ? undefined : byOrigin.get(origin);
    if (known) for (const token of tokens) known.push(token);
    else if (origin !== null && imported) byOrigin.set(origin, [...tokens]);
    else others.push(tokens);
  }
  for (const [origin, tokens] of byOrigin) pair(characters(tokens), index.units(origin));
  const vanished = index.textBlocks().filter((origin) => !uses.has(origin));
  if (vanished.length > 0) pairMoved(index, vanished, [...byOrigin.values(), ...others]);
  return byNode;
}

/** The text blocks of a document, and how often each origin is among them. */
function textBlocksOf(doc: Node): { readonly blocks: readonly Node[]; readonly uses: ReadonlyMap<string, number> } {
  const blocks: Node[] = [];
  const uses = new Map<string, number>();
  doc.descendants((node) => {
    if (!node.isTextblock) return true;
    blocks.push(node);
    const origin = node.attrs.origin as string | null;
    if (origin !== null) uses.set(origin, (uses.get(origin) ?? 0) + 1);
    return false;
  });
  return { blocks, uses };
}

/** The tokens of a text block that is as it was imported, each as long as its source is one piece, so that what nobody touched costs little.
 *  Null when its text and its source do not read the same, which only character by character can tell of. */
function unchangedTokens(index: SourceIndex, origin: string, block: Node): InlineToken[] | null {
  const stretch = index.stretch(origin);
  const pieces = stretch && sourcePieces(stretch);
  if (!pieces) return null;
  const tokens: InlineToken[] = [];
  let next = 0;
  for (const node of block.children) {
    const { marks, text = '' } = node;
    if (!node.isText) tokens.push({ node, char: null, marks, unit: null });
    for (let at = 0; at < text.length; ) {
      const unit = pieces[next];
      if (!unit?.char || !text.startsWith(unit.char, at)) return null;
      tokens.push({ node, char: unit.char, marks, unit });
      at += unit.char.length;
      next += 1;
    }
  }
  return next === pieces.length ? tokens : null;
}

const characters = (tokens: readonly InlineToken[]): InlineToken[] => tokens.filter(({ char }) => char !== null);

function pair(tokens: readonly InlineToken[], units: readonly FoldedUnit[]): void {
  const pairs = pairKeys(
    units.map(({ char }) => char ?? ''),
    tokens.map(({ char }) => char ?? ''),
  );
  for (const [at, token] of tokens.entries()) token.unit = units[pairs[at] ?? -1] ?? null;
}

/** Looks for stretches without a source in blocks that are not there any more. */
function pairMoved(index: SourceIndex, vanished: readonly string[], rows: readonly (readonly InlineToken[])[]): void {
  const sources = vanished
    .map((origin) => index.units(origin))
    .filter(({ length }) => length >= leastMoved)
    .map((units) => ({ units, text: units.map(({ char }) => char).join('') }));
  for (const row of rows) {
    const tokens = characters(row);
    for (let at = 0; at < tokens.length; ) {
      let end = at;
      while (end < tokens.length && tokens[end]?.unit === null) end += 1;
      if (end - at >= leastMoved) pairStretch(tokens.slice(at, end), sources);
      at = Math.max(end, at + 1);
    }
  }
}

interface Vanished {
  readonly units: readonly FoldedUnit[];
  readonly text: string;
}

function pairStretch(tokens: readonly InlineToken[], sources: readonly Vanished[]): void {
  if (tokens.length < leastMoved) return;
  const text = tokens.map(({ char }) => char).join('');
  for (const { units, text: source } of sources) {
    const [from, length] = sharedEnd(text, source);
    if (length < leastMoved) continue;
    const start = source.length - length;
    for (let at = 0; at < length; at += 1) {
      const token = tokens[from + at];
      if (token) token.unit = units[start + at] ?? null;
    }
    pairStretch(tokens.slice(0, from), sources);
    pairStretch(tokens.slice(from + length), sources);
    return;
  }
}

/** Where the end of a source stands in a text, and how much of it: what is left of a block whose beginning was deleted.
 *  @returns offset in the text and length */
function sharedEnd(text: string, source: string): readonly [number, number] {
  const whole = text.indexOf(source);
  if (whole !== -1) return [whole, source.length];
  const tail = source.slice(-leastMoved);
  let best: readonly [number, number] = [0, 0];
  for (let at = text.indexOf(tail); at !== -1; at = text.indexOf(tail, at + 1)) {
    const end = at + tail.length;
    let length = tail.length;
    while (length < end && length < source.length && text[end - length - 1] === source[source.length - length - 1])
      length += 1;
    if (length > best[1]) best = [end - length, length];
  }
  return best;
}
