import { strToU8, type Zippable, zipSync } from 'fflate';

/** The files of a package by their paths, in the order in which they are stored. Text is written in UTF-8. */
export type PackageFiles = Readonly<Record<string, string | Uint8Array>>;

/** Packs files as a ZIP. The same files give the same bytes: no file has a time of its own.
 *  @param stored paths of files that are not compressed */
export function zipPackage(files: PackageFiles, stored: readonly string[] = []): Uint8Array<ArrayBuffer> {
  // ZIP counts from this year, in local time.
  const mtime = new Date(1980, 0, 1);
  const entries = Object.entries(files).map(([path, content]) => {
    const bytes = typeof content === 'string' ? strToU8(content) : content;
    return [path, [bytes, { mtime, level: stored.includes(path) ? 0 : 6 }]] as const;
  });
  return zipSync(Object.fromEntries(entries) as Zippable);
}
