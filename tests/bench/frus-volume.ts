import { readFileSync } from 'node:fs';
import { Parser } from 'htmlparser2';

/** A document of a printed volume, as a plain-text copy of it would read. */
export interface VolumeDocument {
  /** `@xml:id` of its division. */
  readonly id: string;
  /** Its blocks, an empty line between each two; the notes stand below the text, as they do on the page. */
  readonly text: string;
}

/** Elements of TEI that begin on a line of their own. */
const blocks = new Set(
  'head dateline p item label row closer opener salute signed postscript lb list table quote frus:attachment'.split(
    ' ',
  ),
);

/** The documents of a volume of the *Foreign Relations* series in TEI: `div` of the type `document`. */
export function volumeDocuments(file: string): readonly VolumeDocument[] {
  const reader = new VolumeReader();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      ontext: (text) => reader.text(text),
      onclosetag: (name) => reader.close(name),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(readFileSync(file, 'utf8'));
  return reader.documents;
}

class VolumeReader {
  readonly documents: VolumeDocument[] = [];
  #document: { readonly id: string; readonly depth: number; body: string; notes: string[] } | null = null;
  #depth = 0;
  /** Depth of the note that is being read, and whether it is printed where it stands. */
  #note: { readonly depth: number; readonly inline: boolean } | null = null;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth++;
    if (name === 'div' && attributes.type === 'document')
      this.#document = { id: attributes['xml:id'] ?? '', depth: this.#depth, body: '', notes: [] };
    if (name === 'note' && this.#note === null) {
      const inline = attributes.rend === 'inline';
      this.#note = { depth: this.#depth, inline };
      if (inline) this.#add('\n\n');
      else this.#document?.notes.push(`${attributes.n ?? ''} `);
    } else if (blocks.has(name)) this.#add(name === 'lb' ? '\n' : '\n\n');
  }

  text(text: string): void {
    this.#add(text.replace(/\s+/g, ' '));
  }

  close(name: string): void {
    if (this.#note?.depth === this.#depth) {
      if (this.#note.inline) this.#add('\n\n');
      this.#note = null;
    } else if (name !== 'lb' && blocks.has(name)) this.#add('\n\n');
    const document = this.#document;
    if (document?.depth === this.#depth) {
      const notes = document.notes.map(tidy);
      this.documents.push({ id: document.id, text: [tidy(document.body), ...notes].join('\n\n') });
      this.#document = null;
    }
    this.#depth--;
  }

  #add(text: string): void {
    const document = this.#document;
    if (!document) return;
    const last = document.notes.length - 1;
    if (this.#note && !this.#note.inline) document.notes[last] += text;
    else document.body += text;
  }
}

const tidy = (text: string): string =>
  text
    .replace(/ *\n */g, '\n')
    .replace(/ {2,}/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
