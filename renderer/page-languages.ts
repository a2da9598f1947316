import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/** Besides the page in English, makes one for each other language: `index.de.html`, with `catalogue.de.js` before its scripts, so that texts
 *  are there before anything is made of them, and English waits for nothing.
 *  @param folder holds `<language>.json` for each language */
export function pageLanguages(folder: string): Plugin {
  return {
    name: 'page-languages',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') throw new Error('the page was not built');
        const english = String(page.source);
        for (const file of readdirSync(folder)) {
          const language = path.basename(file, '.json');
          if (!file.endsWith('.json') || language === 'en') continue;
          const catalogue: unknown = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
          const script = `catalogue.${language}.js`;
          this.emitFile({
            type: 'asset',
            fileName: script,
            source: `globalThis.anchoriteCatalogue=${JSON.stringify(catalogue)};\n`,
          });
          this.emitFile({
            type: 'asset',
            fileName: `index.${language}.html`,
            source: inLanguage(english, language, script),
          });
        }
      },
    },
  };
}

function inLanguage(page: string, language: string, script: string): string {
  const own = page
    .replace('<html lang="en">', `<html lang="${language}">`)
    .replace('<meta charset="utf-8" />', `<meta charset="utf-8" />\n    <script src="./${script}"></script>`);
  if (!own.includes(`lang="${language}"`) || !own.includes(script)) throw new Error('the page is not as it was');
  return own;
}
