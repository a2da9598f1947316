import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { AnnotationAct } from '../../../shared/document/annotation.ts';
import type { ZoneAct } from '../../../shared/document/page-image.ts';
import type { ReviewAct } from '../../../shared/document/review.ts';
import { payloadSchemas } from '../../../shared/journal/record-codec.ts';

const formats = readFileSync(path.join(import.meta.dirname, '../../../docs/formats.md'), 'utf8');

/** A kind that is left out here does not compile. */
const acts: Readonly<Record<AnnotationAct['kind'] | ZoneAct['kind'] | ReviewAct['kind'], true>> = {
  created: true,
  retagged: true,
  retargeted: true,
  commented: true,
  withdrawn: true,
  restored: true,
  drawn: true,
  changed: true,
  erased: true,
  kept: true,
  reopened: true,
  read: true,
  unread: true,
};

test.each(Object.keys(acts))('docs/formats.md says what the act %s holds', (kind) => {
  expect(formats).toContain(`{"kind":"${kind}"`);
});

test.each(Object.keys(payloadSchemas))('docs/formats.md says what a record of the kind %s holds', (kind) => {
  expect(formats).toMatch(new RegExp(`^\\| \`${kind}\` \\| .+ \\|$`, 'm'));
});
