import type { BranchSummary } from '../../shared/contract/recovery.ts';
import type { NeededRepair } from '../jobs/repair-collection.ts';
import { countOf } from './count-of.ts';

/** How much of a branch's name is enough to tell it from others. */
const shownDigits = 8;

const nameOf = ({ tip }: BranchSummary): string => tip.slice(0, shownDigits);

/** What `check --repair` does, or could do, with a document: lines for a person. */
export function repairLines({ document, source, recovery }: NeededRepair): readonly string[] {
  const { branches, commonSeq, adrift } = recovery;
  const [only, ...others] = branches;
  if (!only) return [`${document}: Nothing of “${source}” can be read; bring its folder back from a backup.`];
  const rest =
    adrift === 0 ? '' : ` ${countOf(adrift, 'later change')} cannot be joined to it and will be kept there too.`;
  if (others.length === 0)
    return [
      `${document}: --repair makes a new document of what can be read of “${source}”, up to change ${only.records} (${only.editor}, ${only.time}), and keeps the damaged one in recovered/.${rest}`,
    ];
  return [
    `${document}: “${source}” has ${branches.length} lines of changes, the same up to change ${commonSeq}:`,
    ...branches.map((branch) => `  ${nameOf(branch)}  ${figuresOf(branch)}`),
    `  --repair --keep ${nameOf(only)} goes on with that one, --repair --keep all makes a document of each; the old files are kept in recovered/ either way.${rest}`,
  ];
}

const figuresOf = ({ editor, time, records, ownRecords, ownEdits }: BranchSummary): string =>
  `last changed by ${editor}, ${time}: ${countOf(records, 'record')}, ${ownRecords} of its own (${countOf(ownEdits, 'edit')})`;
