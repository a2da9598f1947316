import type { Command } from 'prosemirror-state';
import type { ReactNode } from 'react';
import { joinLines, toggleLineJoin } from '../../../shared/edit/line-ends.ts';
import { liftListItem, wrapInList } from '../../../shared/edit/list-commands.ts';
import { setBlockType } from '../../../shared/edit/set-block-type.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { MenuBranch } from '../../ui/menu-branch.tsx';
import { MenuEntry } from '../../ui/menu-entry.tsx';
import { MenuGroup } from '../../ui/menu-group.tsx';
import { MenuLine } from '../../ui/menu-line.tsx';
import type { DocumentSession } from '../document-session.ts';
import { type BlockChoice, blockChoices } from './block-kinds.ts';
import { focusEditor } from './editor-handle.ts';
import { selectBlock } from './select-block.ts';
import { tableChoices } from './table-commands.ts';
import type { HandlePlace } from './use-handle-place.ts';

interface BlockMenuProps {
  readonly session: DocumentSession;
  readonly place: HandlePlace;
}

/** What a block can be turned into. */
export function BlockMenu({ session, place }: BlockMenuProps): ReactNode {
  const act = (command: Command) => (): void => {
    session.run(selectBlock(place.pos));
    session.run(command);
    focusEditor();
  };
  const entry = (choice: BlockChoice): ReactNode =>
    choice.sorts ? (
      <SortBranch key={choice.kind} choice={choice} sorts={choice.sorts} place={place} act={act} />
    ) : (
      <MenuEntry
        key={choice.kind}
        label={choice.label}
        keys={keysLabel(choice.command)}
        isCurrent={place.kind === choice.kind}
        onAction={act(setBlockType(choice.kind))}
      />
    );
  const group = (number: BlockChoice['group']): readonly ReactNode[] =>
    blockChoices.filter((choice) => choice.group === number).map(entry);
  return (
    <>
      <MenuGroup heading="This block is a">{group(1)}</MenuGroup>
      <MenuLine />
      {group(2)}
      <MenuLine />
      {group(3)}
      <MenuLine />
      {place.isInList ? (
        <MenuEntry label="Take out of the list" onAction={act(liftListItem)} />
      ) : (
        <MenuEntry label="Make it an item of a list" onAction={act(wrapInList)} />
      )}
      <TableBranch session={session} place={place} act={act} />
      <LineEndEntries session={session} place={place} act={act} />
    </>
  );
}

/** Only where the block stands in a table. */
function TableBranch({ session, place, act }: Pick<SortBranchProps, 'place' | 'act'> & BlockMenuProps): ReactNode {
  const { doc } = session.editor.get();
  const $place = doc.resolve(Math.min(place.pos, doc.content.size));
  const isInTable = Array.from({ length: $place.depth }, (_, depth) => $place.node(depth + 1)).some(
    ({ type }) => type.spec.tableRole === 'table',
  );
  if (!isInTable) return null;
  return (
    <MenuBranch label="Rows and columns">
      {tableChoices.map(({ command, label, run }) => (
        <MenuEntry key={command} label={label} onAction={act(run)} />
      ))}
    </MenuBranch>
  );
}

/** Only where the block has line ends, and one at the caret. */
function LineEndEntries({ session, place, act }: Pick<SortBranchProps, 'place' | 'act'> & BlockMenuProps): ReactNode {
  const { doc, selection } = session.editor.get();
  const block = doc.resolve(Math.min(place.pos, doc.content.size)).parent;
  if (!block.isTextblock || !block.children.some((child) => child.type.name === 'lineBreak')) return null;
  const isCaretInside = selection.$head.sameParent(doc.resolve(place.pos));
  return (
    <>
      <MenuLine />
      <MenuEntry label="Join its lines" keys={keysLabel('line-ends.join')} onAction={act(joinLines)} />
      {isCaretInside && session.can(toggleLineJoin) && (
        <MenuEntry
          label="Line end at the caret breaks a word or not"
          keys={keysLabel('line-ends.break-word')}
          onAction={act(toggleLineJoin)}
        />
      )}
    </>
  );
}

interface SortBranchProps {
  readonly choice: BlockChoice;
  readonly sorts: NonNullable<BlockChoice['sorts']>;
  readonly place: HandlePlace;
  readonly act: (command: Command) => () => void;
}

function SortBranch({ choice, sorts, place, act }: SortBranchProps): ReactNode {
  const isKind = place.kind === choice.kind;
  return (
    <MenuBranch label={choice.label} isCurrent={isKind}>
      {sorts.values.map((value) => (
        <MenuEntry
          key={value}
          label={value}
          isCurrent={isKind && place.sort === value}
          onAction={act(setBlockType(choice.kind, { [sorts.attribute]: value }))}
        />
      ))}
    </MenuBranch>
  );
}
