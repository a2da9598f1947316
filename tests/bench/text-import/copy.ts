import type { SourceRange } from '../../../shared/import/plain-text/draft/source-lines.ts';
import type { TrueBlock, TrueKind } from './truth.ts';

/** What a typescript adds to the words of its document. */
export type FormPart = 'letterhead' | 'classification' | 'running head' | 'header field';

/** What the form of a telegram says. */
export interface FormFacts {
  readonly number: string;
  readonly from: string;
  readonly to: string;
  readonly day: string;
}

/** A block in a copy; of a salutation that runs into its paragraph a typescript makes two. */
export interface CopiedBlock extends SourceRange {
  readonly kind: TrueKind;
  readonly block: TrueBlock;
}

/** A document as a person copies it, and where everything of it stands. Ranges are in UTF-16 units of `text`. */
export interface Copy {
  readonly text: string;
  readonly blocks: readonly CopiedBlock[];
  /** The words of each note, by its place among the notes. */
  readonly notes: ReadonlyMap<number, SourceRange>;
  readonly calls: readonly (SourceRange & { readonly note: number })[];
  readonly pages: readonly (SourceRange & { readonly label: string })[];
  /** What is printed and is no word of the document: markers, calls, labels of notes, what the copy adds. */
  readonly unread: readonly SourceRange[];
  readonly formParts: readonly (SourceRange & { readonly part: FormPart })[];
  readonly salutations: readonly SourceRange[];
  readonly form: FormFacts | null;
  /** Typescripts show neither notes nor titles of letters. */
  readonly isTypescript: boolean;
}

/** A copy that is being written. */
export class CopyWriter implements Copy {
  text = '';
  readonly blocks: CopiedBlock[] = [];
  readonly notes = new Map<number, SourceRange>();
  readonly calls: (SourceRange & { readonly note: number })[] = [];
  readonly pages: (SourceRange & { readonly label: string })[] = [];
  readonly unread: SourceRange[] = [];
  readonly formParts: (SourceRange & { readonly part: FormPart })[] = [];
  readonly salutations: SourceRange[] = [];
  form: FormFacts | null = null;
  readonly isTypescript: boolean;

  constructor(isTypescript: boolean) {
    this.isTypescript = isTypescript;
  }

  /** Writes on.
   *  @returns where the words stand */
  put(words: string): SourceRange {
    const from = this.text.length;
    this.text += words;
    return { from, to: this.text.length };
  }

  putUnread(words: string): SourceRange {
    const range = this.put(words);
    this.unread.push(range);
    return range;
  }

  putFormPart(words: string, part: FormPart): void {
    const { from, to } = this.putUnread(words);
    this.formParts.push({ from: from + words.length - words.trimStart().length, to, part });
  }
}
