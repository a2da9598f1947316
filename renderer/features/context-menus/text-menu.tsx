import { NodeSelection, TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { ReactNode } from 'react';
import { Menu } from 'react-aria-components/Menu';
import type { AnnotationKind } from '../../../shared/document/annotation.ts';
import type { AnnotationId } from '../../../shared/document/identifier.ts';
import { readingOf } from '../../../shared/document/reading.ts';
import { wordAtCaret } from '../../../shared/edit/marks/mark-passage.ts';
import { t } from '../../../shared/translation/translate.ts';
import { runCommand } from '../../commands/command-registry.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { tagWords } from '../../model/places.ts';
import type { PlacedSuspect } from '../../model/suspect-order.ts';
import { tagIcons, tagNames } from '../../model/tag-kinds.ts';
import { chooseTag, patchView, showPane } from '../../model/workbench-view.ts';
import { ask } from '../../platform/bridge.ts';
import { createStore, useWholeStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import menuStyles from '../../ui/menu.module.css';
import { MenuBranch, MenuEntry, MenuGroup, MenuLine } from '../../ui/menu.tsx';
import { type Spot, SpotPopover } from '../../ui/spot-popover.tsx';
import { findMemory } from '../find/query-toggles.tsx';
import type { SuspectQueue } from '../suspects/suspect-queue.ts';
import { type CommandEntries, named, ofSection, useCommandEntries, WithLine } from './command-entries.tsx';

interface TagHere {
  readonly id: AnnotationId;
  readonly kind: AnnotationKind;
}

/** What the menu is about, and where in the window it stands. */
interface TextMenuPlace {
  readonly spot: Spot;
  /** What is selected, or the word at the caret; empty between words. */
  readonly words: string;
  readonly isSelection: boolean;
  /** The tags over the caret with their words, innermost first. */
  readonly tags: readonly (TagHere & { readonly words: string })[];
  /** The doubtful word at the caret; null when it is in no doubt. */
  readonly suspect: PlacedSuspect | null;
}

/** The menu of the words at the caret; null while it is closed. */
export const textMenu = createStore<TextMenuPlace | null>(null);

/** Opens the menu of what is selected, or else of the word that was pointed at, which gets the caret; asked with a key, of the word at
 *  the caret.
 *  @param tagsAt the tags that cover a position
 *  @returns false where no text was pointed at */
export function openTextMenu(
  view: EditorView,
  event: MouseEvent,
  session: DocumentSession,
  tagsAt: (pos: number) => readonly TagHere[],
): boolean {
  const isPointed = event.button === 2;
  const { head, from, to, empty } = view.state.selection;
  const pos = isPointed ? view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos : head;
  if (pos === undefined) return false;
  const isSelection = !empty && pos >= from && pos <= to;
  const carried = isPointed ? carriedUnder(view, event) : null;
  if (carried !== null)
    session.dispatch(session.editor.get().tr.setSelection(NodeSelection.create(view.state.doc, carried)));
  else if (!isSelection && pos !== head)
    session.dispatch(session.editor.get().tr.setSelection(TextSelection.near(view.state.doc.resolve(pos))));
  const { doc, selection } = session.editor.get();
  const here = isSelection ? selection : wordAtCaret(selection.$head);
  const { left, top, bottom } = view.coordsAtPos(pos);
  session.derived.settled();
  textMenu.set({
    spot: isPointed ? { left: event.clientX, top: event.clientY, height: 1 } : { left, top, height: bottom - top },
    words: here ? readingOf(doc, here.from, here.to).trim() : '',
    isSelection,
    tags: tagsAt(pos).map(({ id, kind }) => ({ id, kind, words: tagWords(doc, id) })),
    suspect: [...session.suspects.between(pos, pos)].find((mark) => mark.from <= pos && mark.to >= pos) ?? null,
  });
  return true;
}

/** The position of what is kept whole, under the pointer. */
function carriedUnder(view: EditorView, { clientX: left, clientY: top }: MouseEvent): number | null {
  const inside = view.posAtCoords({ left, top })?.inside ?? -1;
  const name = inside < 0 ? undefined : view.state.doc.nodeAt(inside)?.type.name;
  return name === 'carriedLeaf' || name === 'carriedPoint' ? inside : null;
}

/** What can be done with the words at the caret. */
export function TextMenu({ queue }: { readonly queue: SuspectQueue }): ReactNode {
  const place = useWholeStore(textMenu);
  if (!place) return null;
  const close = (): void => {
    textMenu.set(null);
    requestAnimationFrame(focusEditor);
  };
  return (
    <SpotPopover spot={place.spot} onClose={close} className={menuStyles.popover ?? ''}>
      <TextEntries place={place} queue={queue} onDone={close} />
    </SpotPopover>
  );
}

interface TextEntriesProps {
  readonly place: TextMenuPlace;
  readonly queue: SuspectQueue;
  readonly onDone: () => void;
}

function TextEntries({ place, queue, onDone }: TextEntriesProps): ReactNode {
  const menu = useCommandEntries(onDone);
  const { entries, branch, after } = menu;
  const { words, isSelection, tags } = place;
  return (
    <Menu
      aria-label={isSelection ? t`What is selected` : words === '' ? t`This place` : t`The word “${words}”`}
      className={classNames(menuStyles.menu)}
      autoFocus="first"
    >
      <Suggestions place={place} queue={queue} menu={menu} />
      {tags.map((tag) => (
        <TagBranch key={tag.id} tag={tag} menu={menu} />
      ))}
      {branch(t`Tag`, ofSection('Tag', 1))}
      {entries(named('tag.everywhere'))}
      {branch(t`Mark`, ofSection('Mark', 1, 3, 4))}
      {branch(t`Looks of letters`, ofSection('Mark', 2))}
      {entries(ofSection('Note', 5))}
      <WithLine entries={entries(({ id }) => id === 'edit.word-history' || id === 'edit.emendation')} />
      {words !== '' && <MenuEntry label={t`Find all “${shortened(words)}”`} onAction={after(() => findAll(words))} />}
      <WithLine
        entries={[
          branch(t`Block`, ofSection('Structure', 1, 2, 3, 4, 7)),
          branch(t`Table`, (command) => command.menu?.submenu === 'Table'),
          branch(t`Page anchor`, ofSection('Page anchor')),
          ...entries(named('element.')),
        ].filter(Boolean)}
      />
      <MenuLine />
      {isSelection && <MenuEntry label={t`Cut`} onAction={after(() => document.execCommand('cut'))} />}
      {isSelection && <MenuEntry label={t`Copy`} onAction={after(() => document.execCommand('copy'))} />}
      <MenuEntry label={t`Paste`} onAction={after(() => void ask('window:paste', null))} />
    </Menu>
  );
}

const longest = 28;

const shortened = (words: string): string => (words.length > longest ? `${words.slice(0, longest - 1)}…` : words);

function findAll(words: string): void {
  findMemory.keep({ ...findMemory.query, text: words, regex: false });
  // A bar that is open has a query of its own.
  patchView({ find: null });
  requestAnimationFrame(() => patchView({ find: 'find' }));
}

/** The readings that are offered for a doubtful word. */
function Suggestions({
  place,
  queue,
  menu,
}: Pick<TextEntriesProps, 'place' | 'queue'> & { readonly menu: CommandEntries }): ReactNode {
  const { suspect } = place;
  if (!suspect || !queue.isWritable) return null;
  return (
    <MenuGroup heading={t`Suggested readings`}>
      {suspect.suspect.suggestions.slice(0, 5).map(({ text }) => (
        <MenuEntry key={text} label={text} onAction={menu.after(() => queue.takeHere(suspect, text))} />
      ))}
      <MenuEntry label={t`Why it is doubtful…`} onAction={menu.after(() => queue.show(suspect.suspect))} />
    </MenuGroup>
  );
}

interface TagBranchProps {
  readonly tag: TextMenuPlace['tags'][number];
  readonly menu: CommandEntries;
}

/** What can be done with one of the tags over the caret: its commands are about the tag that is chosen. */
function TagBranch({ tag, menu }: TagBranchProps): ReactNode {
  const { id, kind, words } = tag;
  const Icon = tagIcons[kind];
  const choose = (): void => {
    chooseTag(id);
    showPane('inspector');
  };
  const about = (command: Parameters<typeof runCommand>[0]) => (): void => {
    chooseTag(id);
    requestAnimationFrame(() => runCommand(command));
  };
  return (
    <MenuBranch label={`${tagNames[kind]}: ${shortened(words)}`}>
      <MenuEntry label={t`Show in the inspector`} icon={Icon} onAction={menu.after(choose)} />
      <MenuEntry label={t`Comment on the tag`} onAction={menu.after(about('tag.comment'))} />
      <MenuEntry label={t`Say who is meant…`} onAction={menu.after(about('tag.who'))} />
      {menu.branch(t`Change to`, ({ menu: at }) => at?.submenu === 'Change to')}
      {menu.branch(t`Ends of the tag`, ({ menu: at }) => at?.submenu === 'Ends of the Tag')}
      <MenuEntry label={t`Split the tag here`} onAction={menu.after(about('tag.split'))} />
      <MenuEntry label={t`Merge with the next of its kind`} onAction={menu.after(about('tag.merge'))} />
      <MenuLine />
      <MenuEntry label={t`Withdraw the tag`} isDanger onAction={menu.after(about('tag.withdraw'))} />
    </MenuBranch>
  );
}
