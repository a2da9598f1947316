import * as v from 'valibot';
import {
  type AnchorId,
  type DocumentId,
  type GroupId,
  isIdentifier,
  type PageImageId,
} from '../../document/identifier.ts';
import { type ArchiveFact, archiveFacts } from '../../document/metadata.ts';

/** A check for each channel: one without an entry does not compile. */
export type ArgumentsOf<C extends { readonly [K in keyof C]: { readonly argument: unknown } }> = {
  readonly [K in keyof C]: v.GenericSchema<unknown, C[K]['argument']>;
};

export const longestLine = 2_000;

const longestPath = 4_096;

export const mostDocuments = 100_000;

export const mostFiles = 100_000;

const longestId = 256;

const longestWord = 1_000;

export const mostReviews = 100_000;

/** A sentence, a title, a name: one line, so no control characters. */
export const line = v.pipe(
  v.string(),
  v.maxLength(longestLine),
  v.check((text) => !hasControlCharacter(text), 'a control character'),
);

/** What an archive says of a document; an empty line says that it is not known any more. */
export const archiveFactEntries = Object.fromEntries(
  archiveFacts.map((name) => [name, v.exactOptional(line)]),
) as Readonly<Record<ArchiveFact, v.ExactOptionalSchema<typeof line, undefined>>>;

function hasControlCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 32 || text.charCodeAt(i) === 127) return true;
  return false;
}

/** A path that the page names. Whoever takes one asks the shell what a person allowed with it. */
export const filePath = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(longestPath),
  v.check((path) => !path.includes('\0'), 'a NUL character'),
);

export const documentId = v.custom<DocumentId>(isIdentifier);

export const groupId = v.custom<GroupId>(isIdentifier);

export const documentIds = v.pipe(v.array(documentId), v.minLength(1), v.maxLength(mostDocuments));

export const pageId = v.custom<PageImageId>(isIdentifier);

export const nothing = v.null();

export const fromOne = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

export const position = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const chosenFiles = v.nullable(v.pipe(v.array(filePath), v.minLength(1), v.maxLength(mostFiles)));

/** Anchors have the ids that their source gave them, too. */
export const anchorId = v.custom<AnchorId>((value) => typeof value === 'string' && value.length <= longestId);

export const word = v.pipe(v.string(), v.maxLength(longestWord));
