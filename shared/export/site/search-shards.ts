import type { DocumentState } from '../../document/document-state.ts';
import { type Searchable, searchableOf } from '../../search/searchable.ts';
import { SegmentBuilder } from '../../search/segment.ts';
import { withoutComments } from '../reading/public-document.ts';
import { toBase64 } from './base64.ts';
import type { FoundEntry, WordsShard } from './search-engine.ts';

/** A script of a site: its path in the folder, and its text. */
type SiteFile = readonly [path: string, text: string];

/** A file of words is read when the page is opened, one of texts when a document of it was found. */
const documentsOfWords = 512;
const documentsOfTexts = 64;

/** The folder of what the search reads. */
export const searchFolder = 'search';

/** A document as the search of a site sees it: as it reads now, without the comments of editors, which nobody else reads. */
export function publicSearchable(state: DocumentState): Searchable {
  const doc = withoutComments(state.doc);
  return searchableOf({ ...state, doc, imported: doc });
}

/** Collects the documents of a site for its search, and gives the files of it one after the other. */
export class SearchShards {
  #builder = new SegmentBuilder();
  #entries: FoundEntry[] = [];
  #texts: Searchable[] = [];
  #words = 0;
  #textFiles = 0;

  /** @returns the files that are whole now */
  add(
    document: Searchable,
    { address, date }: { readonly address: string; readonly date: string },
  ): readonly SiteFile[] {
    this.#builder.add(document);
    this.#entries.push({ address, title: document.title, date, shard: this.#textFiles, index: this.#texts.length });
    this.#texts.push({ ...document, places: [] });
    return [
      ...(this.#texts.length === documentsOfTexts ? [this.#textsFile()] : []),
      ...(this.#entries.length === documentsOfWords ? [this.#wordsFile()] : []),
    ];
  }

  /** @returns the last files */
  finish(): readonly SiteFile[] {
    return [
      ...(this.#texts.length > 0 ? [this.#textsFile()] : []),
      ...(this.#entries.length > 0 ? [this.#wordsFile()] : []),
    ];
  }

  /** The files of words so far, seen from the front page. */
  get wordFiles(): readonly string[] {
    return Array.from({ length: this.#words }, (_, index) => wordsPath(index));
  }

  #textsFile(): SiteFile {
    const file = [
      `${searchFolder}/texts-${this.#textFiles}.js`,
      call('texts', [this.#textFiles, this.#texts]),
    ] as const;
    this.#textFiles += 1;
    this.#texts = [];
    return file;
  }

  #wordsFile(): SiteFile {
    const { lengths, terms, counts, headStarts, spotStarts, heads, spots } = this.#builder.finish();
    const bytes = (of: Uint32Array): string => toBase64(new Uint8Array(of.buffer, of.byteOffset, of.byteLength));
    const shard: WordsShard = {
      documents: this.#entries,
      terms: terms.join('\n'),
      lengths: bytes(lengths),
      counts: bytes(counts),
      headStarts: bytes(headStarts),
      spotStarts: bytes(spotStarts),
      heads: toBase64(heads),
      spots: toBase64(spots),
    };
    const file = [wordsPath(this.#words), call('words', [shard])] as const;
    this.#words += 1;
    this.#builder = new SegmentBuilder();
    this.#entries = [];
    return file;
  }
}

const wordsPath = (index: number): string => `${searchFolder}/words-${index}.js`;

/** A script that hands data to the search of the page. No sign of it ends a script or a line. */
function call(name: 'words' | 'texts', values: readonly unknown[]): string {
  const json = values.map((value) =>
    JSON.stringify(value).replace(
      /[<\u2028\u2029]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
  return `anchoriteEdition.${name}(${json.join(', ')});\n`;
}
