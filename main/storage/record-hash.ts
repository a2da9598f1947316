import { createHash } from 'node:crypto';

/** What `hashOf` gives, by the library of the system, which takes a fraction of the time. */
export const nativeHashOf = (json: Uint8Array): string => createHash('sha256').update(json).digest('hex').slice(0, 32);
