import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { DocumentFindings } from '../../../shared/contract/calls/edition.ts';
import type {
  EditionShape,
  ExportFormat,
  ExportOutcome,
  ExportReply,
} from '../../../shared/contract/payloads/edition.ts';
import type { StateName } from '../../../shared/contract/payloads/versions.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { ReadingView } from '../../../shared/export/reading/reading-marks.ts';
import { counted, t } from '../../../shared/translation/translate.ts';
import { openedDocument } from '../../actions/document-actions.ts';
import { closePanel, useSession } from '../../model/session.ts';
import { ask } from '../../platform/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { SegmentedControl } from '../../ui/field.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import { EditionFactsForm } from './edition-facts-form.tsx';
import styles from './export.module.css';
import { type LastExport, lastExport } from './export-again.ts';
import { ExportChoices } from './export-choices.tsx';
import { hasTemplate, TemplateChoice, VersionChoice } from './export-looks.tsx';
import { ExportOutcomeNote } from './export-outcome-note.tsx';
import { FindingList } from './finding-list.tsx';

/** Beyond this many files only their number is said. */
const mostListed = 12;

interface ExistingFilesProps {
  readonly existing: Extract<ExportReply, { readonly kind: 'exists' }>;
  readonly onOverwrite: () => void;
  readonly onChooseOther: () => void;
}

/** Files that stand where the edition would be written: asks before they are overwritten. */
function ExistingFiles({ existing, onOverwrite, onChooseOther }: ExistingFilesProps): ReactNode {
  const { folder, files } = existing;
  const isOne = files.length === 1;
  return (
    <section aria-label={t`Files that are there`} className={classNames(styles.outcome)}>
      <div role="status" className={styles.outcomeHead}>
        <TriangleAlert size={18} strokeWidth={1.8} aria-hidden />
        <b>
          {isOne
            ? t`Nothing was written yet: one file is there already and would be overwritten`
            : t`Nothing was written yet: ${files.length} files are there already and would be overwritten`}
        </b>
      </div>
      <p data-selectable className={styles.folder}>
        {folder}
      </p>
      {files.slice(0, mostListed).map((file) => (
        <p key={file} data-selectable className={styles.file}>
          {file}
        </p>
      ))}
      {files.length > mostListed && <p className={styles.file}>{t`and ${files.length - mostListed} more`}</p>}
      <div className={styles.answers}>
        <Button look="danger" onPress={onOverwrite}>
          {isOne ? t`Overwrite it` : t`Overwrite them`}
        </Button>
        <Button onPress={onChooseOther}>{t`Choose another folder…`}</Button>
      </div>
    </section>
  );
}

interface CheckResultsProps {
  readonly results: readonly DocumentFindings[];
  readonly onFixed: (document: DocumentId) => void;
}

/** What validation says, in plain words, a document after the other; those that are not valid come first. */
function CheckResults({ results, onFixed }: CheckResultsProps): ReactNode {
  const ordered = [...results].sort((a, b) => b.findings.length - a.findings.length);
  const valid = results.filter((result) => result.findings.length === 0).length;
  return (
    <section aria-labelledby="export-results" className={styles.section}>
      <h3 id="export-results" className={styles.heading}>
        {valid === results.length ? allValid(valid) : t`${valid} of ${results.length} valid`}
      </h3>
      <ul className={styles.results}>
        {ordered.map((result) => (
          <li key={result.document}>
            <Verdict title={result.title} count={result.findings.length} />
            <FindingList found={result} onFixed={() => onFixed(result.document)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const allValid = (count: number): string => (count === 1 ? t`The TEI is valid` : t`All ${count} are valid TEI`);

function Verdict({ title, count }: { readonly title: string; readonly count: number }): ReactNode {
  const isValid = count === 0;
  const Icon = isValid ? CircleCheck : CircleAlert;
  return (
    <div className={classNames(styles.verdict, isValid ? styles.valid : styles.invalid)}>
      <Icon size={16} strokeWidth={1.9} aria-hidden />
      <span className={styles.title}>{title}</span>
      <b>{isValid ? t`valid` : counted(count, 'finding')}</b>
    </div>
  );
}

/** An export as far as it has come. */
interface Edition {
  /** What the check found, a line a document; null before it. */
  readonly results: readonly DocumentFindings[] | null;
  readonly outcome: ExportOutcome | null;
  /** What stands in the chosen folder and would be overwritten: nothing was written. */
  readonly existing: Extract<ExportReply, { readonly kind: 'exists' }> | null;
  readonly isBusy: boolean;
  /** What was found or written is of another choice. */
  readonly forget: () => void;
  readonly check: () => Promise<void>;
  /** Checks one of them once more. */
  readonly recheck: (document: DocumentId) => void;
  /** Asks where, and writes there. */
  readonly write: (writeInvalid: boolean) => Promise<void>;
  /** Asks for another folder, and writes there. */
  readonly again: () => Promise<void>;
  /** Writes over what is there. */
  readonly overwrite: () => Promise<void>;
}

function useExport({ documents, format, view, shape, template, versions }: LastExport): Edition {
  const [results, setResults] = useState<Edition['results']>(null);
  const [outcome, setOutcome] = useState<ExportOutcome | null>(null);
  const [existing, setExisting] = useState<Edition['existing']>(null);
  const [isBusy, setBusy] = useState(false);
  const writesInvalid = useRef(false);
  const working = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setOutcome(null);
    setExisting(null);
    // What is typed but not yet sent belongs to the edition.
    if (await (openedDocument()?.flush() ?? Promise.resolve(true))) await work();
    setBusy(false);
  };
  const write = async (overwrite: boolean): Promise<void> => {
    const argument = {
      documents,
      format,
      view,
      shape,
      writeInvalid: writesInvalid.current,
      overwrite,
      template,
      ...(versions && { versions }),
    };
    const written = await ask('edition:export', argument);
    if (!written) return;
    if (written.kind === 'exists') return setExisting(written);
    setOutcome(written);
    lastExport.set({ documents, format, view, shape, template, versions });
    setResults(null);
  };
  return {
    results,
    outcome,
    existing,
    isBusy,
    forget: () => {
      setResults(null);
      setOutcome(null);
      setExisting(null);
    },
    check: () =>
      working(async () => {
        const found = await ask('edition:check', { documents });
        if (found) setResults(found);
      }),
    recheck: (document) =>
      void working(async () => {
        const found = await ask('edition:check', { documents: [document] });
        const now = (one: DocumentFindings): DocumentFindings =>
          found?.find((fresh) => fresh.document === one.document) ?? one;
        setResults((known) => known?.map(now) ?? null);
      }),
    write: (writeInvalid) => {
      writesInvalid.current = writeInvalid;
      return working(() => write(false));
    },
    again: () => working(() => write(false)),
    overwrite: () => working(() => write(true)),
  };
}

type Scope = 'chosen' | 'all';

interface ExportPanelProps {
  /** What was chosen when the panel was opened. */
  readonly documents: readonly DocumentId[];
  readonly checkAtOnce: boolean;
}

/** What can be done with what was chosen. */
function ExportFoot({ edition, isTei }: { readonly edition: Edition; readonly isTei: boolean }): ReactNode {
  const invalid = edition.results?.filter((result) => result.findings.length > 0).length ?? 0;
  return (
    <>
      <Button look="primary" isPending={edition.isBusy} onPress={() => void edition.write(false)}>{t`Export…`}</Button>
      {isTei && <Button isPending={edition.isBusy} onPress={() => void edition.check()}>{t`Check`}</Button>}
      {invalid > 0 && (
        <Button
          look="quiet"
          isPending={edition.isBusy}
          onPress={() => void edition.write(true)}
        >{t`Write also what is not valid…`}</Button>
      )}
      {edition.isBusy && <span role="status" className={styles.busy}>{t`Working…`}</span>}
    </>
  );
}

/** Makes the edition: choose, check, write. */
export function ExportPanel({ documents: chosen, checkAtOnce }: ExportPanelProps): ReactNode {
  const [scope, setScope] = useState<Scope>('chosen');
  const last = lastExport.get();
  const [format, setFormat] = useState<ExportFormat>(checkAtOnce ? 'tei' : (last?.format ?? 'tei'));
  const [view, setView] = useState<ReadingView | null>(last?.view ?? null);
  const [template, setTemplate] = useState<string | null>(null);
  const [versions, setVersions] = useState<readonly [StateName, StateName] | null>(null);
  const collection = useSession((session) => session.collection);
  const all = collection?.documents ?? [];
  const among = new Set(chosen);
  const rows = scope === 'all' ? all : all.filter((document) => among.has(document.id));
  const [shape, setShape] = useState<EditionShape>('folder');
  const edition = useExport({
    documents: rows.map((document) => document.id),
    format,
    view,
    shape,
    template: template === null ? 'usual' : 'chosen',
    versions,
  });
  const check = useRef(edition.check);
  check.current = edition.check;
  useEffect(() => {
    if (checkAtOnce) void check.current();
  }, [checkAtOnce]);
  return (
    <SidePanel title={t`Export`} onClose={closePanel} foot={<ExportFoot edition={edition} isTei={format === 'tei'} />}>
      {chosen.length < all.length && (
        <ScopeChoice
          scope={scope}
          chosen={chosen.length}
          all={all.length}
          onScope={(next) => {
            setScope(next);
            edition.forget();
          }}
        />
      )}
      <ExportChoices
        documents={rows}
        format={format}
        onFormat={(next) => {
          setFormat(next);
          setView(null);
          setVersions(null);
          // A folder of templates is no Word document, nor the other way round.
          if ((next === 'docx') !== (format === 'docx')) setTemplate(null);
          edition.forget();
        }}
        view={view}
        onView={(next) => {
          setView(next);
          edition.forget();
        }}
        shape={shape}
        onShape={(next) => {
          setShape(next);
          edition.forget();
        }}
      />
      {(format === 'frus' || (format === 'tei' && shape !== 'folder')) && <EditionFactsForm />}
      {format === 'versions' && rows[0] && rows.length === 1 && rows[0].id === openedDocument()?.id && (
        <VersionChoice document={rows[0].id} chosen={versions} onChoose={setVersions} />
      )}
      {hasTemplate(format) && <TemplateChoice format={format} name={template} onChoose={setTemplate} />}
      {edition.existing && (
        <ExistingFiles
          existing={edition.existing}
          onOverwrite={() => void edition.overwrite()}
          onChooseOther={() => void edition.again()}
        />
      )}
      {edition.outcome && <ExportOutcomeNote outcome={edition.outcome} />}
      {edition.results && <CheckResults results={edition.results} onFixed={edition.recheck} />}
    </SidePanel>
  );
}

interface ScopeChoiceProps {
  readonly scope: Scope;
  /** Numbers of documents. */
  readonly chosen: number;
  readonly all: number;
  readonly onScope: (scope: Scope) => void;
}

function ScopeChoice({ scope, chosen, all, onScope }: ScopeChoiceProps): ReactNode {
  return (
    <div className={styles.scope}>
      <SegmentedControl
        label={t`What to export`}
        value={scope}
        options={[
          { value: 'chosen', label: chosen === 1 ? t`This document` : t`The ${chosen} selected` },
          { value: 'all', label: t`All ${all} of the collection` },
        ]}
        onChange={onScope}
      />
    </div>
  );
}
