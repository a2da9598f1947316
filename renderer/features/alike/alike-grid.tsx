import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { AlikeHit } from '../../../shared/contract/payloads/find.ts';
import { t } from '../../../shared/translation/translate.ts';
import { useStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './alike-panel.module.css';
import { hitName, type WordPictures } from './word-pictures.ts';

interface AlikeGridProps {
  readonly label: string;
  readonly hits: readonly AlikeHit[];
  readonly pictures: WordPictures;
  readonly out: ReadonlySet<string>;
  /** What each may mean by itself, by its name. */
  readonly each: ReadonlyMap<string, string>;
  readonly onToggle: (hit: AlikeHit) => void;
}

const optionId = (place: number): string => `alike-word-${place}`;

/** Pictures of words as a grid: arrows go from one to the next, Space leaves one out or takes it in again. */
export function AlikeGrid({ label, hits, pictures, out, each, onToggle }: AlikeGridProps): ReactNode {
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const here = Math.min(at, hits.length - 1);
  useEffect(() => grid.current?.focus({ preventScroll: true }), []);
  useWantedInSight(grid.current, hits, pictures);
  const go = (place: number): void => {
    const next = Math.max(0, Math.min(hits.length - 1, place));
    setAt(next);
    grid.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = placeAfter(event.key, here, grid.current);
    const hit = hits[here];
    if (next !== null) go(next);
    else if (event.key === ' ' && hit) {
      onToggle(hit);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={grid}
      role="listbox"
      aria-label={label}
      aria-multiselectable
      aria-activedescendant={hits.length > 0 ? optionId(here) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className={styles.grid}
    >
      {hits.map((hit, place) => (
        <Word
          key={hitName(hit)}
          hit={hit}
          place={place}
          pictures={pictures}
          isHere={place === here}
          isIn={!out.has(hitName(hit))}
          meant={each.get(hitName(hit)) ?? null}
          onPress={() => {
            setAt(place);
            onToggle(hit);
          }}
        />
      ))}
    </div>
  );
}

/** The place that a key leads to; null for any other key. */
function placeAfter(key: string, here: number, grid: HTMLElement | null): number | null {
  const words = [...(grid?.children ?? [])].filter((one) => one instanceof HTMLElement);
  const top = words[0]?.offsetTop;
  const columns = Math.max(
    1,
    words.findIndex((word) => word.offsetTop !== top),
  );
  switch (key) {
    case 'ArrowRight':
      return here + 1;
    case 'ArrowLeft':
      return here - 1;
    case 'ArrowDown':
      return here + columns < words.length ? here + columns : here;
    case 'ArrowUp':
      return here - columns >= 0 ? here - columns : here;
    case 'Home':
      return 0;
    case 'End':
      return words.length - 1;
    default:
      return null;
  }
}

/** Asks for the pictures of the words that are in sight, or nearly so. */
function useWantedInSight(grid: HTMLElement | null, hits: readonly AlikeHit[], pictures: WordPictures): void {
  const [, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  useEffect(() => {
    if (!grid) return;
    const seen = (entries: readonly IntersectionObserverEntry[]): void => {
      for (const { isIntersecting, target } of entries) {
        const hit = isIntersecting && target instanceof HTMLElement ? hits[Number(target.dataset.place)] : undefined;
        if (hit) pictures.want(hit);
      }
    };
    const observer = new IntersectionObserver(seen, { rootMargin: '150px' });
    for (const word of grid.children) observer.observe(word);
    return () => observer.disconnect();
  }, [grid, hits, pictures]);
}

interface WordProps {
  readonly hit: AlikeHit;
  readonly place: number;
  readonly pictures: WordPictures;
  readonly isHere: boolean;
  readonly isIn: boolean;
  readonly meant: string | null;
  readonly onPress: () => void;
}

function Word({ hit, place, pictures, isHere, isIn, meant, onPress }: WordProps): ReactNode {
  const picture = useStore(pictures.pictures, (known) => known.get(hitName(hit)));
  const { before, text, after, otherReadings } = hit;
  const page = hit.pageNumber === null ? '' : t`page ${hit.pageNumber}`;
  const where = [hit.title || hit.source, page].filter(Boolean).join(', ');
  const others = otherReadings.map((other) => t`also read “${other}”`).join(', ');
  const name = [`${before} ${text} ${after}`.trim(), meant === null ? '' : t`may mean ${meant}`, others, where];
  return (
    // The keys of the list are the grid's.
    <div
      id={optionId(place)}
      data-place={place}
      role="option"
      tabIndex={-1}
      aria-selected={isIn}
      aria-label={name.filter(Boolean).join('; ')}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPress}
      onKeyDown={() => undefined}
      className={classNames(styles.word, isHere && styles.here, !isIn && styles.out)}
    >
      <span className={styles.picture}>
        {picture !== undefined && picture !== 'none' && (
          <img src={picture.address} alt="" width={picture.width} height={picture.height} />
        )}
        {picture === 'none' && <span className={styles.context}>{`${before} ${text} ${after}`}</span>}
      </span>
      <span className={styles.caption}>
        {text}
        {meant !== null && <span className={styles.meant}> → {meant}</span>}
      </span>
      <span className={styles.where}>{others || where}</span>
    </div>
  );
}
