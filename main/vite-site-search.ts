import path from 'node:path';
import { build, type Plugin } from 'vite';

const name = 'virtual:site-search-engine';
const entry = path.join(import.meta.dirname, '../shared/export/site/search-engine.ts');

/** Gives the search of a site, built as one script for a browser, to what writes sites: as a text. */
export function siteSearchEngine(): Plugin {
  let built: Promise<string> | null = null;
  return {
    name: 'site-search-engine',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    async load(id) {
      if (id !== `\0${name}`) return null;
      built ??= buildEngine();
      return `export default ${JSON.stringify(await built)};`;
    },
  };
}

async function buildEngine(): Promise<string> {
  const outcome = await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: 'anchoriteSearch' },
    },
  });
  const [first] = Array.isArray(outcome) ? outcome : [outcome];
  const chunk = first && 'output' in first ? first.output.find(({ type }) => type === 'chunk') : undefined;
  if (chunk?.type !== 'chunk') throw new Error('the search of a site was not built');
  return chunk.code.trim();
}
