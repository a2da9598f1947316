import { GripVertical } from 'lucide-react';
import { type Command, TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { setBlockType } from '../../../shared/edit/block-commands.ts';
import { joinLines, toggleLineJoin } from '../../../shared/edit/line-ends.ts';
import { liftListItem, wrapInList } from '../../../shared/edit/list-commands.ts';
import { t } from '../../../shared/translation/translate.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { type BlockChoice, blockChoices, blockName, sortNames, tableChoices } from '../../editor/block-kinds.ts';
import { editorView, focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { classNames } from '../../ui/class-names.ts';
import { MenuBranch, MenuButton, MenuEntry, MenuGroup, MenuLine } from '../../ui/menu.tsx';
import styles from './block-handle.module.css';

/** Puts the caret at the start of the text block that begins at a position, unless it is in the block already. */
const selectBlock =
  (pos: number): Command =>
  (state, dispatch) => {
    const $start = state.doc.resolve(Math.min(pos, state.doc.content.size));
    if (!$start.parent.isTextblock) return false;
    const { $from, $to } = state.selection;
    if ($from.sameParent($start) && $to.sameParent($start)) return true;
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, $start.start())));
    return true;
  };

/** The block that the handle stands beside. */
interface HandlePlace {
  /** Position of the block's first inline place. */
  readonly pos: number;
  /** Name of the node type. */
  readonly kind: string;
  /** What the block is called; empty for a paragraph. */
  readonly name: string;
  /** What sort of a header field, stamp or running head it is; null for others. */
  readonly sort: string | null;
  readonly isInList: boolean;
  /** CSS pixels below the top of the column. */
  readonly top: number;
}

/** Follows the pointer and the caret.
 *  @param isHeld while true the handle stays where it is */
function useHandlePlace(
  column: RefObject<HTMLElement | null>,
  session: DocumentSession,
  isHeld: boolean,
): HandlePlace | null {
  const [place, setPlace] = useState<HandlePlace | null>(null);
  useEffect(() => {
    const element = column.current;
    if (!element || isHeld) return;
    let frame = 0;
    const soon = (find: (view: EditorView) => number | null): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const view = editorView.get();
        const pos = view && find(view);
        if (!view || pos === null) return;
        // At once: React may ask for the next state only when the document is another, and then the position means nothing.
        const next = placeOf(view, pos, element);
        setPlace((known) => same(known, next));
      });
    };
    const onMove = (event: PointerEvent): void =>
      soon((view) => view.posAtCoords({ left: textLeft(view), top: event.clientY })?.pos ?? null);
    const onChange = (): void => soon((view) => (view.hasFocus() ? view.state.selection.head : null));
    element.addEventListener('pointermove', onMove);
    const unsubscribe = session.editor.subscribe(onChange);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('pointermove', onMove);
      unsubscribe();
    };
  }, [column, session, isHeld]);
  return place;
}

/** A little inside the left edge of the text. */
const textLeft = (view: EditorView): number => view.dom.getBoundingClientRect().left + 130;

function placeOf(view: EditorView, pos: number, column: HTMLElement): HandlePlace | null {
  const $pos = view.state.doc.resolve(pos);
  for (let depth = $pos.depth; depth > 0; depth--) {
    if (!$pos.node(depth).isTextblock) continue;
    const start = $pos.start(depth);
    const block = view.nodeDOM(start - 1);
    if (!(block instanceof HTMLElement)) return null;
    const top = block.getBoundingClientRect().top - column.getBoundingClientRect().top;
    const node = $pos.node(depth);
    const sort = (node.attrs.field ?? node.attrs.type ?? null) as string | null;
    const isInList = depth > 1 && $pos.node(depth - 1).type.name === 'listItem';
    return { pos: start, kind: node.type.name, name: blockName(node), sort, isInList, top };
  }
  return null;
}

const same = (known: HandlePlace | null, next: HandlePlace | null): HandlePlace | null =>
  known && next && JSON.stringify(known) === JSON.stringify(next) ? known : next;

interface BlockMenuProps {
  readonly session: DocumentSession;
  readonly place: HandlePlace;
}

/** What a block can be turned into. */
function BlockMenu({ session, place }: BlockMenuProps): ReactNode {
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
      <MenuGroup heading={t`This block is a`}>{group(1)}</MenuGroup>
      <MenuLine />
      {group(2)}
      <MenuLine />
      {group(3)}
      <MenuLine />
      {place.isInList ? (
        <MenuEntry label={t`Take out of the list`} onAction={act(liftListItem)} />
      ) : (
        <MenuEntry label={t`Make it an item of a list`} onAction={act(wrapInList)} />
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
    <MenuBranch label={t`Rows and columns`}>
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
      <MenuEntry label={t`Join its lines`} keys={keysLabel('line-ends.join')} onAction={act(joinLines)} />
      {isCaretInside && session.can(toggleLineJoin) && (
        <MenuEntry
          label={t`Line end at the caret breaks a word or not`}
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
          label={sortNames[value]}
          isCurrent={isKind && place.sort === value}
          onAction={act(setBlockType(choice.kind, { [sorts.attribute]: value }))}
        />
      ))}
    </MenuBranch>
  );
}

interface BlockHandleProps {
  readonly session: DocumentSession;
  /** The element that the handle is placed in. */
  readonly column: RefObject<HTMLElement | null>;
}

/** The handle in the margin beside the block under the pointer, or else beside the caret's. */
export function BlockHandle({ session, column }: BlockHandleProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const place = useHandlePlace(column, session, isOpen);
  const box = useRef<HTMLDivElement>(null);
  if (!place) return null;
  return (
    <div ref={box} className={styles.place} style={{ top: place.top }}>
      <MenuButton
        label={t`Block`}
        onOpenChange={(open) => {
          setOpen(open);
          if (!open) leadToText(box);
        }}
        button={
          <Button
            aria-label={place.name === '' ? t`Change this block: paragraph` : t`Change this block: ${place.name}`}
            className={classNames(styles.handle)}
          >
            <GripVertical size={14} aria-hidden />
          </Button>
        }
      >
        <BlockMenu session={session} place={place} />
      </MenuButton>
    </div>
  );
}

/** A menu that closes gives the focus back to its button, some frames later; whoever changes a block goes on in the text. */
function leadToText(box: RefObject<HTMLElement | null>, frames = 6): void {
  requestAnimationFrame(() => {
    if (box.current?.contains(document.activeElement)) focusEditor();
    else if (frames > 0) leadToText(box, frames - 1);
  });
}
