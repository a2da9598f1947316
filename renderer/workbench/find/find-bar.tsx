import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';
import { keysLabel } from '../../commands/command-keys.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { focusEditor } from '../transcription/editor-handle.ts';
import { patchView } from '../workbench-view.ts';
import styles from './find-bar.module.css';
import { findMemory } from './find-memory.ts';
import { QueryToggles } from './query-toggles.tsx';
import { ReplaceBar } from './replace-bar.tsx';
import { useFind } from './use-find.ts';
import { useHitWalk } from './use-hit-walk.ts';

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
    <search aria-label="Find" className={styles.bar} onKeyDown={onKeyDown}>
      <div className={styles.row}>
        <TextField
          aria-label="Find"
          value={query.text}
          onChange={(text) => change({ text })}
          className={classNames(styles.field)}
        >
          <Input ref={input} placeholder="Find" className={classNames(styles.input)} />
        </TextField>
        <QueryToggles query={query} onChange={change} />
        <span role="status" className={styles.count}>
          {reason === null && countInWords(query.text, count, walk.current)}
        </span>
        <IconButton
          icon={ArrowUp}
          label="Previous hit"
          keys={keysLabel('edit.find-previous')}
          isDisabled={count === 0}
          onPress={() => walk.step(-1)}
        />
        <IconButton
          icon={ArrowDown}
          label="Next hit"
          keys={keysLabel('edit.find-next')}
          isDisabled={count === 0}
          onPress={() => walk.step(1)}
        />
        <IconButton icon={X} label="Close the find bar" keys="Esc" onPress={close} />
      </div>
      {reason !== null && (
        <p role="status" className={styles.reason}>
          This expression cannot be looked for: {reason}.
        </p>
      )}
      {kind === 'replace' && (
        <ReplaceBar session={session} outline={outline} found={found} query={query} onReplaced={toFind} />
      )}
    </search>
  );
}

function countInWords(text: string, count: number, current: number | null): string {
  if (text === '') return '';
  if (count === 0) return 'No hits';
  return current === null ? `${count} ${count === 1 ? 'hit' : 'hits'}` : `${current + 1} of ${count}`;
}
