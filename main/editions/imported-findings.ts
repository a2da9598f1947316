import type { Fidelity } from '../../shared/document/import-report.ts';
import { withFixes } from '../../shared/export/validation/text-edits.ts';
import type { Finding, QuickFix, TextEdit } from '../../shared/export/validation/validate-xml.ts';
import { fixSteps, foundPlaces, type ValidatedTei } from '../../shared/tei/rule-fixes.ts';
import type { TeiState } from '../../shared/tei/write-tei.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { decodeSource } from '../storage/document/journal-entries.ts';
import type { ValidationResult, Validator } from './validate-files.ts';

interface ImportedFile {
  /** As it is exported, and as it was imported. */
  readonly now: string;
  readonly before: string;
  readonly tei: Fidelity;
}

/** Validates what was imported, and marks the findings that its file had already.
 *  @param name of the file */
export async function importedFindings(
  validator: Validator,
  { now, before, tei }: ImportedFile,
  name: string,
  signal: AbortSignal,
): Promise<ValidationResult> {
  const { start, end } = around(tei);
  const result = await validator.validate(start + now + end, name, signal);
  if (result.kind !== 'findings' || result.findings.length === 0) return result;
  const old =
    now === before || tei.part === 'frame' ? result : await validator.validate(start + before + end, name, signal);
  if (old.kind !== 'findings') return old;
  const findings = toldApart(result.findings, old.findings);
  if (tei.part !== 'document') return { kind: 'findings', findings };
  return { kind: 'findings', findings: findings.map((finding) => movedBack(finding, start.length)) };
}

/** A finding as it is in the XML of the document alone. */
const movedBack = ({ fixes, ...finding }: Finding, by: number): Finding => ({
  ...finding,
  line: Math.max(0, finding.line - 1),
  ...(fixes && {
    fixes: fixes.map(
      (fix): QuickFix => ({
        ...fix,
        edits: fix.edits.map(({ start, end, text }) => ({ start: start - by, end: end - by, text })),
      }),
    ),
  }),
});

/** Marks the findings that were there before: as many of the same words at the same sort of place, in their order.
 *  @param now findings of the file as it is
 *  @param before findings of the file as it came */
export function toldApart(now: readonly Finding[], before: readonly Finding[]): readonly Finding[] {
  const left = new Map<string, number>();
  for (const finding of before) left.set(keyOf(finding), (left.get(keyOf(finding)) ?? 0) + 1);
  return now.map((finding) => {
    const count = left.get(keyOf(finding)) ?? 0;
    if (count === 0) return finding;
    left.set(keyOf(finding), count - 1);
    return { ...finding, cameWithFile: true };
  });
}

/** Lines move with every edit, so they say nothing. */
const keyOf = ({ schema, message, path, nearestId }: Finding): string =>
  [schema, message, path, nearestId ?? ''].join('\n');

/** Gives findings their places in the text, as far as it has them. */
export async function placedFindings(
  store: DocumentStore,
  findings: readonly Finding[],
  { now, tei }: Pick<ImportedFile, 'now' | 'tei'>,
): Promise<readonly Finding[]> {
  const validated = findings.length === 0 ? null : validatedTei(tei, now);
  const places = validated && foundPlaces(await teiState(store, tei), validated);
  if (!places) return findings;
  return findings.map((finding) => {
    const range = places.at(finding.line, finding.column);
    return range ? { ...finding, range } : finding;
  });
}

/** What a rule's fix does in the text of an imported document, as steps; null when it changes what is not edited there.
 *  @param edits of the document's own XML as it is now */
export async function findingSteps(
  store: DocumentStore,
  edits: readonly TextEdit[],
  { now, tei }: Pick<ImportedFile, 'now' | 'tei'>,
): Promise<ReturnType<typeof fixSteps>> {
  const validated = validatedTei(tei, now);
  if (!validated) return null;
  const fixed = withFixes(now, [{ title: '', edits }]).xml;
  return fixSteps(await teiState(store, tei), validated, fixed);
}

async function teiState(store: DocumentStore, fidelity: Fidelity): Promise<TeiState> {
  const { imported, doc, source } = store.state;
  return { xml: decodeSource(await store.sourceBytes(), source), fidelity, imported, doc };
}

/** Null for what stands around the documents of a volume: its XML is that of all of them. */
function validatedTei(tei: Fidelity, now: string): ValidatedTei | null {
  return tei.part === 'frame' ? null : { ...around(tei), now, part: tei.part };
}

/** A document of a volume is XML only where it belongs: below what declares its prefixes. These stand on a line of their own. */
function around({ part, namespaces }: Fidelity): { readonly start: string; readonly end: string } {
  if (part !== 'document') return { start: '', end: '' };
  const declared = Object.entries(namespaces).map(([prefix, uri]) =>
    prefix === '' ? ` xmlns="${uri}"` : ` xmlns:${prefix}="${uri}"`,
  );
  return { start: `<TEI${declared.join('')}><text><body>\n`, end: '</body></text></TEI>' };
}
