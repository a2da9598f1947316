import * as v from 'valibot';
import type { EditionCalls } from '../calls/edition.ts';
import { editionShapes, exportFormats } from '../payloads/edition.ts';
import { type ArgumentsOf, documentId, documentIds, line, longestLine, nothing } from './checks.ts';
import { correspondenceView } from './correspondence.ts';
import { seenMap } from './entities.ts';

const cell = v.pipe(v.string(), v.maxLength(longestLine));

/** A version by its number, or what is there now. */
const stateName = v.union([v.pipe(v.number(), v.integer(), v.minValue(1)), v.literal('present')]);

const report = v.strictObject({
  title: line,
  sections: v.pipe(
    v.array(
      v.strictObject({
        heading: cell,
        rows: v.pipe(v.array(v.pipe(v.array(cell), v.maxLength(20))), v.maxLength(20_000)),
      }),
    ),
    v.maxLength(500),
  ),
});

const sample = v.strictObject({
  seed: v.pipe(v.string(), v.maxLength(200)),
  size: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999_999)),
});

const fact = v.pipe(v.string(), v.maxLength(2000));

const facts = v.strictObject({
  title: fact,
  series: fact,
  volume: fact,
  identifier: fact,
  editors: fact,
  publisher: fact,
  place: fact,
  date: fact,
  licence: fact,
});

const offset = v.pipe(v.number(), v.integer(), v.minValue(0));

const edit = v.strictObject({ start: offset, end: offset, text: v.pipe(v.string(), v.maxLength(1_000_000)) });

/** What each of its channels takes, checked before anything runs. */
export const editionArguments: ArgumentsOf<EditionCalls> = {
  'edition:check': v.strictObject({ documents: documentIds }),
  'edition:watch': v.strictObject({ document: documentId }),
  'edition:fix': v.strictObject({
    document: documentId,
    seq: offset,
    edits: v.pipe(v.array(edit), v.maxLength(1_000)),
  }),
  'edition:export': v.strictObject({
    documents: documentIds,
    format: v.picklist(exportFormats),
    view: v.nullable(v.picklist(['reading', 'diplomatic'])),
    shape: v.optional(v.picklist(editionShapes)),
    writeInvalid: v.boolean(),
    overwrite: v.boolean(),
    template: v.optional(v.picklist(['usual', 'chosen'])),
    versions: v.optional(v.strictTuple([stateName, stateName])),
  }),
  'edition:print': v.strictObject({
    what: v.variant('kind', [
      v.strictObject({
        kind: v.literal('document'),
        document: documentId,
        view: v.picklist(['reading', 'diplomatic']),
        corrections: v.boolean(),
      }),
      v.strictObject({ kind: v.literal('report'), report }),
      v.strictObject({ kind: v.literal('correspondence'), view: correspondenceView }),
      v.strictObject({ kind: v.literal('map'), view: seenMap }),
    ]),
    to: v.picklist(['paper', 'pdf']),
  }),
  'edition:facts': nothing,
  'edition:keep-facts': v.strictObject({ facts }),
  'edition:review': v.strictObject({ sample }),
  'edition:write-review': v.strictObject({ sample }),
  'edition:import-annotations': v.strictObject({ document: documentId }),
  'edition:show-in-folder': nothing,
  'edition:choose-template': v.strictObject({ kind: v.picklist(['folder', 'word document']) }),
  'edition:write-templates': nothing,
};
