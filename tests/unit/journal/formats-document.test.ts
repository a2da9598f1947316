import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { AnnotationAct } from '../../../shared/document/annotation.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { ZoneAct } from '../../../shared/document/page-image.ts';
import type { ReviewAct } from '../../../shared/document/review.ts';
import type { EntityAct } from '../../../shared/entities/entity.ts';
import { parseRecord, payloadSchemas } from '../../../shared/journal/record-codec.ts';
import { Replay } from '../../../shared/journal/replay.ts';
import type { TagTypeAct } from '../../../shared/tag-types/tag-types.ts';

const formats = readFileSync(path.join(import.meta.dirname, '../../../docs/formats.md'), 'utf8');

/** A kind that is left out here does not compile. */
const acts: Readonly<Record<(AnnotationAct | ZoneAct | ReviewAct | EntityAct | TagTypeAct)['kind'], true>> = {
  created: true,
  retagged: true,
  retargeted: true,
  commented: true,
  identified: true,
  typed: true,
  settled: true,
  'type defined': true,
  'type removed': true,
  withdrawn: true,
  restored: true,
  drawn: true,
  changed: true,
  erased: true,
  treated: true,
  kept: true,
  reopened: true,
  read: true,
  unread: true,
  made: true,
  merged: true,
  removed: true,
  undone: true,
  redone: true,
};

test.each(Object.keys(acts))('docs/formats.md says what the act %s holds', (kind) => {
  expect(formats).toContain(`{"kind":"${kind}"`);
});

test.each(Object.keys(payloadSchemas))('docs/formats.md says what a record of the kind %s holds', (kind) => {
  expect(formats).toMatch(new RegExp(`^\\| \`${kind}\` \\| .+ \\|$`, 'm'));
});

test('the twenty lines of docs/formats.md read the documents of a released format to their last state', async () => {
  const [, program = ''] = /```js\n([^`]+)```/.exec(formats) ?? [];
  const folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-formats-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, 'records-of.mjs'), program);
  const { recordsOf } = (await import(pathToFileURL(path.join(folder, 'records-of.mjs')).href)) as {
    readonly recordsOf: (document: string) => readonly object[];
  };
  const golden = path.join(import.meta.dirname, '../../../fixtures/journals/format-1');
  const documents = path.join(golden, 'collection/documents');
  const reached = readdirSync(documents).map((id) => {
    const replay = new Replay(id as DocumentId);
    for (const record of recordsOf(path.join(documents, id))) {
      const parsed = parseRecord(Buffer.from(JSON.stringify(record)));
      expect(parsed.ok && replay.apply(parsed.value)).toBeNull();
    }
    return replay.state.seq;
  });
  const expected = JSON.parse(readFileSync(path.join(golden, 'expected.json'), 'utf8')) as readonly { seq: number }[];
  expect(reached.toSorted((a, b) => a - b)).toEqual(expected.map(({ seq }) => seq).toSorted((a, b) => a - b));
});
