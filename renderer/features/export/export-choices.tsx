import { FileCode2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import {
  type EditionShape,
  type ExportFormat,
  exportFormats,
  isTeiFormat,
} from '../../../shared/contract/payloads/edition.ts';
import type { ReadingView } from '../../../shared/export/reading/reading-marks.ts';
import { t } from '../../../shared/translation/translate.ts';
import { Choice, SegmentedControl } from '../../ui/field.tsx';
import { StatusMark, statusNames } from '../../ui/marks.tsx';
import styles from './export.module.css';

/** Beyond this many documents only their number is said. */
const mostListed = 8;

interface ExportChoicesProps {
  readonly documents: readonly DocumentSummary[];
  readonly format: ExportFormat;
  readonly onFormat: (format: ExportFormat) => void;
  /** Null for the usual one of the format. */
  readonly view: ReadingView | null;
  readonly onView: (view: ReadingView) => void;
  /** Of an edition in TEI. */
  readonly shape: EditionShape;
  readonly onShape: (shape: EditionShape) => void;
}

/** What is exported and as what. */
export function ExportChoices(props: ExportChoicesProps): ReactNode {
  const { documents, format, onFormat, view, onView, shape, onShape } = props;
  const usual = formats[format].usual;
  return (
    <>
      <section aria-labelledby="export-documents" className={styles.section}>
        <h3 id="export-documents" className={styles.heading}>
          {documents.length === 1 ? t`One document` : t`${documents.length} documents`}
        </h3>
        <ul className={styles.documents}>
          {documents.slice(0, mostListed).map((document) => (
            <li key={document.id} className={styles.document}>
              <StatusMark status={document.status} />
              <span className={styles.title}>{document.title}</span>
              <span className={styles.status}>{statusNames[document.status]}</span>
            </li>
          ))}
          {documents.length > mostListed && (
            <li className={styles.status}>{t`and ${documents.length - mostListed} more`}</li>
          )}
        </ul>
      </section>
      <section aria-labelledby="export-format" className={styles.section}>
        <h3 id="export-format" className={styles.heading}>{t`Format`}</h3>
        <Choice
          label={t`Format`}
          isLabelHidden
          value={format}
          options={exportFormats.map((value) => ({ value, label: formats[value].name }))}
          onChange={onFormat}
        />
        <div className={styles.format}>
          <FileCode2 size={20} strokeWidth={1.5} aria-hidden />
          <div>
            <b>{formats[format].name}</b>
            <p>{formats[format].what}</p>
          </div>
        </div>
        {isTeiFormat(format) && (
          <div className={styles.view}>
            <SegmentedControl
              label={t`How many files`}
              value={shape}
              options={[
                { value: 'folder', label: t`A file each` },
                { value: 'volume', label: t`One volume` },
                { value: 'corpus', label: t`One corpus` },
              ]}
              onChange={onShape}
            />
          </div>
        )}
        {usual !== null && (
          <div className={styles.view}>
            <SegmentedControl
              label={t`Which text`}
              value={view ?? usual}
              options={[
                { value: 'reading', label: t`Clean text` },
                { value: 'diplomatic', label: format === 'text' ? t`As it came` : t`As on the page` },
              ]}
              onChange={onView}
            />
          </div>
        )}
      </section>
    </>
  );
}

interface FormatWords {
  readonly name: string;
  readonly what: string;
  /** The view that it has unless another is chosen; null where there is no choice. */
  readonly usual: ReadingView | null;
}

const formats: Readonly<Record<ExportFormat, FormatWords>> = {
  tei: {
    name: 'TEI P5',
    what: t`The full record, an XML file for each document: pages and their regions, notes, corrections with both readings, tags, versions and who made them. Each file is validated before it is written.`,
    usual: null,
  },
  frus: {
    name: 'FRUS',
    what: t`The clean reading text in the dialect of the Foreign Relations of the United States, held against its rules: attachments, white space at page breaks, identifiers, lists of persons and terms.`,
    usual: null,
  },
  html: {
    name: t`HTML page`,
    what: t`A page for each document, to be read in any browser: page markers, notes, corrections and tags shown or not, the page images beside the text. It needs no network.`,
    usual: 'reading',
  },
  versions: {
    name: t`Versions side by side`,
    what: t`A page for each document: the text as it was imported beside the text as it is now, word by word, all of it or only what changed.`,
    usual: null,
  },
  site: {
    name: t`Site of the collection`,
    what: t`A folder of pages that is read from a disk, without a server: list with a search over all words, timeline, names, correspondence, and the page of each document.`,
    usual: null,
  },
  pdf: {
    name: 'PDF',
    what: t`A file for each document, with headings as bookmarks, and tagged for screen readers.`,
    usual: 'reading',
  },
  'searchable-pdf': {
    name: t`Searchable PDF of the page images`,
    what: t`The page images of each document with the words under them as they read now: they are found, marked and copied. JPEG images go in as they are.`,
    usual: null,
  },
  docx: {
    name: t`Word document`,
    what: t`A .docx for each document: footnotes, a style for each sort of paragraph, page markers as bookmarks.`,
    usual: 'reading',
  },
  epub: {
    name: 'EPUB',
    what: t`A book for each document, with its notes and the list of its pages.`,
    usual: 'reading',
  },
  markdown: {
    name: 'Markdown',
    what: t`A .md for each document, with footnotes, and its facts in front.`,
    usual: 'reading',
  },
  text: {
    name: t`Plain text`,
    what: t`A .txt for each document with its page markers in brackets. As it came, it is the imported text, byte for byte, but for what you changed.`,
    usual: 'diplomatic',
  },
  tags: {
    name: t`Table of tags`,
    what: t`A .csv for each document: every tag with its words, pages, comment and who made it.`,
    usual: null,
  },
  annotations: {
    name: t`Web Annotations`,
    what: t`Tags and regions of page images as JSON-LD of the W3C, a .jsonld for each document, for other programs and back.`,
    usual: null,
  },
  alto: {
    name: 'ALTO 4',
    what: t`The words of each page image with their boxes, as the text reads now, an XML file for each page that was read: for viewers and repositories.`,
    usual: null,
  },
  'dublin-core': {
    name: 'Dublin Core',
    what: t`The facts of each document as an XML record that repositories and catalogues exchange (oai_dc).`,
    usual: null,
  },
  ead: {
    name: 'EAD',
    what: t`The facts of each document as an item of a finding aid (EAD 2002): repository, box, folder, rights and access.`,
    usual: null,
  },
  'csl-json': {
    name: t`Citation (CSL-JSON)`,
    what: t`How to cite each document, for Zotero and citation processors, with its place in the archive.`,
    usual: null,
  },
  ris: {
    name: t`Citation (RIS)`,
    what: t`How to cite each document, for EndNote, Zotero and library catalogues.`,
    usual: null,
  },
  cmif: {
    name: t`Letters of the collection (CMIF)`,
    what: t`One file with sender, recipient, date and place of each letter, as catalogues of letters take it up.`,
    usual: null,
  },
  iiif: {
    name: t`IIIF bundle`,
    what: t`A folder for each document: its page images, and a manifest of the IIIF Presentation API 3 for viewers. The addresses in it are those of a server on your own machine; replace them where you publish it.`,
    usual: null,
  },
  bagit: {
    name: t`BagIt package`,
    what: t`A folder to deposit: source files and page images byte for byte, text, TEI and Dublin Core of each document, with the checksum of every file.`,
    usual: null,
  },
};
