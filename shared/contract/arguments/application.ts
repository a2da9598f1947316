import * as v from 'valibot';
import { isIdentifier, type ReplicaId } from '../../document/identifier.ts';
import { interfaceLanguages } from '../../translation/catalogue.ts';
import { type ApplicationCalls, longestDefect } from '../calls/application.ts';
import { type CommandId, commands, isCommandId } from '../commands/commands.ts';
import { ownKeysSchema } from '../commands/own-keys.ts';
import { type ArgumentsOf, documentId, filePath, line, nothing } from './checks.ts';

const commandId = v.custom<CommandId>((value) => typeof value === 'string' && isCommandId(value));

const replicaId = v.custom<ReplicaId>(isIdentifier);

const preferences = v.strictObject({
  format: v.literal(1),
  editor: v.strictObject({
    name: v.pipe(line, v.maxLength(200)),
    siglum: v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9]{0,11}$/)),
  }),
  theme: v.picklist(['system', 'light', 'dark', 'contrast']),
  language: v.picklist(['system', ...interfaceLanguages]),
  textSizePx: v.pipe(v.number(), v.minValue(12), v.maxValue(32)),
  showCorrections: v.boolean(),
  showLineEnds: v.boolean(),
  suspectMarks: v.picklist(['none', 'soft', 'strong']),
  replica: replicaId,
  schemaFile: v.nullable(filePath),
  rulesFile: v.nullable(filePath),
  liveFindings: v.boolean(),
  keys: ownKeysSchema,
  reopen: v.boolean(),
  toured: v.boolean(),
  introduced: v.boolean(),
});

/** What each of its channels takes, checked before anything runs. */
export const applicationArguments: ArgumentsOf<ApplicationCalls> = {
  'app:start': nothing,
  'preferences:save': preferences,
  'preferences:choose-schema': nothing,
  'preferences:export-keys': nothing,
  'preferences:import-keys': nothing,
  'app:about': nothing,
  'app:show-log': nothing,
  'app:show-licences': nothing,
  'app:defect': v.strictObject({ details: v.pipe(v.string(), v.maxLength(longestDefect)) }),
  'menu:offer': v.strictObject({
    commands: v.pipe(v.array(commandId), v.maxLength(commands.length)),
    on: v.pipe(v.array(commandId), v.maxLength(commands.length)),
  }),
  'window:paste': nothing,
  'window:open': v.strictObject({ document: v.nullable(documentId) }),
  'recent:clear': nothing,
  'job:cancel': v.strictObject({ job: v.pipe(v.string(), v.maxLength(64)) }),
};
