import type { JsonValue } from '../ocr-services/json-values.ts';

/** How letters of a paragraph are set. */
type WordLook = 'italic' | 'bold' | 'underline' | 'smallcaps' | 'superscript' | 'subscript' | 'struck';

/** The words of a paragraph, without white space at its ends; offsets are into them. */
export interface WordParagraph {
  readonly text: string;
  readonly marks: readonly { readonly as: WordLook; readonly from: number; readonly to: number }[];
  /** Calls of notes: `key` as the document names the note, `mark` when it has a sign of its own. */
  readonly calls: readonly { readonly at: number; readonly key: string; readonly mark: string }[];
  /** Whether a page begins before its first word, or behind its last one. */
  readonly beginsPage: boolean;
  readonly endsPage: boolean;
}

/** Reads a paragraph.
 *  @param ownLabel of the note that it begins, when its words may repeat it */
export function wordParagraph(paragraph: JsonValue, ownLabel = ''): WordParagraph {
  const reader = new ParagraphReader(/^(?:title|subtitle|heading \d)$/i.test(paragraph.at('styleName').text));
  reader.children(paragraph, []);
  return reader.finish(ownLabel);
}

const looks: readonly (readonly [string, WordLook])[] = [
  ['isBold', 'bold'],
  ['isItalic', 'italic'],
  ['isUnderline', 'underline'],
  ['isSmallCaps', 'smallcaps'],
  ['isStrikethrough', 'struck'],
];

class ParagraphReader {
  #text = '';
  readonly #marks: { as: WordLook; from: number; to: number }[] = [];
  readonly #calls: { at: number; key: string; mark: string }[] = [];
  #beginsPage = false;
  #endsPage = false;
  readonly #isHeading: boolean;

  constructor(isHeading: boolean) {
    this.#isHeading = isHeading;
  }

  children(element: JsonValue, around: readonly WordLook[]): void {
    for (const child of element.at('children').items) this.#take(child, around);
  }

  finish(ownLabel: string): WordParagraph {
    const lead = this.#text.length - this.#text.trimStart().length + labelLength(this.#text.trimStart(), ownLabel);
    const text = this.#text.slice(lead).trimEnd();
    const within = (at: number): number => Math.min(text.length, Math.max(0, at - lead));
    return {
      text,
      marks: this.#marks
        .map(({ as, from, to }) => ({ as, from: within(from), to: within(to) }))
        .filter(({ from, to }) => from < to),
      calls: this.#calls.map(({ at, ...call }) => ({ ...call, at: within(at) })),
      beginsPage: this.#beginsPage,
      endsPage: this.#endsPage,
    };
  }

  #take(child: JsonValue, around: readonly WordLook[]): void {
    switch (child.at('type').text) {
      case 'run':
        this.#run(child, around);
        break;
      case 'text':
        this.#write(child.at('value').text.replace(/[\r\n\f\v\u0085\u2028\u2029]+/g, ' '), around);
        break;
      case 'tab':
        this.#write('\t', around);
        break;
      case 'checkbox':
        this.#write(child.at('checked').value === true ? '☒' : '☐', around);
        break;
      case 'break':
        if (child.at('breakType').text === 'page') this.#endPage();
        else this.#write('\n', []);
        break;
      case 'noteReference':
        this.#calls.push({ at: this.#text.trimEnd().length, key: noteKey(child), mark: '' });
        break;
      default:
        this.children(child, around);
    }
  }

  #run(run: JsonValue, around: readonly WordLook[]): void {
    const children = run.at('children').items;
    const call = children.find((child) => child.at('type').text === 'noteReference');
    // A call with text in its own run has a sign that a person gave it.
    const mark = call
      ? children
          .map((child) => child.at('value').text)
          .join('')
          .trim()
      : '';
    if (call) {
      this.#calls.push({ at: this.#text.trimEnd().length, key: noteKey(call), mark });
      return;
    }
    const own = looks.filter(([name]) => run.at(name).value === true).map(([, look]) => look);
    const raised = run.at('verticalAlignment').text;
    if (raised === 'superscript' || raised === 'subscript') own.push(raised);
    this.children(run, [...new Set([...around, ...(this.#isHeading ? own.filter((look) => look !== 'bold') : own)])]);
  }

  #write(words: string, as: readonly WordLook[]): void {
    if (words.trim() !== '') this.#endsPage = false;
    const from = this.#text.length;
    this.#text += words;
    const to = this.#text.length;
    for (const look of as) {
      const last = this.#marks.findLast((mark) => mark.as === look);
      if (last?.to === from) last.to = to;
      else this.#marks.push({ as: look, from, to });
    }
  }

  #endPage(): void {
    if (this.#text.trim() === '') this.#beginsPage = true;
    else {
      this.#text += '\n';
      this.#endsPage = true;
    }
  }
}

const noteKey = (reference: JsonValue): string => `${reference.at('noteType').text}-${reference.at('noteId').text}`;

/** How long the label is that the words of a note repeat, such as `* ` or `4a `. */
function labelLength(words: string, label: string): number {
  if (label === '' || !words.startsWith(label)) return 0;
  const gap = /^[.)]?\s+/.exec(words.slice(label.length))?.[0];
  return gap === undefined ? 0 : label.length + gap.length;
}

/** Whether the paragraphs of a document are the lines of a typescript, as when it was pasted: sentences go on from one to the next. Blank ones
 *  are between its paragraphs then. */
export function isTypedInLines(paragraphs: readonly string[]): boolean {
  let [pairs, goOn] = [0, 0];
  for (const [index, words] of paragraphs.entries()) {
    const next = paragraphs[index + 1] ?? '';
    if (words === '' || next === '') continue;
    pairs += 1;
    if (/^\p{Ll}/u.test(next) && !/[.!?:;]["”’)\]]*$/.test(words)) goOn += 1;
  }
  return goOn >= 3 && goOn * 10 >= pairs * 3;
}
