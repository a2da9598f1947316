/// <reference types="vite/types/importMeta.d.ts" />
import type { SourceBytes } from './source-bytes.ts';

/** Put into the bundle by the builder, so that the installed application has them. They are UTF-8. */
const texts = import.meta.glob<string>('../../fixtures/documents/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The five sample documents, in the order of their names. */
export function sampleSources(): readonly SourceBytes[] {
  return Object.entries(texts)
    .map(([file, text]) => ({ name: file.slice(file.lastIndexOf('/') + 1), bytes: new TextEncoder().encode(text) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
