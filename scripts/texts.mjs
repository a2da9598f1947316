// Collects the texts of the interface into resources/languages/en.json, and says what the other languages lack:
//   npm run texts
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { catalogueFaults, englishCatalogue, interfaceTexts } from './lib/interface-texts.mjs';
import { projectRoot } from './lib/project.mjs';

const folder = path.join(projectRoot, 'resources/languages');
const found = interfaceTexts(projectRoot);
writeFileSync(path.join(folder, 'en.json'), `${JSON.stringify(englishCatalogue(found), null, 2)}\n`);
console.log(
  `${found.texts.size} texts and ${found.nouns.size} things that are counted are in resources/languages/en.json.`,
);

const faults = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'en.json')
  .flatMap((name) => catalogueFaults(found, JSON.parse(readFileSync(path.join(folder, name), 'utf8'))));
for (const fault of [...found.bare.map((words) => `not marked for the catalogue: ${words}`), ...faults])
  console.log(fault);
process.exitCode = faults.length + found.bare.length > 0 ? 1 : 0;
