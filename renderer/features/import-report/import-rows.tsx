import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import type { ImportFate, ImportRow } from '../../../shared/contract/payloads/import.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { openDocument } from '../../actions/document-actions.ts';
import { closePanel } from '../../model/session.ts';
import { ask } from '../../platform/bridge.ts';
import { createStore, useStore } from '../../platform/store.ts';
import { type Item, ItemList, type ItemSource } from '../../ui/item-list.tsx';
import styles from './import-rows.module.css';

type Page = readonly ImportRow[];

/** So many lines are fetched together. */
const pageSize = 200;

/** The lines of the report on a large import, of one fate or of all. Those near what is in sight are fetched, and kept. */
class FetchedRows {
  readonly pages = createStore<ReadonlyMap<number, Page>>(new Map());
  readonly #fate: ImportFate | null;
  readonly #asked = new Set<number>();

  constructor(fate: ImportFate | null) {
    this.#fate = fate;
  }

  fetch(page: number): void {
    if (this.#asked.has(page)) return;
    this.#asked.add(page);
    void ask('collection:import-rows', { fate: this.#fate, from: page * pageSize, count: pageSize }).then((reply) => {
      if (reply) this.pages.update((known) => new Map(known).set(page, reply.rows));
    });
  }

  rowOf(index: number): ImportRow | null {
    return this.pages.get().get(Math.floor(index / pageSize))?.[index % pageSize] ?? null;
  }
}

interface ImportRowsProps {
  readonly fate: ImportFate | null;
  readonly count: number;
}

/** What became of each file, however many there are. Enter opens the document. */
export function ImportRows({ fate, count }: ImportRowsProps): ReactNode {
  const fetched = useMemo(() => new FetchedRows(fate), [fate]);
  const keys = useMemo(() => Array.from({ length: count }, (_, index) => String(index)), [count]);
  const source = useMemo(() => rowSource(fetched), [fetched]);
  return <ItemList label={t`Files of the import`} keys={keys} source={source} />;
}

const rowSource = (fetched: FetchedRows): ItemSource<string> => ({
  useItem: (key) => {
    const index = Number(key);
    const page = Math.floor(index / pageSize);
    const rows = useStore(
      fetched.pages,
      useCallback((pages: ReadonlyMap<number, Page>) => pages.get(page), [page]),
    );
    useEffect(() => {
      if (!rows) fetched.fetch(page);
    }, [page, rows]);
    return itemOf(rows?.[index % pageSize]);
  },
  nameOf: (key) => baseName(fetched.rowOf(Number(key))?.file ?? ''),
  onAction: (key) => {
    const document = fetched.rowOf(Number(key))?.document;
    if (!document) return;
    closePanel();
    void openDocument(document, null);
  },
});

/** @param row undefined until it was fetched */
function itemOf(row: ImportRow | undefined): Item {
  if (!row) return { name: '', content: <span className={styles.row} /> };
  const name = baseName(row.file);
  return { name: `${name}, ${fateNames[row.fate]}. ${retold(row.why)}`, content: <RowWords name={name} row={row} /> };
}

function RowWords({ name, row }: { readonly name: string; readonly row: ImportRow }): ReactNode {
  return (
    <span className={styles.row}>
      <span className={styles.line}>
        <b className={styles.name}>{name}</b>
        <span className={styles.fate}>{fateNames[row.fate]}</span>
      </span>
      <span className={styles.why}>{row.why === '' ? folderOf(row.file) : retold(row.why)}</span>
    </span>
  );
}

/** What a person reads for the fate of a file. */
const fateNames: Readonly<Record<ImportFate, string>> = {
  imported: t`came in`,
  duplicate: t`there already`,
  refused: t`did not come in`,
  'left out': t`left out`,
};

const baseName = (file: string): string => file.split(/[\\/]/).at(-1) ?? file;

const folderOf = (file: string): string => file.slice(0, file.length - baseName(file).length - 1);
