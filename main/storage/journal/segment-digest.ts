import type { JournalPlace, Segment } from '../../../shared/journal/journal-reader.ts';
import { sha256Of } from './source-file.ts';

/** What the beginning of a segment held when its lines, their checksums and their chain had been read and found good. As long
 *  as it holds the same bytes, they need not be read line by line again. */
export interface SegmentDigest {
  readonly number: number;
  readonly bytes: number;
  readonly sha256: string;
}

export const digestOf = ({ number, bytes }: Segment): SegmentDigest => ({
  number,
  bytes: bytes.length,
  sha256: sha256Of(bytes),
});

/** Whether segments begin with what was digested. Only the last of them may have grown.
 *  @returns where they go on, or null when they hold something else */
export function provenPlace(segments: readonly Segment[], digests: readonly SegmentDigest[]): JournalPlace | null {
  for (const [index, digest] of digests.entries()) {
    const segment = segments[index];
    if (segment?.number !== digest.number || segment.bytes.length < digest.bytes) return null;
    const mayGrow = index === digests.length - 1;
    if (!mayGrow && segment.bytes.length > digest.bytes) return null;
    if (sha256Of(segment.bytes.subarray(0, digest.bytes)) !== digest.sha256) return null;
  }
  const last = digests.at(-1);
  return last ? { segment: last.number, offset: last.bytes } : { segment: 0, offset: 0 };
}
