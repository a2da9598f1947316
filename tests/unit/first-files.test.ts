import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { importsOf, sourceFiles } from '../../scripts/lint/rooms.mjs';

const root = path.join(import.meta.dirname, '../..');
const imports = new Map(
  sourceFiles(root).map((file) => [file, importsOf(file, readFileSync(path.join(root, file), 'utf8'))]),
);

/** All that is read with a file: the files and packages that it imports, and what those import; not what is read when it is asked for. */
function readWith(entry: string): readonly string[] {
  const read = new Set([entry]);
  for (const file of read)
    for (const { to, typeOnly, isLate } of imports.get(file) ?? []) if (!typeOnly && !isLate) read.add(to);
  return [...read];
}

const among = (files: readonly string[], pattern: RegExp): readonly string[] =>
  files.filter((file) => pattern.test(file));

test('the first screen is drawn without the editor, the dialogs, the table of a collection and the guide', () => {
  const files = readWith('renderer/app/main.tsx');
  expect(files).toContain('renderer/features/start/start-screen.tsx');
  const late =
    /^(?:prosemirror-(?:view|state|model)(?!.*\.css$)|mdast|micromark|openseadragon)|^renderer\/(?:editor\/view-port|features\/(?:collection|division|removal|search|transcription|workbench)\/)|-dialog\.tsx$|^renderer\/ui\/(?:field|palette|panel)/;
  expect(among(files, late)).toEqual([]);
});

test.each(['main/shell/index.ts', 'main/shell/program.ts', 'main/handlers/application.ts'])(
  '%s is read without anything that works on a collection',
  (entry) => {
    const files = readWith(entry);
    expect(files).toContain('main/storage/settings/user-folder.ts');
    const late =
      /^main\/(?:archive|cli|correspondence|editions|entities|images|importing|language|line-reading|ocr|recognition|search|sharing|suspects|tei|usecases|versions|storage\/(?:backup|collection|document|journal))\/|^shared\/(?:export|import|merge|tei|edit)\/|^(?:prosemirror-|saxes|yauzl|fflate|htmlparser2)/;
    expect(among(files, late)).toEqual([]);
  },
);

test('opening a collection is read without what is made of it: editions, imports, OCR, sharing', () => {
  const opening = ['session/session.ts', 'session/open-collections.ts', 'document.ts'];
  const files = opening.flatMap((file) => readWith(`main/handlers/${file}`));
  expect(files).toContain('main/storage/collection/collection.ts');
  expect(
    among(files, /^main\/(?:cli|editions|importing|line-reading|ocr\/(?:ocr-pages|page-reader|tesseract)|sharing)/),
  ).toEqual([]);
});
