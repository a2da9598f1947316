import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { BlockIndex } from '../../shared/derived/block-index.ts';
import { FollowedDocument } from '../../shared/derived/followed-document.ts';
import { type IndexedLine, LineIndex } from '../../shared/derived/line-index.ts';
import { type ReadingLine, readingLines } from '../../shared/proofreading/reading-lines.ts';
import { finished } from '../../shared/text/in-steps.ts';
import { doc, label, li, list, p } from '../helpers/builders.ts';
import { followedSession, nowAndThen } from '../helpers/followed-session.ts';
import { randomSession, startDocuments } from '../helpers/random-sessions.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';

const sessions = 60;

const plain = ({ from, to, text, key }: ReadingLine): ReadingLine => ({ from, to, text, key });

function all(lines: LineIndex): readonly IndexedLine[] {
  const found: IndexedLine[] = [];
  for (let line = lines.first(); line; line = lines.next(line)) found.push(line);
  return found;
}

/** The line that a position stands in or at, or the next, or the last. */
const lineAt = (lines: readonly ReadingLine[], pos: number): ReadingLine | undefined =>
  lines.find(({ to }) => to >= pos) ?? lines.at(-1);

function expectSame(lines: LineIndex, node: Node, read: ReadonlySet<string>): void {
  const whole = readingLines(node);
  const found = all(lines);
  expect(found.map(plain)).toEqual(whole);
  expect(lines.count).toBe(whole.length);
  expect(lines.countRead).toBe(whole.filter(({ key }) => read.has(key)).length);
  expect(found.map((line) => lines.previous(line)?.from)).toEqual(whole.map((_, index) => whole[index - 1]?.from));
  for (let pos = 0; pos <= node.content.size; pos += 11) expect(lines.at(pos)?.from).toBe(lineAt(whole, pos)?.from);
}

test('after any session the lines are those of the document read as a whole, and as many of them were read', () => {
  for (let seed = 1; seed <= sessions; seed++) {
    const session = randomSession(seed);
    const random = new SeededRandom(seed);
    const first = startDocuments[session.start ?? 'sample']();
    let followed = finished(FollowedDocument.reading(first, first));
    let lines = finished(LineIndex.reading(followed.index));
    const read = new Set<string>();
    for (const { doc: now, ranges } of followedSession(session, nowAndThen(seed), first)) {
      if (ranges) lines.follow(followed.follow(now, ranges).splices);
      else {
        followed = finished(FollowedDocument.reading(now, first));
        lines = finished(LineIndex.reading(followed.index));
        for (const key of read) lines.note(key, true);
      }
      for (const { key } of readingLines(now)) {
        if (random.next() > 0.2) continue;
        const isRead = random.next() < 0.7;
        if (isRead) read.add(key);
        else read.delete(key);
        lines.note(key, isRead);
      }
      expectSame(lines, now, read);
    }
  }
});

test('labels of items are read with what follows them, also when they come, go or are the last', () => {
  const documents = [
    doc(list(li(label('(1)'), p('one')), li(label('(2)'), list(li(label('(a)'), p('two')))))),
    doc(list(li(label('(1)'), p()), li(label('(2)'), p('two'))), p('(2) two')),
    doc(p('(1)'), list(li(p('one')), li(label('(2)'), p()))),
  ];
  for (const node of documents)
    expect(all(finished(LineIndex.reading(new BlockIndex(node)))).map(plain)).toEqual(readingLines(node));
});
