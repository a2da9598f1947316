import { Fragment, type Node, Slice } from 'prosemirror-model';
import { ReplaceAroundStep } from 'prosemirror-transform';
import { describe, expect, it } from 'vitest';
import type { StepJson } from '../../../shared/document/document-state.ts';
import { schema } from '../../../shared/document/schema.ts';
import { mostDocumentDepth } from '../../../shared/document/steps.ts';
import { applySteps } from '../../../shared/journal/apply-steps.ts';
import { mostJsonDepth, mostJsonValues, readBoundedJson } from '../../../shared/journal/bounded-json.ts';
import { parseRecord } from '../../../shared/journal/record-codec.ts';
import { Replay } from '../../../shared/journal/replay.ts';
import { doc, p } from '../../helpers/builders.ts';
import { documentId, importEntry, journalOf } from '../../helpers/journal-builders.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('JSON from a disk', () => {
  it('is read up to its limits and not beyond', () => {
    expect(readBoundedJson(bytes(nested(mostJsonDepth))).ok).toBe(true);
    expect(readBoundedJson(bytes(nested(mostJsonDepth + 1)))).toEqual({
      ok: false,
      reason: `it is nested more than ${mostJsonDepth} levels deep`,
    });
    const many = `[${'1,'.repeat(mostJsonValues)}1]`;
    expect(readBoundedJson(bytes(many))).toEqual({ ok: false, reason: 'it holds more than 8,000,000 values' });
  });

  it.each([
    JSON.stringify('['.repeat(mostJsonDepth + 1)),
    JSON.stringify({ '{"[\\': `\\"${'{'.repeat(mostJsonDepth + 1)}\\\\` }),
    JSON.stringify({ text: ','.repeat(mostJsonValues + 1) }),
  ])('counts no brackets and commas in text: %.30s…', (json) => {
    expect(readBoundedJson(bytes(json))).toEqual({ ok: true, value: JSON.parse(json) });
  });

  it.each(['[', '"', '"\\', ']', '{"a":', '\ud800'])('that is none is told as such: %j', (json) => {
    expect(readBoundedJson(bytes(json)).ok).toBe(false);
  });

  it('is measured before anything is made of it: divisions nested a million times over', () => {
    const depth = 1_000_000;
    const open = '{"type":"division","content":['.repeat(depth);
    const record = bytes(`{"format":1,"kind":"import","payload":{"doc":${open}${']}'.repeat(depth)}}}`);
    const before = process.memoryUsage().heapUsed;
    expect(parseRecord(record)).toEqual({
      ok: false,
      fault: { kind: 'malformed', reason: `it is nested more than ${mostJsonDepth} levels deep` },
    });
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(record.length);
  });
});

/** A document with divisions inside one another, and a paragraph in the innermost. */
function divided(depth: number): Node {
  let node = p('Text');
  for (let level = 1; level < depth; level++) node = schema.node('division', null, [node]);
  return doc(node);
}

/** Puts a division around all that a document holds. */
function wrapped({ content: { size } }: Node): StepJson {
  const around = new Slice(Fragment.from(schema.node('division', null, [p()]).copy()), 0, 0);
  return new ReplaceAroundStep(0, size, 0, size, around, 1).toJSON() as StepJson;
}

describe('a document that is nested', () => {
  it('is imported up to a depth and not beyond', () => {
    const outcome = (depth: number): string | null => {
      const [first] = journalOf([importEntry(divided(depth))]);
      return first ? (new Replay(documentId).apply(first.record)?.reason ?? null) : 'no record';
    };
    expect(outcome(mostDocumentDepth)).toBeNull();
    expect(outcome(mostDocumentDepth + 1)).toBe(`it is nested more than ${mostDocumentDepth} levels deep`);
  });

  it('takes no step that puts too many levels around what it holds', () => {
    let current = divided(mostDocumentDepth - 1);
    const last = applySteps(current, [wrapped(current)]);
    if (!last.ok) throw new Error(last.reason);
    current = last.doc;
    expect(applySteps(current, [wrapped(current)])).toEqual({
      ok: false,
      reason: `step 1 of 1: it is nested more than ${mostDocumentDepth} levels deep`,
    });
  });
});
