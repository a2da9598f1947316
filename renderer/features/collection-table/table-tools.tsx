import { ArrowDown, ArrowUp, Columns3, Filter, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Popover } from 'react-aria-components/Popover';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import {
  type ColumnFilter,
  columnIds,
  type Grouping,
  groupings,
  type TableView,
  viewLimits,
} from '../../../shared/table/table-view.ts';
import { t } from '../../../shared/translation/translate.ts';
import {
  filterLabel,
  groupingLabels,
  movedColumn,
  tableColumns,
  usualView,
  withColumn,
} from '../../model/table/table-columns.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CheckBox, Choice, Field } from '../../ui/field.tsx';
import sheetStyles from '../../ui/spot-popover.module.css';
import { ColumnFilterForm } from './column-filter-form.tsx';
import styles from './table-tools.module.css';
import { forgetView, namedViews, nameView } from './use-table-views.ts';

interface TableToolsProps {
  readonly documents: readonly DocumentSummary[];
  readonly view: TableView;
  readonly onView: (view: TableView) => void;
}

/** What the table is filtered by and how it is set up. */
export function TableTools({ documents, view, onView }: TableToolsProps): ReactNode {
  const add = (filter: ColumnFilter): void =>
    onView({ ...view, filters: [...view.filters, filter].slice(-viewLimits.filters) });
  return (
    <div className={styles.tools}>
      {view.filters.map((filter) => (
        <FilterChip
          key={JSON.stringify(filter)}
          filter={filter}
          onRemove={() => onView({ ...view, filters: view.filters.filter((one) => one !== filter) })}
        />
      ))}
      <Sheet icon={Filter} label={t`Filter…`} title={t`Show only documents with`}>
        {(close) => (
          <ColumnFilterForm
            documents={documents}
            onAdd={(filter) => {
              add(filter);
              close();
            }}
          />
        )}
      </Sheet>
      <Sheet icon={Columns3} label={t`View…`} title={t`View of the table`}>
        {() => <ViewForm view={view} onView={onView} />}
      </Sheet>
    </div>
  );
}

interface SheetProps {
  readonly icon: typeof Filter;
  readonly label: string;
  readonly title: string;
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a small sheet under it. */
function Sheet({ icon: Icon, label, title, children }: SheetProps): ReactNode {
  return (
    <DialogTrigger>
      <Button>
        <Icon size={14} aria-hidden /> {label}
      </Button>
      <Popover placement="bottom end" className={classNames(sheetStyles.popover)}>
        <Dialog className={classNames(sheetStyles.dialog)}>
          {({ close }) => (
            <>
              <Heading slot="title" className={classNames(sheetStyles.title)}>
                {title}
              </Heading>
              {children(close)}
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

interface FilterChipProps {
  readonly filter: ColumnFilter;
  readonly onRemove: () => void;
}

function FilterChip({ filter, onRemove }: FilterChipProps): ReactNode {
  const label = filterLabel(filter);
  return (
    <Button label={t`Remove the filter ${label}`} className={classNames(styles.chip)} onPress={onRemove}>
      <span className={styles.chipText}>{label}</span>
      <X size={13} aria-hidden />
    </Button>
  );
}

type ViewFormProps = Pick<TableToolsProps, 'view' | 'onView'>;

const none = 'none';

function ViewForm({ view, onView }: ViewFormProps): ReactNode {
  return (
    <div className={styles.form}>
      <SavedViews view={view} onView={onView} />
      <Choice<Grouping | typeof none>
        label={t`Group by`}
        value={view.group ?? none}
        options={[
          { value: none, label: t`Nothing` },
          ...groupings.map((value) => ({ value, label: groupingLabels[value] })),
        ]}
        onChange={(group) => onView({ ...view, group: group === none ? null : group })}
      />
      <ColumnChoice view={view} onView={onView} />
      <Button look="quiet" onPress={() => onView(usualView)}>{t`Set back to the usual view`}</Button>
    </div>
  );
}

/** Those that are shown come first, in their order. */
function ColumnChoice({ view, onView }: ViewFormProps): ReactNode {
  const { columns } = view;
  const others = columnIds.filter((id) => !columns.includes(id));
  return (
    <fieldset className={styles.columns}>
      <legend className={styles.legend}>{t`Columns`}</legend>
      {[...columns, ...others].map((id) => {
        const at = columns.indexOf(id);
        const { label } = tableColumns[id];
        return (
          <div key={id} className={styles.column}>
            <CheckBox
              label={label}
              isOn={at >= 0}
              isDisabled={id === 'title'}
              onChange={(isOn) => onView({ ...view, columns: withColumn(columns, id, isOn) })}
            />
            {at > 0 && (
              <IconButton
                icon={ArrowUp}
                label={t`Move ${label} to the left`}
                onPress={() => onView({ ...view, columns: movedColumn(columns, id, -1) })}
              />
            )}
            {at >= 0 && at < columns.length - 1 && (
              <IconButton
                icon={ArrowDown}
                label={t`Move ${label} to the right`}
                onPress={() => onView({ ...view, columns: movedColumn(columns, id, 1) })}
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

function SavedViews({ view, onView }: ViewFormProps): ReactNode {
  const named = useWholeStore(namedViews);
  const [name, setName] = useState('');
  const keep = (): void => {
    if (name.trim() === '') return;
    void nameView(name.trim(), view);
    setName('');
  };
  return (
    <form
      className={styles.saved}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <h3 className={styles.legend}>{t`Saved views`}</h3>
      {named.length > 0 && (
        <ul className={styles.views} aria-label={t`Saved views`}>
          {named.map((one) => (
            <li key={one.name} className={styles.column}>
              <Button look="quiet" onPress={() => onView(one.view)}>
                {one.name}
              </Button>
              <IconButton
                icon={X}
                label={t`Remove the view ${one.name}`}
                onPress={() => void forgetView(one.name, view)}
              />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.row}>
        <Field label={t`Name of this view`} value={name} maxLength={viewLimits.text} onChange={setName} />
        <Button onPress={keep} isDisabled={name.trim() === ''}>{t`Save view`}</Button>
      </div>
    </form>
  );
}
