import { strToU8, zlibSync } from 'fflate';

/** A reference to an object of a PDF. */
export type PdfReference = `${number} 0 R`;

/** A value of a PDF, as it is written (ISO 32000-1, 7.3). */
export type PdfValue = string | number | boolean | readonly PdfValue[] | PdfDictionary;
export interface PdfDictionary {
  readonly [key: string]: PdfValue | undefined;
}

/** Text as a string of a PDF, in UTF-16 with a byte order mark: no sign of it is syntax. */
export function pdfText(text: string): string {
  let hex = 'feff';
  for (let at = 0; at < text.length; at++) hex += text.charCodeAt(at).toString(16).padStart(4, '0');
  return `<${hex}>`;
}

/** A number with as many digits as a page needs. */
export const pdfNumber = (value: number): string => String(Math.round(value * 1000) / 1000);

/** A name; what stands in it is the program's own. */
const written = (value: PdfValue): string => {
  if (typeof value === 'number') return pdfNumber(value);
  if (typeof value === 'object') {
    if (Array.isArray(value)) return `[${(value as readonly PdfValue[]).map(written).join(' ')}]`;
    const entries = Object.entries(value as PdfDictionary);
    return `<<${entries.flatMap(([key, one]) => (one === undefined ? [] : [`/${key} ${written(one)}`])).join(' ')}>>`;
  }
  return String(value);
};

/** Collects the objects of a PDF and writes them. The same objects give the same bytes. */
export class PdfFile {
  readonly #objects: (readonly Uint8Array[] | null)[] = [];

  /** Keeps a number for an object that is given later. */
  reserve(): PdfReference {
    this.#objects.push(null);
    return `${this.#objects.length} 0 R`;
  }

  set(reference: PdfReference, value: PdfValue): void {
    this.#objects[Number.parseInt(reference, 10) - 1] = [strToU8(written(value))];
  }

  add(value: PdfValue): PdfReference {
    const reference = this.reserve();
    this.set(reference, value);
    return reference;
  }

  /** @param bytes as they are stored; `dictionary` says by which filter */
  addStream(dictionary: PdfDictionary, bytes: Uint8Array): PdfReference {
    const reference = this.reserve();
    const head = `${written({ ...dictionary, Length: bytes.length })}\nstream\n`;
    this.#objects[this.#objects.length - 1] = [strToU8(head), bytes, strToU8('\nendstream')];
    return reference;
  }

  /** The same of what is not compressed yet. */
  addDeflated(dictionary: PdfDictionary, content: string | Uint8Array): PdfReference {
    const bytes = typeof content === 'string' ? strToU8(content) : content;
    return this.addStream({ ...dictionary, Filter: '/FlateDecode' }, zlibSync(bytes, { level: 6 }));
  }

  /** The file. */
  bytes(root: PdfReference, info: PdfReference, id: string): Uint8Array<ArrayBuffer> {
    // The second line tells programs that move files that it is not text.
    const parts: Uint8Array[] = [new Uint8Array([...strToU8('%PDF-1.7\n%'), 0xe2, 0xe3, 0xcf, 0xd3, 0x0a])];
    let length = parts[0]?.length ?? 0;
    const push = (bytes: Uint8Array): void => {
      parts.push(bytes);
      length += bytes.length;
    };
    const offsets = this.#objects.map((object, index) => {
      if (!object) throw new TypeError(`object ${index + 1} of the PDF was never given`);
      const offset = length;
      for (const part of [strToU8(`${index + 1} 0 obj\n`), ...object, strToU8('\nendobj\n')]) push(part);
      return offset;
    });
    const start = length;
    const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    const size = offsets.length + 1;
    const trailer = written({ Size: size, Root: root, Info: info, ID: [`<${id}>`, `<${id}>`] });
    push(strToU8(`xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n`));
    const file = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      file.set(part, at);
      at += part.length;
    }
    return file;
  }
}
