import { type Element, type Node, serializeToWellFormedString } from 'slimdom';
import { inEnglish } from '../../translation/retell.ts';
import { isAttribute, isElementNode, isTextNode, type PlacedDocument } from '../../xml/placed-document.ts';
import type { TextEdit } from '../validation/validate-xml.ts';
import type { FixDefinition } from './read-schema.ts';
import { type Queries, QueryError, type Variables } from './xpath.ts';

interface FixMeans {
  readonly placed: PlacedDocument;
  readonly queries: Queries;
  readonly variables: Variables;
}

/** Works out what a fix would change. Null when it does not apply here, or needs what cannot be done without asking (`sqf:user-entry`,
 *  a call of another fix): such a fix is not offered. */
export function quickFixEdits(fix: FixDefinition, node: Node, means: FixMeans): readonly TextEdit[] | null {
  try {
    if (fix.useWhen !== null && !means.queries.isTrue(fix.useWhen, node, means.variables)) return null;
    const edits = fix.actions.flatMap((action) => actionEdits(action, node, means));
    edits.sort((a, b) => a.start - b.start || a.end - b.end);
    const overlap = edits.some((edit, index) => edit.start < (edits[index - 1]?.end ?? 0));
    return edits.length === 0 || overlap ? null : edits;
  } catch (error) {
    if (error instanceof QueryError) return null;
    throw error;
  }
}

/** @throws QueryError for what is not done here */
function actionEdits(action: Element, node: Node, means: FixMeans): TextEdit[] {
  const { placed, queries, variables } = means;
  const useWhen = action.getAttribute('use-when');
  if (useWhen !== null && !queries.isTrue(useWhen, node, variables)) return [];
  const matched = queries.nodes(action.getAttribute('match') ?? '.', node, variables);
  return matched.flatMap((match): TextEdit[] => {
    const span = placed.spanOf(match);
    if (!span) throw new QueryError(inEnglish`it changes what is not in the file`);
    switch (action.localName) {
      case 'delete':
        return [
          { start: isAttribute(match) ? spaceBefore(placed.xml, span.start) : span.start, end: span.end, text: '' },
        ];
      case 'replace':
        return [{ start: span.start, end: span.end, text: made(action, match, means) }];
      case 'add':
        return [addition(action, match, means)];
      case 'stringReplace':
        return textReplacements(action, match, means);
      default:
        throw new QueryError(inEnglish`“${action.localName}” is not done`);
    }
  });
}

const escapeText = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const escapeAttribute = (text: string): string => escapeText(text).replace(/"/g, '&quot;').replace(/\n/g, '&#10;');

/** With an attribute the space before it goes. */
const spaceBefore = (xml: string, offset: number): number =>
  offset - (/\s*$/.exec(xml.slice(0, offset))?.[0].length ?? 0);

function addition(action: Element, match: Node, means: FixMeans): TextEdit {
  const span = means.placed.spanOf(match);
  if (!span || !isElementNode(match)) throw new QueryError(inEnglish`it adds to what is no element`);
  const text = made(action, match, means);
  const isEmpty = means.placed.xml[span.openEnd - 2] === '/';
  if (action.getAttribute('node-type') === 'attribute' || action.getAttribute('node-type') === '@') {
    const target = action.getAttribute('target') ?? '';
    const old = match.attributes.find(({ name }) => name === target);
    const oldSpan = old && means.placed.spanOf(old);
    if (oldSpan) return { start: oldSpan.start, end: oldSpan.end, text };
    const at = span.openEnd - (isEmpty ? 2 : 1);
    return { start: at, end: at, text: ` ${text}` };
  }
  const at = { before: span.start, after: span.end, 'last-child': span.closeStart, 'first-child': span.openEnd }[
    action.getAttribute('position') ?? 'first-child'
  ];
  if (at === undefined) throw new QueryError(inEnglish`it has no such position`);
  const isInside = at === span.openEnd || at === span.closeStart;
  if (isEmpty && isInside) return { start: span.openEnd - 2, end: span.openEnd, text: `>${text}</${match.nodeName}>` };
  return { start: at, end: at, text };
}

/** The XML of the node that an action makes. */
function made(action: Element, match: Node, means: FixMeans): string {
  const select = action.getAttribute('select');
  const target = action.getAttribute('target') ?? '';
  const value = (): string =>
    select === null ? (action.textContent ?? '').trim() : means.queries.text(select, match, means.variables);
  switch (action.getAttribute('node-type')) {
    case 'attribute':
    case '@':
      return `${target}="${escapeAttribute(value())}"`;
    case 'element':
      return `<${target}>${select === null ? content(action, match, means) : escapeText(value())}</${target}>`;
    case 'comment':
      return `<!--${value()}-->`;
    case null:
      return select === null ? content(action, match, means) : selected(select, match, means);
    default:
      return escapeText(value());
  }
}

/** Nodes of the file come as they stand in it. */
function selected(select: string, match: Node, { placed, queries, variables }: FixMeans): string {
  try {
    return queries
      .nodes(select, match, variables)
      .map((node) => {
        const span = placed.spanOf(node);
        return span && !isAttribute(node) ? placed.xml.slice(span.start, span.end) : escapeText(node.textContent ?? '');
      })
      .join('');
  } catch (error) {
    if (error instanceof QueryError) return escapeText(queries.text(select, match, variables));
    throw error;
  }
}

function content(action: Element, match: Node, means: FixMeans): string {
  const around = isElementNode(match) ? match : match.parentNode;
  const inherited = around && isElementNode(around) ? around.namespaceURI : null;
  const nodes = [...action.childNodes];
  const isOnlySpace = (node: Node): boolean => isTextNode(node) && node.data.trim() === '';
  while (nodes[0] && isOnlySpace(nodes[0])) nodes.shift();
  while (nodes.at(-1) && isOnlySpace(nodes.at(-1) as Node)) nodes.pop();
  return nodes.map((node) => contentOf(node, match, inherited, means)).join('');
}

function contentOf(node: Node, match: Node, inherited: string | null, means: FixMeans): string {
  if (isTextNode(node)) return escapeText(node.data);
  if (!isElementNode(node)) return '';
  const select = node.getAttribute('select');
  if (/^(?:value-of|copy-of|sequence|keep)$/.test(node.localName) && select !== null)
    return node.localName === 'value-of'
      ? escapeText(means.queries.text(select, match, means.variables))
      : selected(select, match, means);
  if (node.childNodes.some((child) => isElementNode(child) && child.getAttribute('select') !== null))
    throw new QueryError(inEnglish`values inside new elements are not filled in`);
  const written = serializeToWellFormedString(node);
  return inherited === null ? written : written.replace(` xmlns="${inherited}"`, '');
}

/** `regex` in a text, each match changed to what `select` or the content gives. */
function textReplacements(action: Element, match: Node, means: FixMeans): TextEdit[] {
  const { placed } = means;
  const span = placed.spanOf(match);
  if (!span || !isTextNode(match)) throw new QueryError(inEnglish`it changes what is no text`);
  const raw = placed.xml.slice(span.start, span.end);
  const by = made(action, match, means);
  const pattern = new RegExp(action.getAttribute('regex') ?? '(?!)', 'gu');
  return [...raw.matchAll(pattern)]
    .filter(([found]) => found !== '')
    .map((found) => ({
      start: span.start + found.index,
      end: span.start + found.index + found[0].length,
      text: by,
    }));
}
