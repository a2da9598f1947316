import { readFileSync } from 'node:fs';
import { readPlainText } from '../../shared/import/plain-text/read-plain-text.ts';
import { outline } from '../helpers/import-outline.ts';
import { readTrueDocument } from './text-import/read-truth.ts';
import { parseTei } from './text-import/tei-tree.ts';
import { typescriptCopy } from './text-import/typescript-copy.ts';
import { webCopy } from './text-import/web-copy.ts';
const [what, style = '', idx='0', ...flags] = process.argv.slice(2);
let text: string;
if (what?.endsWith('.txt')) text = readFileSync(what, 'utf8');
else {
  const name = (what ?? '').split('/').pop()?.replace('.xml','') ?? '';
  const t = readTrueDocument(parseTei(readFileSync(what ?? '', 'utf8')), name);
  text = style === 'C' ? typescriptCopy(t, Number(idx)).text : webCopy(t, { isToday: style === 'A2' }, Number(idx)).text;
}
if (flags.includes('text')) console.log(text);
const r = readPlainText(text, { fileName: 'x' });
console.log(outline(r.doc).join('\n'));
console.log(JSON.stringify(r.metadata));
if (flags.includes('rep')) for (const x of r.report.recognitions) console.log('  .', x.kind, '|', x.what.slice(0, 110));
for (const x of r.report.remarks) console.log('  !', x.what.slice(0, 150));
