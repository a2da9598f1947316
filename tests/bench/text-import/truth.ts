import type { DocumentType } from '../../../shared/document/metadata.ts';

/** What stands in a line of the edition. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'line end' }
  | { readonly kind: 'page'; readonly label: string }
  /** `note` is the place of the note among all, from 0. */
  | { readonly kind: 'call'; readonly note: number };

export type TrueKind =
  | 'file number'
  | 'title'
  | 'dateline'
  | 'remark'
  | 'salutation'
  | 'paragraph'
  | 'centred'
  | 'item'
  | 'item paragraph'
  | 'field label'
  | 'field value'
  | 'table'
  | 'signature'
  | 'closer'
  | 'addressee'
  | 'postscript'
  | 'attachment title'
  | 'page line';

/** A block of the edition. */
export interface TrueBlock {
  readonly kind: TrueKind;
  readonly tokens: readonly Token[];
  /** 0 for the document itself, 1 … for its attachments. */
  readonly attachment: number;
  /** What is printed before an item. */
  readonly label: string | null;
  /** The salutation that a paragraph begins with; empty when it has none. */
  readonly salutation: string;
  /** Whether a paragraph is nothing but the words with which a letter closes. */
  readonly isValediction: boolean;
  readonly rows: readonly (readonly (readonly Token[])[])[];
}

export interface TrueNote {
  /** As the book numbers it. */
  readonly label: string;
  readonly isSource: boolean;
  readonly text: string;
}

/** What the editors say of a document as a whole. Empty where they say nothing. */
export interface TrueFacts {
  /** Without its number. */
  readonly title: string;
  readonly number: string;
  readonly from: string;
  readonly to: string;
  /** `@when` as far as the day. */
  readonly date: string;
  readonly isUndated: boolean;
  readonly place: string;
  readonly type: DocumentType;
}

/** A document as its editors encoded it. */
export interface TrueDocument {
  readonly blocks: readonly TrueBlock[];
  readonly notes: readonly TrueNote[];
  readonly facts: TrueFacts;
}

/** The words of some tokens, line ends as such, without calls and page breaks. */
export const wordsOf = (tokens: readonly Token[]): string =>
  tokens.map((token) => (token.kind === 'text' ? token.text : token.kind === 'line end' ? '\n' : '')).join('');

/** The same as a person reads them. */
export const readable = (tokens: readonly Token[]): string =>
  wordsOf(tokens)
    .replace(/ {2,}/g, ' ')
    .replace(/ *\n */g, '\n')
    .trim();
