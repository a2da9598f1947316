import { type KeyboardEvent, type ReactNode, type RefObject, useCallback, useEffect, useRef } from 'react';
import { VisuallyHidden } from 'react-aria-components/VisuallyHidden';
import type { TagSuggestion } from '../../../shared/contract/payloads/tagging.ts';
import { annotationKinds } from '../../../shared/document/annotation.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { runCardKey } from '../../commands/command-keys.ts';
import { useCommands } from '../../commands/command-registry.ts';
import { useCardLeave, useCardPlace } from '../../editor/card-place.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { tagIcons, tagNames, tagWithin } from '../../model/tag-kinds.ts';
import { useWholeStore } from '../../platform/store.ts';
import { CardAction } from './card-action.tsx';
import styles from './suggestion-card.module.css';
import { likelihoodInWords, type SuggestionQueue } from './suggestion-queue.ts';

interface SuggestionCardProps {
  readonly queue: SuggestionQueue;
  readonly outline: OutlineStore;
  /** The element that the card is placed in. */
  readonly column: RefObject<HTMLElement | null>;
}

/** The suggested tag that is looked at, under its words. */
export function SuggestionCard({ queue, outline, column }: SuggestionCardProps): ReactNode {
  const suggestion = useWholeStore(queue.card);
  const said = useWholeStore(queue.said);
  useCardLeave(queue);
  return (
    <>
      {suggestion && (
        <OneSuggestion
          key={`${suggestion.from} ${suggestion.text}`}
          suggestion={suggestion}
          queue={queue}
          outline={outline}
          column={column}
        />
      )}
      <VisuallyHidden>
        <span role="status" aria-label={t`Suggested tags`}>
          {said}
        </span>
      </VisuallyHidden>
    </>
  );
}

const asKind = {
  person: 'as-person',
  place: 'as-place',
  organisation: 'as-organisation',
  date: 'as-date',
  term: 'as-term',
} as const;

function OneSuggestion({
  suggestion,
  queue,
  outline,
  column,
}: SuggestionCardProps & { readonly suggestion: TagSuggestion }): ReactNode {
  const card = useRef<HTMLDivElement>(null);
  const placeOf = useCallback(() => queue.place(), [queue]);
  useCardPlace(card, column, placeOf);
  useEffect(() => card.current?.focus({ preventScroll: true }), []);
  useCommands({
    'suggestions.accept': () => queue.accept(),
    ...Object.fromEntries(
      annotationKinds.map((kind) => [`suggestions.${asKind[kind]}`, () => queue.accept(kind)] as const),
    ),
    'suggestions.everywhere': () => queue.everywhere(),
    'suggestions.dismiss': () => queue.dismiss(),
    'suggestions.skip': () => void queue.step(1),
    'edit.undo': () => queue.undo(),
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') queue.closeToText();
    else if (event.key === 'Tab' && event.shiftKey) void queue.step(-1);
    else if (!runCardKey(event.nativeEvent, 'Suggested tags')) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { text, kind, reason, score } = suggestion;
  const Icon = tagIcons[kind];
  return (
    <div
      ref={card}
      role="dialog"
      aria-label={t`Suggested tag: ${text}, ${tagWithin[kind]}`}
      aria-describedby="suggestion-reason"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className={styles.card}
    >
      <div className={styles.head}>
        <span className={styles.words}>{text}</span>
        <span className={styles.where}>{outline.get().pagesAt(suggestion.from)}</span>
      </div>
      <p className={styles.kind} data-kind={kind}>
        <Icon size={15} strokeWidth={1.9} aria-hidden /> {tagNames[kind]}, {likelihoodInWords(score)}
      </p>
      <p id="suggestion-reason" className={styles.reason}>
        {retold(reason)}
      </p>
      <div className={styles.actions}>
        <CardAction command="suggestions.accept" label={t`Tag as ${tagWithin[kind]}`} />
        <CardAction command="suggestions.skip" label={t`Skip`} />
        {annotationKinds
          .filter((other) => other !== kind)
          .map((other) => (
            <CardAction key={other} command={`suggestions.${asKind[other]}`} label={tagNames[other]} />
          ))}
        <CardAction command="suggestions.everywhere" label={t`Everywhere…`} />
        <CardAction command="suggestions.dismiss" label={t`Not to be tagged`} />
      </div>
    </div>
  );
}
