import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { SheetDocument, SheetPage } from '../../../shared/contract/payloads/facsimile.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { pageWay } from '../../../shared/document/pages/treated-page.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { counted, t } from '../../../shared/translation/translate.ts';
import { replaceRows } from '../../model/rows.ts';
import { closePanel, useSession } from '../../model/session.ts';
import { ask } from '../../platform/bridge.ts';
import { showToast } from '../../platform/toast.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { SidePanel } from '../../ui/panel.tsx';
import styles from './contact-sheet.module.css';
import { madeOne, mergedWithPrevious, movedTo, type Starts, splitAt, startOf } from './page-groups.ts';

/** A page with the document that it is of now. */
interface PlacedPage extends SheetPage {
  readonly document: DocumentId;
  readonly title: string;
}

const placed = (sheet: readonly SheetDocument[]): readonly PlacedPage[] =>
  sheet.flatMap(({ document, title, pages }) => pages.map((page) => ({ ...page, document, title })));

function startsNow(sheet: readonly SheetDocument[]): Starts {
  let place = 0;
  return new Set(
    sheet.flatMap(({ pages }) => {
      const start = place;
      place += pages.length;
      return pages.length === 0 ? [] : [start];
    }),
  );
}

/** Which pages are chosen, both ends included, and which of the two the keyboard is at. */
interface Chosen {
  readonly origin: number;
  readonly at: number;
}

interface ContactSheetProps {
  readonly documents: readonly DocumentId[];
}

/** The pages of documents, small, and which of them make one: planned here, and applied as one act. */
export function ContactSheet({ documents }: ContactSheetProps): ReactNode {
  const isWritable = useSession((session) => session.collection?.readOnly === null);
  const [sheet, setSheet] = useState<readonly SheetDocument[] | null>(null);
  const [starts, setStarts] = useState<Starts>(new Set());
  const [chosen, setChosen] = useState<Chosen>({ origin: 0, at: 0 });
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    void ask('facsimile:sheet', { documents }).then((shown) => {
      const withPages = (shown ?? []).filter(({ pages }) => pages.length > 0);
      setSheet(withPages);
      setStarts(startsNow(withPages));
    });
  }, [documents]);
  const pages = sheet ? placed(sheet) : [];
  const [from, to] = [Math.min(chosen.origin, chosen.at), Math.max(chosen.origin, chosen.at)];
  const isPlanned = sheet !== null && [...starts].join() !== [...startsNow(sheet)].join();
  const apply = async (): Promise<void> => {
    setBusy(true);
    const isDone = sheet !== null && (await group(sheet, pages, starts));
    setBusy(false);
    if (isDone) closePanel();
  };
  const one = (): void => setStarts(madeOne(starts, from, to, pages.length));
  const split = (): void => setStarts(splitAt(starts, chosen.at));
  const merge = (): void => setStarts(mergedWithPrevious(starts, chosen.at));
  return (
    <SidePanel
      title={t`Contact sheet`}
      onClose={closePanel}
      isBroad
      foot={
        <>
          <Button
            look="primary"
            isPending={isBusy}
            isDisabled={!isWritable || !isPlanned}
            onPress={() => void apply()}
          >{t`Apply`}</Button>
          <Button
            look="quiet"
            isDisabled={!isPlanned}
            onPress={() => setStarts(startsNow(sheet ?? []))}
          >{t`Reset`}</Button>
        </>
      }
    >
      <div role="toolbar" aria-label={t`Chosen pages`} className={styles.tools}>
        <Button
          isDisabled={from === to && starts.has(from) && (starts.has(to + 1) || to + 1 >= pages.length)}
          onPress={one}
        >{t`Make one document`}</Button>
        <Button isDisabled={starts.has(chosen.at)} onPress={split}>{t`Split here`}</Button>
        <Button isDisabled={startOf(starts, chosen.at) === 0} onPress={merge}>{t`Merge with previous`}</Button>
      </div>
      <p
        className={styles.hint}
      >{t`Arrow keys go from page to page, with Shift they choose a range; O makes it one document, S begins a document, M merges with the one before. Or drag pages to the document before or after. Nothing is changed before Apply.`}</p>
      {sheet !== null && pages.length === 0 && <p role="status">{t`None of these documents has page images.`}</p>}
      {pages.length > 0 && (
        <PageGrid
          pages={pages}
          starts={starts}
          chosen={chosen}
          onChoose={setChosen}
          onKey={{ o: one, s: split, m: merge }}
          onDrop={(target) => setStarts(movedTo(starts, from, to, target, pages.length))}
        />
      )}
    </SidePanel>
  );
}

/** Makes the documents as planned, and offers to take that back.
 *  @returns whether anything was done */
async function group(sheet: readonly SheetDocument[], pages: readonly PlacedPage[], starts: Starts): Promise<boolean> {
  const grouped = await ask('facsimile:group', {
    documents: sheet.map(({ document }) => document),
    starts: [...starts].flatMap((place) => {
      const page = pages[place];
      return page ? [{ document: page.document, page: page.id }] : [];
    }),
  });
  if (!grouped) return false;
  replaceRows(grouped.documents);
  const undo = { label: t`Undo`, run: () => void ungroup() };
  showToast(
    grouped.refused === null
      ? t`The pages are ${counted(starts.size, 'document')} now.`
      : t`Not all could be grouped: ${retold(grouped.refused)}`,
    undo,
  );
  return true;
}

async function ungroup(): Promise<void> {
  const documents = await ask('facsimile:ungroup', null);
  if (!documents) return;
  replaceRows(documents);
  showToast(t`The pages are the documents that they were before.`);
}

interface PageGridProps {
  readonly pages: readonly PlacedPage[];
  readonly starts: Starts;
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
  readonly onKey: Readonly<Record<string, () => void>>;
  /** The chosen pages were dropped on a page. */
  readonly onDrop: (target: number) => void;
}

const optionId = (place: number): string => `sheet-page-${place}`;

function PageGrid({ pages, starts, chosen, onChoose, onKey, onDrop }: PageGridProps): ReactNode {
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => grid.current?.focus({ preventScroll: true }), []);
  const [from, to] = [Math.min(chosen.origin, chosen.at), Math.max(chosen.origin, chosen.at)];
  const go = (place: number, isRange: boolean): void => {
    const at = Math.max(0, Math.min(pages.length - 1, place));
    onChoose({ origin: isRange ? chosen.origin : at, at });
    grid.current?.querySelector(`#${optionId(at)}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const place = placeAfter(event.key, chosen.at, pages.length, columnsOf(grid.current));
    if (place !== null) go(place, event.shiftKey);
    else if (onKey[event.key.toLowerCase()]) onKey[event.key.toLowerCase()]?.();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={grid}
      role="listbox"
      aria-label={t`Pages`}
      aria-multiselectable
      aria-activedescendant={optionId(chosen.at)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className={styles.grid}
    >
      {pages.map((page, place) => (
        <SmallPage
          key={`${page.document} ${page.id}`}
          page={page}
          place={place}
          number={place - startOf(starts, place) + 1}
          document={[...starts].filter((start) => start <= place).length}
          isChosen={place >= from && place <= to}
          isHere={place === chosen.at}
          onPoint={(isRange) => go(place, isRange)}
          onDrop={() => onDrop(place)}
        />
      ))}
    </div>
  );
}

/** How many pages stand in a row just now. */
function columnsOf(grid: HTMLElement | null): number {
  return grid ? getComputedStyle(grid).gridTemplateColumns.split(' ').length : 1;
}

function placeAfter(key: string, at: number, count: number, columns: number): number | null {
  const to = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at - columns,
    ArrowDown: at + columns,
    Home: 0,
    End: count - 1,
  }[key];
  return to ?? null;
}

interface SmallPageProps {
  readonly page: PlacedPage;
  readonly place: number;
  /** In its document, and of the document, both from 1. */
  readonly number: number;
  readonly document: number;
  readonly isChosen: boolean;
  readonly isHere: boolean;
  readonly onPoint: (isRange: boolean) => void;
  readonly onDrop: () => void;
}

function SmallPage({ page, place, number, document, isChosen, isHere, onPoint, onDrop }: SmallPageProps): ReactNode {
  const name = t`Document ${document}, page ${number}: ${page.name}`;
  return (
    <div
      id={optionId(place)}
      role="option"
      aria-label={name}
      aria-selected={isChosen}
      tabIndex={-1}
      draggable
      data-first={number === 1 || undefined}
      data-odd={document % 2 === 1 || undefined}
      className={classNames(styles.page, isHere && styles.here)}
      onMouseDown={(event) => {
        // Chosen pages are dragged together.
        if (event.shiftKey || !isChosen) onPoint(event.shiftKey);
      }}
      onMouseUp={(event) => {
        if (!event.shiftKey) onPoint(false);
      }}
      onDragStart={(event) => event.dataTransfer.setData('text/plain', page.name)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onDrop();
      }}
    >
      <span className={styles.label}>{number === 1 ? t`Document ${document}` : ''}</span>
      <PagePicture page={page} />
      <span className={styles.name}>{page.name}</span>
    </div>
  );
}

function PagePicture({ page }: { readonly page: PlacedPage }): ReactNode {
  const { thumbnail, turn, treatment, width, height } = page;
  const { size } = pageWay(page);
  const { angle, crop } = treatment ?? { angle: 0, crop: null };
  if (thumbnail === null) return <span className={styles.lost}>{t`missing`}</span>;
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${size.width} ${size.height}`}
      className={styles.picture}
      style={{ rotate: `${turn}deg` }}
    >
      <image
        href={thumbnail}
        width={width}
        height={height}
        preserveAspectRatio="none"
        transform={`translate(${-(crop?.x ?? 0)} ${-(crop?.y ?? 0)}) rotate(${angle} ${width / 2} ${height / 2})`}
      />
    </svg>
  );
}
