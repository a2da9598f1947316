import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Besides the page in English, makes one for each other language: `index.de.html`, with `catalogue.de.js` before its scripts, so that texts
 * are there before anything is made of them, and English waits for nothing.
 *
 * @param {string} folder holds `<language>.json` for each language
 * @returns {import('vite').Plugin}
 */
export function pageLanguages(folder) {
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
          const catalogue = JSON.stringify(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
          const script = `catalogue.${language}.js`;
          this.emitFile({ type: 'asset', fileName: script, source: `globalThis.anchoriteCatalogue=${catalogue};\n` });
          const source = inLanguage(english, language, script);
          this.emitFile({ type: 'asset', fileName: `index.${language}.html`, source });
        }
      },
    },
  };
}

/** @param {string} page @param {string} language @param {string} script */
function inLanguage(page, language, script) {
  const own = page
    .replace('<html lang="en">', `<html lang="${language}">`)
    .replace('<meta charset="utf-8" />', `<meta charset="utf-8" />\n    <script src="./${script}"></script>`);
  if (!own.includes(`lang="${language}"`) || !own.includes(script)) throw new Error('the page is not as it was');
  return own;
}
