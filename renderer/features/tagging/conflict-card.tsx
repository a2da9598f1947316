import { type KeyboardEvent, type ReactNode, type RefObject, useCallback, useEffect, useRef } from 'react';
import { VisuallyHidden } from 'react-aria-components/VisuallyHidden';
import type { KnownTag } from '../../../shared/edit/tags/conflicting-tags.ts';
import { interfaceLocale, t } from '../../../shared/translation/translate.ts';
import { runCardKey } from '../../commands/command-keys.ts';
import { useCommands } from '../../commands/command-registry.ts';
import { useCardLeave, useCardPlace } from '../../editor/card-place.ts';
import { changedLabel } from '../../model/labels.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { tagIcons, tagNames, tagWithin } from '../../model/tag-kinds.ts';
import { tagTypes } from '../../model/tags/tag-types.ts';
import { useWholeStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import { CardAction } from './card-action.tsx';
import styles from './conflict-card.module.css';
import type { ConflictQueue, OpenConflict } from './conflict-queue.ts';
import cardStyles from './suggestion-card.module.css';

interface ConflictCardProps {
  readonly queue: ConflictQueue;
  readonly outline: OutlineStore;
  /** The element that the card is placed in. */
  readonly column: RefObject<HTMLElement | null>;
}

/** Two tags by two editors that do not agree, side by side under their words. */
export function ConflictCard({ queue, outline, column }: ConflictCardProps): ReactNode {
  const conflict = useWholeStore(queue.card);
  const said = useWholeStore(queue.said);
  useCardLeave(queue);
  return (
    <>
      {conflict && (
        <OneConflict
          key={`${conflict.first.tag.id} ${conflict.second.tag.id}`}
          conflict={conflict}
          queue={queue}
          outline={outline}
          column={column}
        />
      )}
      <VisuallyHidden>
        <span role="status" aria-label={t`Conflicting tags`}>
          {said}
        </span>
      </VisuallyHidden>
    </>
  );
}

function OneConflict({
  conflict,
  queue,
  outline,
  column,
}: ConflictCardProps & { readonly conflict: OpenConflict }): ReactNode {
  const card = useRef<HTMLDivElement>(null);
  const placeOf = useCallback(() => queue.place(), [queue]);
  useCardPlace(card, column, placeOf);
  useEffect(() => card.current?.focus({ preventScroll: true }), []);
  useCommands({
    'conflicts.keep-first': () => queue.settle('first'),
    'conflicts.keep-second': () => queue.settle('second'),
    'conflicts.keep-both': () => queue.settle('both'),
    'conflicts.skip': () => void queue.step(1),
    'edit.undo': () => queue.undo(),
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') queue.closeToText();
    else if (event.key === 'Tab' && event.shiftKey) void queue.step(-1);
    else if (!runCardKey(event.nativeEvent, 'Conflicting tags')) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { first, second, number, count, means } = conflict;
  return (
    <div
      ref={card}
      role="dialog"
      aria-label={t`Conflicting tags, ${number} of ${count}`}
      aria-describedby="conflict-sides"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className={classNames(cardStyles.card, styles.card)}
    >
      <div className={cardStyles.head}>
        <span className={styles.heading}>{t`Two editors do not agree`}</span>
        <span className={cardStyles.where}>
          {[t`${number} of ${count}`, outline.get().pagesAt(first.tag.from)].filter(Boolean).join(' · ')}
        </span>
      </div>
      <div id="conflict-sides" className={styles.sides}>
        <Side known={first} meant={means[0]} outline={outline} />
        <Side known={second} meant={means[1]} outline={outline} />
      </div>
      <div className={cardStyles.actions}>
        <CardAction command="conflicts.keep-first" label={t`Keep that of ${first.said.editor}`} />
        <CardAction command="conflicts.keep-second" label={t`Keep that of ${second.said.editor}`} />
        <CardAction command="conflicts.keep-both" label={t`Keep both`} />
        <CardAction command="conflicts.skip" label={t`Skip`} />
      </div>
    </div>
  );
}

interface SideProps {
  readonly known: KnownTag;
  /** Whom or what it means; empty when it does not say. */
  readonly meant: string;
  readonly outline: OutlineStore;
}

function Side({ known: { tag, state, said }, meant, outline }: SideProps): ReactNode {
  const types = useWholeStore(tagTypes);
  const type = types.of(state);
  const Icon = tagIcons[tag.kind];
  return (
    <div className={styles.side}>
      <p className={cardStyles.kind} data-kind={tag.kind}>
        <Icon size={15} strokeWidth={1.9} aria-hidden />
        {type ? `${type.name} (${tagWithin[tag.kind]})` : tagNames[tag.kind]}
      </p>
      <p className={styles.words}>{outline.get().tag(tag.id)?.text}</p>
      {meant !== '' && <p>{t`Means ${meant}`}</p>}
      {state.comment !== '' && <p>{state.comment}</p>}
      <p className={styles.who} title={new Date(said.time).toLocaleString(interfaceLocale())}>
        {said.editor}, {changedLabel(said.time, new Date())}
      </p>
    </div>
  );
}
