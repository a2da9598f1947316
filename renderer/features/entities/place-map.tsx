import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { PlaceRow, PlacesFound } from '../../../shared/contract/payloads/entities.ts';
import type { EntityId } from '../../../shared/document/identifier.ts';
import {
  type MapView,
  onMap,
  pointRadius,
  viewAbout,
  viewOf,
  wholeWorld,
  worldShapes,
} from '../../../shared/entities/place-map.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { counted, plural, t } from '../../../shared/translation/translate.ts';
import { runCommand } from '../../commands/command-registry.ts';
import { entityChanges } from '../../model/entities.ts';
import { ask } from '../../platform/bridge.ts';
import { useWholeStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { type Item, ItemList, itemsOf } from '../../ui/item-list.tsx';
import styles from './place-map.module.css';
import { seenOfMap } from './seen-map.ts';

/** The places of the collection that have coordinates: as points on a map, and as a list beside it. */
export function PlaceMap({ onShow }: { readonly onShow: (id: EntityId) => void }): ReactNode {
  const [found, setFound] = useState<PlacesFound | null>(null);
  const version = useWholeStore(entityChanges);
  useEffect(() => {
    let isWanted = version >= 0;
    void ask('entities:places', null).then((places) => isWanted && places && setFound(places));
    return () => {
      isWanted = false;
    };
  }, [version]);
  if (!found) return <p className={styles.hint}>{t`Counting where places are mentioned…`}</p>;
  const { places, without, unreadable } = found;
  if (places.length === 0)
    return (
      <p
        className={styles.hint}
      >{t`No place has coordinates yet. Type them into a place (latitude, longitude), or load an extract of GeoNames under Authorities and choose places from it: they come with theirs.`}</p>
    );
  return (
    <>
      <Places places={places} onShow={onShow} />
      {without > 0 && <p className={styles.hint}>{t`${counted(without, 'place')} without coordinates.`}</p>}
      {unreadable.map((sentence) => (
        <p key={sentence} className={styles.hint}>
          {retold(sentence)}
        </p>
      ))}
    </>
  );
}

interface PlacesProps {
  readonly places: readonly PlaceRow[];
  readonly onShow: (id: EntityId) => void;
}

function Places({ places, onShow }: PlacesProps): ReactNode {
  const [view, setView] = useState(() => viewOf(places));
  const [pointed, setPointed] = useState<EntityId | null>(null);
  useEffect(() => {
    seenOfMap.set(view);
    return () => seenOfMap.set(null);
  }, [view]);
  const byId = useMemo(() => new Map(places.map((place) => [place.id, place])), [places]);
  const source = useMemo(
    () => itemsOf(new Map([...byId].map(([id, place]) => [id, itemOf(place)])), onShow),
    [byId, onShow],
  );
  const keys = useMemo(() => [...byId.keys()], [byId]);
  return (
    <div className={styles.places}>
      <div className={styles.sheet}>
        <MapTools view={view} onView={setView} all={places} />
        <WorldMap places={places} view={view} onView={setView} pointed={pointed} onShow={onShow} />
      </div>
      <fieldset
        aria-label={t`Places on the map`}
        className={styles.list}
        onFocus={({ target }) =>
          setPointed((target.closest<HTMLElement>('[data-key]')?.dataset.key as EntityId) ?? null)
        }
        onBlur={() => setPointed(null)}
      >
        <ItemList label={t`Places`} keys={keys} source={source} />
      </fieldset>
    </div>
  );
}

const itemOf = ({ name, mentions, coordinates: { latitude, longitude } }: PlaceRow): Item => ({
  name: `${name}, ${counted(mentions, 'mention')}`,
  content: (
    <div className={styles.row}>
      <span className={styles.name}>
        {name}
        <span className={styles.soft}>
          {latitude}, {longitude}
        </span>
      </span>
      <span className={styles.soft}>{mentions}</span>
    </div>
  ),
});

interface MapToolsProps {
  readonly view: MapView;
  readonly onView: (view: MapView) => void;
  readonly all: readonly PlaceRow[];
}

function MapTools({ view, onView, all }: MapToolsProps): ReactNode {
  return (
    <div className={styles.tools}>
      <IconButton icon={ZoomIn} label={t`Zoom in`} keys="+" onPress={() => onView(zoomed(view, 0.6))} />
      <IconButton icon={ZoomOut} label={t`Zoom out`} keys="−" onPress={() => onView(zoomed(view, 1 / 0.6))} />
      <IconButton icon={Maximize2} label={t`Show all places`} keys="0" onPress={() => onView(viewOf(all))} />
      <span className={styles.space} />
      <Button onPress={() => void exportMap(view)}>{t`Export SVG…`}</Button>
      <Button onPress={() => runCommand('document.print')}>{t`Print…`}</Button>
    </div>
  );
}

async function exportMap(view: MapView): Promise<void> {
  const written = await ask('entities:save-map', { view });
  if (written) showToast(t`The map is in ${written.file}.`);
}

const zoomed = ({ x, y, width, height }: MapView, by: number): MapView =>
  viewAbout(x + width / 2, y + height / 2, width * by);

const moved = (view: MapView, right: number, down: number): MapView =>
  viewAbout(view.x + view.width / 2 + right, view.y + view.height / 2 + down, view.width);

interface WorldMapProps extends PlacesProps {
  readonly view: MapView;
  readonly onView: (view: MapView) => void;
  /** The place that the list is at. */
  readonly pointed: EntityId | null;
}

/** The map is looked at; every place that is on it is in the list beside it, too. */
function WorldMap({ places, view, onView, pointed, onShow }: WorldMapProps): ReactNode {
  const { land, borders } = useMemo(worldShapes, []);
  const points = useMemo(() => places.map((place) => ({ place, ...onMap(place.coordinates) })), [places]);
  const drag = useDrag(view, onView);
  const onClick = ({ target }: MouseEvent): void => {
    const id = target instanceof SVGElement ? target.dataset.place : undefined;
    if (id !== undefined) onShow(id as EntityId);
  };
  const pointing = { ...drag, onClick };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = keyedView(event.key, view, places);
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onView(next);
  };
  const { x, y, width, height } = view;
  return (
    <section aria-label={t`Map`} className={styles.map} {...{ tabIndex: 0, onKeyDown }}>
      <svg
        role="img"
        aria-label={plural(
          places.length,
          t`Map of ${places.length} place, which the list beside it names`,
          t`Map of ${places.length} places, which the list beside it names`,
        )}
        viewBox={`${x} ${y} ${width} ${height}`}
        {...pointing}
      >
        <path d={land} className={styles.land} />
        <path d={borders} className={styles.borders} vectorEffect="non-scaling-stroke" />
        {points.map(({ place, x: cx, y: cy }) => (
          <circle
            key={place.id}
            cx={cx}
            cy={cy}
            r={pointRadius(place.mentions, view)}
            vectorEffect="non-scaling-stroke"
            className={place.id === pointed ? styles.pointed : styles.point}
            data-place={place.id}
          >
            <title>{`${place.name}: ${counted(place.mentions, 'mention')}`}</title>
          </circle>
        ))}
      </svg>
    </section>
  );
}

/** How far an arrow key moves, as a part of what is seen. */
const step = 0.15;

function keyedView(key: string, view: MapView, places: readonly PlaceRow[]): MapView | null {
  const { width, height } = view;
  switch (key) {
    case '+':
    case '=':
      return zoomed(view, 0.6);
    case '-':
      return zoomed(view, 1 / 0.6);
    case '0':
      return viewOf(places);
    case 'ArrowLeft':
      return moved(view, -step * width, 0);
    case 'ArrowRight':
      return moved(view, step * width, 0);
    case 'ArrowUp':
      return moved(view, 0, -step * height);
    case 'ArrowDown':
      return moved(view, 0, step * height);
    default:
      return null;
  }
}

/** Dragging moves what is seen. */
function useDrag(view: MapView, onView: (view: MapView) => void) {
  const last = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const end = (): void => {
    last.current = null;
  };
  return {
    onPointerDown: ({ clientX, clientY }: PointerEvent) => {
      last.current = { x: clientX, y: clientY };
    },
    onPointerMove: ({ clientX, clientY, currentTarget }: PointerEvent) => {
      const from = last.current;
      if (!from) return;
      const unit = view.width / currentTarget.getBoundingClientRect().width;
      last.current = { x: clientX, y: clientY };
      if (view.width < wholeWorld.width) onView(moved(view, (from.x - clientX) * unit, (from.y - clientY) * unit));
    },
    onPointerUp: end,
    onPointerLeave: end,
  };
}
