/** A file of a bag, by its path below the bag, with slashes. */
export interface BagFile {
  readonly path: string;
  /** In bytes. */
  readonly bytes: number;
  /** SHA-256 in hex. */
  readonly sha256: string;
}

interface BagFacts {
  readonly title: string;
  readonly application: { readonly name: string; readonly version: string };
  /** ISO 8601, the day on which it is made. */
  readonly day: string;
}

/** The files of a bag besides its payload, but the manifest of themselves (`tagManifest`). Source: RFC 8493, BagIt 1.0.
 *  @param payload with paths that begin with `data/` */
export function bagFiles(
  payload: readonly BagFile[],
  { title, application, day }: BagFacts,
): ReadonlyMap<string, string> {
  const bytes = payload.reduce((sum, file) => sum + file.bytes, 0);
  const info = [
    ['Bag-Software-Agent', `${application.name} ${application.version}`],
    ['Bagging-Date', day],
    ['Payload-Oxum', `${bytes}.${payload.length}`],
    ['External-Description', title.replace(/\s+/g, ' ')],
  ];
  return new Map([
    ['bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'],
    ['bag-info.txt', info.map(([name, value]) => `${name}: ${value}\n`).join('')],
    ['manifest-sha256.txt', bagManifest(payload)],
  ]);
}

/** The name of the manifest of the files that `bagFiles` made. */
export const tagManifest = 'tagmanifest-sha256.txt';

/** A line a file, by the path. Line ends and percent signs in a path are written as RFC 8493 asks. */
export const bagManifest = (files: readonly BagFile[]): string =>
  [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, sha256 }) => `${sha256}  ${path.replace(/[%\r\n]/g, encodeURIComponent)}\n`)
    .join('');
