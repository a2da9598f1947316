import type { DocumentMetadata } from '../../document/metadata.ts';

/** A document as a package describes it. */
export interface PackageDocument {
  /** Empty when it has none. */
  readonly title: string;
  readonly metadata: Partial<Pick<DocumentMetadata, 'date' | 'language'>>;
  /** What else is said of it and has no field here, as `Author: R. T. Firefly`. */
  readonly said: readonly string[];
  /** In their order. */
  readonly pages: readonly PackagePage[];
}

/** Names of files as the package writes them: relative paths, addresses. */
export interface PackagePage {
  /** Pictures of the same page, the best one first. */
  readonly images: readonly string[];
  /** What was read on it, the fullest first. */
  readonly layouts: readonly string[];
}

/** So many pages are read of one document. */
export const mostPackagePages = 10_000;

/** A date as a package writes it; null when it says nothing. */
export function packageDate(text: string): DocumentMetadata['date'] {
  const plain = text.trim().slice(0, 100);
  if (plain === '') return null;
  const when = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?=T|$)/.exec(plain)?.[0] ?? null;
  return { text: plain, when };
}

/** So much is told of what a package says besides. */
const [mostSaid, longestSaid] = [20, 300];

export const saidOf = (pairs: readonly (readonly [string, string])[]): readonly string[] =>
  pairs
    .filter(([name, value]) => name.trim() !== '' && value.trim() !== '')
    .slice(0, mostSaid)
    .map(([name, value]) => `${name.trim()}: ${value.replace(/\s+/g, ' ').trim()}`.slice(0, longestSaid));
