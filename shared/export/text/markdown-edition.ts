import { anchorMarker } from '../../document/page-anchor.ts';
import { unreachable } from '../../text/unreachable.ts';
import { plainCharacters } from '../../xml/xml-tree.ts';
import { builtInTemplates } from '../html/template-set.ts';
import { type MarkTree, markTree } from '../reading/mark-tree.ts';
import type { ListPart, ReadingBlock, ReadingEdition, TableCell } from '../reading/reading-edition.ts';
import type { Inline } from '../reading/reading-inline.ts';
import type { ReadingMark } from '../reading/reading-marks.ts';

/** A document as Markdown (CommonMark with the tables, struck words and footnotes of GitHub's dialect), with its facts before it as YAML. Page markers stand in
 *  brackets. Whatever the text says, it is text. Pure, O(document).
 *  @param edition of one view */
export function markdownEdition(
  { title, metadata, blocks, notes }: ReadingEdition,
  templates = builtInTemplates,
): string {
  const facts = {
    title,
    number: metadata.number,
    date: metadata.date?.when ?? metadata.date?.text ?? '',
    place: metadata.placeSent,
    from: metadata.from,
    to: metadata.to,
    classification: metadata.classification,
  };
  const known = Object.entries(facts).filter(([, value]) => value !== '');
  return `${templates.fill('markdown/document.md', {
    // A JSON string is a YAML string.
    facts: known.map(([name, value]) => ({ name, value: JSON.stringify(value) })),
    content: blocksMarkdown(blocks, 0),
    notes: notes.map(({ number, blocks: body }) => ({
      number,
      content: blocksMarkdown(body, 2).replace(/\n(?=[^\n])/g, '\n    '),
    })),
  })}\n`;
}

/** @param level of the heading above */
function blocksMarkdown(blocks: readonly ReadingBlock[], level: number): string {
  return blocks
    .map((block) => blockMarkdown(block, level))
    .filter((text) => text !== '')
    .join('\n\n');
}

function blockMarkdown(block: ReadingBlock, level: number): string {
  switch (block.kind) {
    case 'heading': {
      const words = inlineMarkdown(block.content).replace(/\\\n|\n/g, ' ');
      return `${'#'.repeat(Math.min(6, Math.max(level + 1, block.level)))} ${words}`;
    }
    case 'paragraph':
      return paragraphStart(inlineMarkdown(block.content));
    case 'list':
      return block.items.map((part) => listPart(part, level)).join('\n\n');
    case 'table':
      return tableMarkdown(block.rows);
    case 'division':
      return `---\n\n${blocksMarkdown(block.blocks, Math.max(level, 1))}`;
    default:
      return unreachable(block);
  }
}

function listPart(part: ListPart, level: number): string {
  const body = blocksMarkdown(part.blocks, level);
  if (part.kind === 'between') return body;
  const label = paragraphStart(part.label === null ? '' : inlineMarkdown(part.label));
  const isSameLine = part.blocks[0]?.kind === 'paragraph';
  const text = label === '' || body === '' ? label + body : `${label}${isSameLine ? ' ' : '\n\n'}${body}`;
  return `- ${text.replace(/\n(?=[^\n])/g, '\n  ')}`;
}

/** What begins a line must not be taken for a list, a heading or a rule. */
const paragraphStart = (text: string): string =>
  text
    .replace(/^\s+|\s+$/g, '')
    .replace(/^([ \t]*)(\d{1,9})([.)])(?=\s|$)/gm, '$1$2\\$3')
    .replace(/^([ \t]*)([-+=#>])/gm, '$1\\$2');

/** A table has a head in this dialect: its first row. Cells that reach over several columns leave the others empty. */
function tableMarkdown(rows: readonly (readonly TableCell[])[]): string {
  const cellsOf = (row: readonly TableCell[]): readonly string[] =>
    row.flatMap(({ blocks, colspan }) => [
      blocksMarkdown(blocks, 6)
        .replace(/\\?\n+/g, ' ')
        .replaceAll('|', '\\|'),
      ...Array.from({ length: colspan - 1 }, () => ''),
    ]);
  const written = rows.map(cellsOf);
  const width = Math.max(1, ...written.map((row) => row.length));
  const line = (row: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, index) => row[index] ?? '').join(' | ')} |`;
  const [head = [], ...rest] = written;
  return [line(head), `|${' --- |'.repeat(width)}`, ...rest.map(line)].join('\n');
}

const inlineMarkdown = (content: readonly Inline[]): string => joined(markTree(content).map(treeMarkdown));

function treeMarkdown(tree: MarkTree): string {
  if (tree.kind === 'leaf') return leafMarkdown(tree.part);
  return markMarkdown(tree.mark, joined(tree.children.map(treeMarkdown)));
}

function leafMarkdown(part: Inline): string {
  switch (part.kind) {
    case 'text':
      return escaped(part.text);
    case 'page':
      return escaped(anchorMarker(part.anchor));
    case 'call':
      return part.note === null ? `<sup>${escaped(part.label)}</sup>` : `[^${part.note}]`;
    case 'line end':
      return `${escaped(part.hyphen)}\\\n`;
    case 'taken out':
      return '';
    default:
      return unreachable(part);
  }
}

function markMarkdown(mark: ReadingMark, content: string): string {
  switch (mark.kind) {
    case 'look':
      if (mark.look === 'italic') return around('*', 'i', content);
      if (mark.look === 'bold') return around('**', 'b', content);
      if (mark.look === 'superscript') return `<sup>${content}</sup>`;
      return mark.look === 'subscript' ? `<sub>${content}</sub>` : content;
    case 'struck':
      return around('~~', 's', content);
    case 'emendation':
      return mark.sic === '' ? content : `${content} \\[sic: ${escaped(mark.sic)}\\]`;
    case 'supplied':
      return `\\[${content}\\]`;
    case 'tag':
    case 'reference':
    case 'by hand':
    case 'added':
    case 'abbreviation':
    case 'foreign':
    case 'unclear':
    case 'form':
    case 'correction':
    case 'zone':
      return content;
    default:
      return unreachable(mark);
  }
}

/** Signs of emphasis stand close to letters or figures; elsewhere readers of Markdown take them for text, and elements stand instead. */
function around(sign: string, name: string, content: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(content) ?? [];
  if (words === '') return content;
  const isPlain = /^[\p{L}\p{N}].*[\p{L}\p{N}]$|^[\p{L}\p{N}]$/su.test(words);
  const marked = isPlain ? `${sign}${words}${sign}` : `<${name}>${words}</${name}>`;
  return `${before}${marked}${after}`;
}

/** Signs of two neighbours are kept apart. */
function joined(parts: readonly string[]): string {
  let text = '';
  for (const part of parts) {
    const isMeeting = /[*~]$/.test(text) && /^[*~]/.test(part);
    text += isMeeting ? `<!-- -->${part}` : part;
  }
  return text;
}

const escaped = (text: string): string =>
  plainCharacters(text)
    .replace(/[\\`*_[\]<>~|$^]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/[ \t\r\n]+/g, ' ');
