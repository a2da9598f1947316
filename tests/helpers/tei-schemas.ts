import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import builtIn from '../../shared/export/tei/anchorite.rng?raw';
import { checkReferences } from '../../shared/export/validation/check-references.ts';
import { convertSchema, type LoadedGrammar, validateXml } from '../../shared/export/validation/validate-xml.ts';

/** The schema of TEI that lies beside the project where it is developed. */
const teiAll = join(import.meta.dirname, '../../../shared/schema/tei_all.rng');

export const hasTeiAll = existsSync(teiAll);

/** The title of a test that needs tei_all: tells when it is passed over, and why. */
export const needsTeiAll = (title: string): string =>
  hasTeiAll ? title : `${title} (passed over: ../shared/schema/tei_all.rng is not there)`;

export const anchoriteGrammar = (): Promise<LoadedGrammar> => convertSchema('Anchorite', builtIn);

export const teiAllGrammar = (): Promise<LoadedGrammar> => convertSchema('tei_all', readFileSync(teiAll, 'utf8'));

/** What a validator and the check of references find, a line each. */
export const findingsOf = (xml: string, grammars: readonly LoadedGrammar[]): readonly string[] =>
  [...validateXml(xml, grammars), ...checkReferences(xml)].map(
    ({ schema, line, column, path, message }) => `${schema} ${line}:${column} ${path}: ${message}`,
  );
