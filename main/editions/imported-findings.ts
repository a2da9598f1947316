import type { Fidelity } from '../../shared/document/import-report.ts';
import type { Finding } from '../../shared/export/validation/validate-xml.ts';
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
  const moved = findings.map((finding) => ({ ...finding, line: Math.max(0, finding.line - 1) }));
  return { kind: 'findings', findings: moved };
}

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

/** A document of a volume is XML only where it belongs: below what declares its prefixes. These stand on a line of their own. */
function around({ part, namespaces }: Fidelity): { readonly start: string; readonly end: string } {
  if (part !== 'document') return { start: '', end: '' };
  const declared = Object.entries(namespaces).map(([prefix, uri]) =>
    prefix === '' ? ` xmlns="${uri}"` : ` xmlns:${prefix}="${uri}"`,
  );
  return { start: `<TEI${declared.join('')}><text><body>\n`, end: '</body></text></TEI>' };
}
