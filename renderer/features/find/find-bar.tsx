import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { type Selection, TextSelection } from 'prosemirror-state';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';
import { retold } from '../../../shared/translation/retell.ts';
import { counted, t } from '../../../shared/translation/translate.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { useCommands } from '../../commands/command-registry.ts';
import { withHighlights } from '../../editor/decorations.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import { goTo } from '../../editor/view-port.ts';
import type { SearchHits } from '../../model/derived/search-hits.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { patchView } from '../../model/workbench-view.ts';
import { useWholeStore } from '../../platform/store.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { DocumentSearch, type Found } from './document-search.ts';
import styles from './find-bar.module.css';
import { type BarQuery, findMemory, QueryToggles } from './query-toggles.tsx';
import { type HitWalk, ReplaceBar } from './replace-bar.tsx';

/** The hit that was stepped to. */
interface Stand {
  readonly round: number;
  readonly index: number;
}

/** The hit that is stood on among those that are found now. After a change, such as a tag on the hit, they are others, and it is the one
 *  that is still selected; none when its words were changed. */
function indexOf(stand: Stand, round: number, hits: SearchHits, { from, to }: Selection): number | null {
  if (stand.round === round) return stand.index;
  const index = hits.countBefore(from);
  const match = hits.at(index);
  return match?.from === from && match.to === to ? index : null;
}

/** Steps through hits, beginning with the first after the caret and round the ends. */
function useHitWalk(session: DocumentSession, { round }: Found): HitWalk {
  const { hits } = session;
  const [stand, setStand] = useState<Stand | null>(null);
  const current = stand && indexOf(stand, round, hits, session.editor.get().selection);
  const step = (direction: -1 | 1): void => {
    // Whoever has just typed goes on from there.
    session.derived.settled();
    const { count } = hits;
    if (count === 0) return;
    const state = session.editor.get();
    const from = current === null ? firstAfter(hits, state.selection.from, direction) : current + direction;
    const index = (from + count) % count;
    const match = hits.at(index);
    if (!match) return;
    setStand({ round, index });
    const selection = TextSelection.between(state.doc.resolve(match.from), state.doc.resolve(match.to));
    session.dispatch(withHighlights(state.tr.setSelection(selection), { currentHit: match }));
    goTo({ kind: 'range', from: match.from, to: match.to }, { focus: false });
    session.dispatch(withHighlights(session.editor.get().tr, { pointed: null }));
  };
  return { current, step };
}

const firstAfter = (hits: SearchHits, pos: number, direction: -1 | 1): number =>
  direction > 0 ? hits.countBefore(pos) : hits.countBefore(pos) - 1;

/** Looks for a text in the document as it stands, again after every change, and marks the hits in the transcription. */
function useFind(session: DocumentSession, query: BarQuery): Found {
  const search = useMemo(() => new DocumentSearch(session), [session]);
  useEffect(() => search.follow(), [search]);
  useEffect(() => search.look(query), [search, query]);
  return useWholeStore(search.found);
}

interface FindBarProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly kind: 'find' | 'replace';
}

/** Finds in the transcription, and replaces after a look at each hit. */
export function FindBar({ session, outline, kind }: FindBarProps): ReactNode {
  const [query, setQuery] = useState(findMemory.query);
  const input = useRef<HTMLInputElement>(null);
  const found = useFind(session, query);
  const { count, reason } = found;
  const walk = useHitWalk(session, found);
  const change = (patch: Partial<typeof query>): void => setQuery((known) => findMemory.keep({ ...known, ...patch }));
  const toFind = useCallback(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  useEffect(() => {
    toFind();
  }, [toFind]);
  const close = useCallback(() => {
    patchView({ find: null });
    focusEditor();
  }, []);
  useCommands({
    'edit.find': () => [patchView({ find: 'find' }), toFind()],
    'edit.find-next': () => walk.step(1),
    'edit.find-previous': () => walk.step(-1),
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target === input.current) walk.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search aria-label={t`Find`} className={styles.bar} onKeyDown={onKeyDown}>
      <div className={styles.row}>
        <TextField
          aria-label={t`Find`}
          value={query.text}
          onChange={(text) => change({ text })}
          className={classNames(styles.field)}
        >
          <Input ref={input} placeholder={t`Find`} className={classNames(styles.input)} />
        </TextField>
        <QueryToggles query={query} onChange={change} />
        <span role="status" className={styles.count}>
          {reason === null && countInWords(query.text, count, walk.current)}
        </span>
        <IconButton
          icon={ArrowUp}
          label={t`Previous hit`}
          keys={keysLabel('edit.find-previous')}
          isDisabled={count === 0}
          onPress={() => walk.step(-1)}
        />
        <IconButton
          icon={ArrowDown}
          label={t`Next hit`}
          keys={keysLabel('edit.find-next')}
          isDisabled={count === 0}
          onPress={() => walk.step(1)}
        />
        <IconButton icon={X} label={t`Close the find bar`} keys={t`Esc`} onPress={close} />
      </div>
      {reason !== null && (
        <p role="status" className={styles.reason}>{t`This expression cannot be looked for: ${retold(reason)}.`}</p>
      )}
      {kind === 'replace' && (
        <ReplaceBar session={session} outline={outline} found={found} query={query} walk={walk} onReplaced={toFind} />
      )}
    </search>
  );
}

function countInWords(text: string, count: number, current: number | null): string {
  if (text === '') return '';
  if (count === 0) return t`No hits`;
  return current === null ? counted(count, 'hit') : t`${current + 1} of ${count}`;
}
