/** A file among those that are to be divided into documents. */
interface NamedFile {
  /** Its path, which tells it from the others. */
  readonly path: string;
  /** The folder that it is in. */
  readonly folder: string;
  /** Its name without its ending. */
  readonly stem: string;
  /** Whether it may have many pages by itself, as a PDF has. */
  readonly isPdf: boolean;
}

/** Puts files together whose names are alike but for a number, such as `page-001` and `page-002`, or `IMG 12`, `IMG 12 (2)` and `IMG
 *  13`: pages of one document, as far as names can tell. Files of different folders, and PDFs and images, are never put together; a
 *  file without its like is alone.
 *  @param files in the order that they are to have; groups are in the order of their first files */
export function alikeNames<File extends NamedFile>(files: readonly File[]): readonly (readonly File[])[] {
  const keys = keysOf(files);
  const groups = new Map<string, File[]>();
  for (const file of files) {
    const key = keys.get(file.path) ?? file.path;
    const group = groups.get(key);
    if (group) group.push(file);
    else groups.set(key, [file]);
  }
  return [...groups.values()];
}

function keysOf(files: readonly NamedFile[]): ReadonlyMap<string, string> {
  const stems = new Set(files.map((file) => place(file, folded(file.stem))));
  const numbered = new Map<string, string>();
  const keys = new Map<string, string>();
  for (const file of files) {
    const stem = baseStem(file, stems);
    const prefix = numberedPrefix(stem);
    if (prefix === null) continue;
    const key = place(file, `${prefix} #`);
    keys.set(file.path, key);
    numbered.set(place(file, prefix.trim()), key);
  }
  // The first picture of a row often has no number: `scan`, `scan 2`.
  for (const file of files)
    if (!keys.has(file.path)) {
      const key = numbered.get(place(file, folded(file.stem)));
      if (key !== undefined) keys.set(file.path, key);
    }
  return keys;
}

const place = ({ folder, isPdf }: NamedFile, name: string): string => JSON.stringify([folder, isPdf, name]);

/** Capitals, and what stands between words, make no difference. */
const folded = (stem: string): string =>
  stem
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_.-]+/g, ' ')
    .trim();

/** `IMG 12 (2)` is another picture of `IMG 12` where there is one; else the number in brackets is that of the page. */
function baseStem(file: NamedFile, stems: ReadonlySet<string>): string {
  const stem = folded(file.stem);
  const base = /^(.*\S) ?(?:\(\d+\)|copy(?: \d+)?)$/.exec(stem)?.[1];
  return base !== undefined && stems.has(place(file, base)) ? base : stem;
}

/** What stands before the last number of a name, where nothing follows it but a closing bracket or the side of a leaf (`12r`, `12 verso`,
 *  `12b`); null when there is no such number. */
function numberedPrefix(stem: string): string | null {
  return /^(.*?)\d+ ?(?:\)|[a-d]|r|v|recto|verso)?$/.exec(stem)?.[1] ?? null;
}
