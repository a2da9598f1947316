import { descendants, elementsIn, isElement, type TeiElement, textOfElement } from './tei-tree.ts';
import {
  readable,
  type Token,
  type TrueBlock,
  type TrueDocument,
  type TrueKind,
  type TrueNote,
  wordsOf,
} from './truth.ts';
import { isValediction, salutationOf, trueFacts } from './truth-facts.ts';

/** Reads the TEI of one document: a `div` as the Office of the Historian encodes it.
 *  @param name of the file, without its extension */
export function readTrueDocument(div: TeiElement, name: string): TrueDocument {
  const reader = new BlockReader();
  reader.children(div);
  const blocks = withUntaggedSignature(reader.blocks, name);
  return { blocks, notes: reader.notes, facts: trueFacts(div, blocks) };
}

/** The Historian's own files leave the signature untagged. */
function withUntaggedSignature(blocks: readonly TrueBlock[], name: string): readonly TrueBlock[] {
  const last = blocks.at(-1);
  if (
    !name.startsWith('hist-') ||
    last?.kind !== 'paragraph' ||
    !/^(?:[A-Z][\w.]*,? ?){1,4}$/.test(readable(last.tokens))
  )
    return blocks;
  return [...blocks.slice(0, -1), { ...last, kind: 'signature' }];
}

type Part = Token | { readonly kind: 'block'; readonly element: TeiElement };

const blockElements = [
  'list',
  'quote',
  'table',
  'p',
  'closer',
  'figure',
  'lg',
  'postscript',
  'opener',
  'frus:attachment',
];

type More = Partial<Pick<TrueBlock, 'label' | 'salutation' | 'isValediction' | 'rows'>>;

class BlockReader {
  readonly blocks: TrueBlock[] = [];
  readonly notes: TrueNote[] = [];
  #attachment = 0;
  #attachments = 0;

  children(element: TeiElement): void {
    for (const child of element.children) {
      if (isElement(child)) this.block(child);
      else if (child.trim() !== '') this.#add('paragraph', [{ kind: 'text', text: child.replace(/\s+/g, ' ') }]);
    }
  }

  /** @param within the kind of block in which this one stands */
  block(element: TeiElement, within: TrueKind | null = null): void {
    const read = blockReaders[element.name];
    if (read) read(this, element, within);
    else this.#add('paragraph', this.parts(element));
  }

  note(element: TeiElement): void {
    const isTitled = this.blocks.some(({ kind }) => kind === 'title');
    if (element.attributes.type === 'source' && !isTitled) this.#add('file number', this.parts(element));
    else if (element.attributes.rend === 'inline') this.#add('remark', this.parts(element));
    else this.#add('paragraph', [{ kind: 'call', note: this.#readNote(element) }]);
  }

  leaf(kind: TrueKind, element: TeiElement): void {
    this.#add(kind, this.parts(element));
  }

  head(element: TeiElement): void {
    this.leaf(this.#attachment === 0 ? 'title' : 'attachment title', element);
  }

  opener(element: TeiElement): void {
    for (const child of elementsIn(element)) if (child.name !== 'lb') this.block(child);
  }

  paragraph(element: TeiElement, within: TrueKind | null): void {
    const noteCount = this.notes.length;
    const plain = readable(this.parts(element).filter(isToken));
    this.notes.length = noteCount;
    const { rend } = element.attributes;
    const salutation = salutationOf(plain);
    const lines = plain.split('\n');
    const isShort = lines.length < 4 && lines.every((line) => line.length < 60);
    if (rend === 'center' || rend === 'sectiontitleital') this.leaf('centred', element);
    else if (salutation !== '' && plain.length - salutation.length <= 2) this.leaf('salutation', element);
    else if (lines.length > 1 && isShort && isValediction(lines[0] ?? '')) this.#valedictionAndName(element);
    else if (/^P\. ?S\./.test(plain)) this.#mixed(element, 'postscript', {});
    else
      this.#mixed(element, within === 'item' ? 'item paragraph' : 'paragraph', {
        salutation: this.#marksSalutation(element, plain, salutation) ? salutation : '',
        isValediction: isValediction(plain.replaceAll('\n', ' ')) && plain.length < 140,
      });
  }

  /** What only begins like a salutation is one when it is set in small capitals, or begins the text. */
  #marksSalutation(element: TeiElement, plain: string, salutation: string): boolean {
    if (salutation === '') return false;
    const first = element.children.find((child) => isElement(child) || child.trim() !== '');
    if (first && isElement(first) && first.attributes.rend === 'smallcaps') return true;
    return plain.charAt(salutation.length) === ' ' && !this.#hasText();
  }

  #hasText(): boolean {
    return this.blocks.some(
      ({ kind, attachment, tokens }) =>
        kind === 'paragraph' && attachment === this.#attachment && wordsOf(tokens).length > 60,
    );
  }

  #valedictionAndName(element: TeiElement): void {
    const tokens = tidy(this.parts(element).filter(isToken));
    const cut = tokens.findIndex(({ kind }) => kind === 'line end');
    this.#add('paragraph', tokens.slice(0, cut), { isValediction: true });
    this.#add('signature', tokens.slice(cut + 1));
  }

  quote(element: TeiElement, within: TrueKind | null): void {
    const inner = [...blockElements, 'dateline', 'salute', 'head'];
    if (!elementsIn(element).some(({ name }) => inner.includes(name))) {
      this.#mixed(element, within === 'item' ? 'item paragraph' : 'paragraph', {});
      return;
    }
    for (const child of elementsIn(element)) {
      if (child.name === 'head') this.leaf('centred', child);
      else this.block(child, within);
    }
  }

  table(element: TeiElement): void {
    const rows = descendants(element, 'row').map((row) =>
      elementsIn(row).map((cell) => tidy(this.parts(cell).filter(isToken))),
    );
    const head = elementsIn(element).find(({ name }) => name === 'head');
    if (head) this.leaf('centred', head);
    if (rows.length > 0) this.#push('table', [], { rows });
  }

  closer(element: TeiElement): void {
    let run: Part[] = [];
    const end = (): void => {
      this.#add('closer', run);
      run = [];
    };
    for (const child of element.children) {
      if (!isElement(child)) run.push(...textParts(child));
      else if (child.name === 'signed' || child.name === 'dateline') {
        end();
        this.leaf(child.name === 'signed' ? 'signature' : 'dateline', child);
      } else if (child.name === 'note') {
        const call: Token = { kind: 'call', note: this.#readNote(child) };
        const last = this.blocks.at(-1);
        if (last && tidy(run.filter(isToken)).length === 0)
          this.blocks[this.blocks.length - 1] = { ...last, tokens: [...last.tokens, call] };
        else run.push(call);
      } else run.push(...this.#part(child));
    }
    end();
  }

  postscript(element: TeiElement): void {
    for (const child of elementsIn(element)) {
      const parts = this.parts(child);
      const isReal = /^(?:P\. ?S|N\. ?B|Postscript|Note)/.test(readable(parts.filter(isToken)));
      this.#add(isReal ? 'postscript' : 'addressee', parts);
    }
  }

  attachment(element: TeiElement): void {
    const outer = this.#attachment;
    this.#attachments += 1;
    this.#attachment = this.#attachments;
    this.children(element);
    this.#attachment = outer;
  }

  pageBreak(element: TeiElement): void {
    this.#push('page line', [{ kind: 'page', label: element.attributes.n ?? '' }], {});
  }

  list(element: TeiElement): void {
    const { type = '' } = element.attributes;
    const head = elementsIn(element).find(({ name }) => name === 'head');
    const isField =
      ['subject', 'participants', 'to', 'from'].includes(type) ||
      (head !== undefined && /^[A-Z ]+$/.test(textOfElement(head)));
    let label: string | null = null;
    for (const child of elementsIn(element)) {
      if (child.name === 'head') this.leaf(isField ? 'field label' : 'centred', child);
      else if (child.name === 'label') label = textOfElement(child);
      else if (child.name === 'pb') this.pageBreak(child);
      else if (child.name === 'item') {
        if (isField) this.leaf('field value', child);
        else this.#item(child, label);
        label = null;
      }
    }
  }

  #item(element: TeiElement, label: string | null): void {
    const start = this.blocks.length;
    const inner = elementsIn(element);
    const firstBlock = inner.find(({ name }) => blockElements.includes(name));
    const isMixed = element.children.some((child) => !isElement(child) && child.trim() !== '');
    if (firstBlock?.name === 'p' && !isMixed) {
      let isFirst = true;
      for (const child of inner) {
        if (child.name === 'p') this.#mixed(child, isFirst ? 'item' : 'item paragraph', isFirst ? { label } : {});
        else this.block(child, 'item');
        if (child.name === 'p') isFirst = false;
      }
    } else this.#mixed(element, 'item', { label });
    if (label !== null && start < this.blocks.length && this.blocks[start]?.kind !== 'item')
      this.blocks.splice(start, 0, newBlock('item', [], this.#attachment, { label }));
  }

  /** A block that may hold lists, quotations and tables, between which its words go on. */
  #mixed(element: TeiElement, kind: TrueKind, more: More): void {
    let run: Part[] = [];
    let isFirst = true;
    const end = (): void => {
      const goesOn = kind === 'item' ? 'item paragraph' : kind;
      const [as, attributes] = isFirst ? [kind, more] : [goesOn, { ...more, label: null }];
      this.#add(as, run, attributes);
      if (run.some((part) => part.kind === 'text' && part.text.trim() !== '')) isFirst = false;
      run = [];
    };
    for (const part of this.parts(element)) {
      if (part.kind !== 'block') run.push(part);
      else {
        end();
        this.block(part.element, kind);
      }
    }
    end();
  }

  parts(element: TeiElement): readonly Part[] {
    return element.children.flatMap((child) => (isElement(child) ? this.#part(child) : textParts(child)));
  }

  #part(element: TeiElement): readonly Part[] {
    if (element.name === 'note') return [{ kind: 'call', note: this.#readNote(element) }];
    if (element.name === 'pb') return [{ kind: 'page', label: element.attributes.n ?? '' }];
    if (element.name === 'lb') return [{ kind: 'line end' }];
    if (element.name === 'gap') return textParts('…');
    if (element.name === 'graphic' || element.name === 'figDesc') return [];
    return blockElements.includes(element.name) ? [{ kind: 'block', element }] : this.parts(element);
  }

  #readNote(element: TeiElement): number {
    const place = this.notes.length;
    this.notes.push({ label: '', isSource: false, text: '' });
    const words = this.parts(element)
      .map((part) => {
        if (part.kind === 'text') return part.text;
        return part.kind === 'block' ? ` ${textOfElement(part.element)} ` : part.kind === 'line end' ? ' ' : '';
      })
      .join('');
    const text = words.replace(/\s+/g, ' ').trim();
    const isSource = element.attributes.type === 'source' || text.startsWith('Source:');
    this.notes[place] = { label: (element.attributes.n ?? '').trim(), isSource, text };
    return place;
  }

  #add(kind: TrueKind, parts: readonly Part[], more: More = {}): void {
    const tokens = tidy(parts.filter(isToken));
    if (tokens.every(({ kind: sort }) => sort === 'line end')) {
      if (more.label) this.#push(kind, [], more);
    } else if (tokens.every(({ kind: sort }) => sort === 'page' || sort === 'line end')) {
      for (const token of tokens) if (token.kind === 'page') this.#push('page line', [token], {});
    } else this.#push(kind, tokens, more);
  }

  #push(kind: TrueKind, tokens: readonly Token[], more: More): void {
    this.blocks.push(newBlock(kind, tokens, this.#attachment, more));
  }
}

const newBlock = (kind: TrueKind, tokens: readonly Token[], attachment: number, more: More): TrueBlock => ({
  kind,
  tokens,
  attachment,
  label: null,
  salutation: '',
  isValediction: false,
  rows: [],
  ...more,
});

type Reader = (reader: BlockReader, element: TeiElement, within: TrueKind | null) => void;

const nothing: Reader = () => {};
const withChildren: Reader = (reader, element) => reader.children(element);

const blockReaders: Readonly<Record<string, Reader | undefined>> = {
  note: (reader, element) => reader.note(element),
  head: (reader, element) => reader.head(element),
  opener: (reader, element) => reader.opener(element),
  dateline: (reader, element) => reader.leaf('dateline', element),
  salute: (reader, element) => reader.leaf('salutation', element),
  seg: (reader, element) => reader.leaf('remark', element),
  p: (reader, element, within) => reader.paragraph(element, within),
  list: (reader, element) => reader.list(element),
  quote: (reader, element, within) => reader.quote(element, within),
  table: (reader, element) => reader.table(element),
  closer: (reader, element) => reader.closer(element),
  postscript: (reader, element) => reader.postscript(element),
  pb: (reader, element) => reader.pageBreak(element),
  'frus:attachment': (reader, element) => reader.attachment(element),
  div: withChildren,
  figure: withChildren,
  lg: withChildren,
  lb: nothing,
  graphic: nothing,
  figDesc: nothing,
};

const isToken = (part: Part): part is Token => part.kind !== 'block';

const textParts = (text: string): readonly Token[] =>
  text === '' ? [] : [{ kind: 'text', text: text.replace(/[ \t\r\n\u00A0]+/g, ' ') }];

/** White space as a browser shows it: none doubled, none at the ends of lines. */
function tidy(tokens: readonly Token[]): readonly Token[] {
  const out: Token[] = [];
  for (const token of tokens) {
    const last = out.at(-1);
    if (token.kind === 'line end' && last?.kind === 'text')
      out[out.length - 1] = { kind: 'text', text: last.text.replace(/ +$/, '') };
    if (token.kind !== 'text') {
      out.push(token);
      continue;
    }
    const atSpace = last === undefined || last.kind === 'line end' || (last.kind === 'text' && last.text.endsWith(' '));
    const text = atSpace ? token.text.replace(/^ +/, '') : token.text;
    if (text === '') continue;
    if (last?.kind === 'text') out[out.length - 1] = { kind: 'text', text: last.text + text };
    else out.push({ kind: 'text', text });
  }
  return trimmed(out);
}

function trimmed(tokens: readonly Token[]): readonly Token[] {
  const isSpace = (token: Token): boolean =>
    token.kind === 'line end' || (token.kind === 'text' && token.text.trim() === '');
  const from = tokens.findIndex((token) => !isSpace(token));
  if (from === -1) return [];
  const out = tokens.slice(from, tokens.findLastIndex((token) => !isSpace(token)) + 1);
  const last = out.at(-1);
  if (last?.kind === 'text') out[out.length - 1] = { kind: 'text', text: last.text.replace(/ +$/, '') };
  return out;
}
