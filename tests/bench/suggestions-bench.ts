import { readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { namesInEnglish } from '../../shared/recognition/names-in-english.ts';
import { type Passage, passagesOf, type Span } from '../../shared/recognition/passages.ts';
import { readTeiFile } from '../../shared/tei/read-tei-file.ts';
import { frusVolumes } from '../helpers/frus-volumes.ts';

interface Score {
  gold: number;
  said: number;
  strict: number;
  overlap: number;
}

const overlap = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

function scoreOf(passages: readonly Passage[], suggest: (p: Passage) => readonly Span[], kind: Span['kind']): Score {
  const score = { gold: 0, said: 0, strict: 0, overlap: 0 };
  for (const passage of passages) {
    const gold = passage.spans.filter((s) => s.kind === kind);
    const said = suggest(passage).filter((s) => s.kind === kind);
    score.gold += gold.length;
    score.said += said.length;
    score.strict += said.filter((s) => gold.some((g) => g.from === s.from && g.to === s.to)).length;
    score.overlap += said.filter((s) => gold.some((g) => overlap(g, s))).length;
  }
  return score;
}

const f1 = (right: number, said: number, gold: number): string =>
  `P ${((100 * right) / said).toFixed(1)} R ${((100 * right) / gold).toFixed(1)} F1 ${((200 * right) / (said + gold)).toFixed(1)}`;

for (const file of frusVolumes.filter((f) => f.includes('1918'))) {
  const read = readTeiFile(readFileSync(file, 'utf8'));
  if (read.kind !== 'volume') continue;
  const documents = read.documents.map(({ doc }) => passagesOf(doc));
  const all = documents.flat();
  const words = all.reduce((n, p) => n + p.text.split(/\s+/).length, 0);
  const t = performance.now();
  const said = new Map(all.map((p) => [p, namesInEnglish(p.text)]));
  const ms = performance.now() - t;
  const blocks = [...new Set(all.map((p) => p.block))];
  for (const which of ['all', ...blocks]) {
    const part = which === 'all' ? all : all.filter((p) => p.block === which);
    const s = scoreOf(part, (p) => said.get(p) ?? [], 'person');
    process.stdout.write(`${path.basename(file)} ${which} ${words} words gold ${s.gold} said ${s.said} strict ${f1(s.strict, s.said, s.gold)} overlap ${f1(s.overlap, s.said, s.gold)} ${ms.toFixed(0)} ms\n`);
  }
}
