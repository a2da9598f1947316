import path from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { retold } from '../../shared/translation/retell.ts';
import { t } from '../../shared/translation/translate.ts';
import type { FolderPurpose, Shell } from '../handlers/session/shell.ts';
import { confirmAddress, confirmOpening } from './questions.ts';

const folderQuestions: Readonly<Record<FolderPurpose, { readonly title: string; readonly buttonLabel: string }>> = {
  'open collection': { title: t`Open a collection`, buttonLabel: t`Open` },
  import: { title: t`Import a folder with all that is in it`, buttonLabel: t`Import` },
  export: { title: t`Where shall the edition be written?`, buttonLabel: t`Export` },
  'restore backup': { title: t`Which backup shall be restored?`, buttonLabel: t`Restore` },
  templates: { title: t`Which templates shall the edition be made with?`, buttonLabel: t`Choose` },
  'new templates': { title: t`Where shall the templates be written, to be changed?`, buttonLabel: t`Write` },
  share: { title: t`In which folder shall the collection be shared?`, buttonLabel: t`Choose` },
  join: { title: t`In which folder is the collection shared?`, buttonLabel: t`Choose` },
};

const textExtensions = ['txt', 'text', 'asc', 'docx'];
const imageExtensions = ['png', 'jpg', 'jpeg', 'tif', 'tiff', 'webp', 'gif', 'bmp', 'jp2', 'pdf'];
const layoutExtensions = ['xml', 'hocr', 'html', 'htm'];
const packageExtensions = ['zip', 'json', 'jsonld', 'xml'];

/** Asks for one file; null when the person cancelled. */
async function chooseOneFile(
  window: BrowserWindow,
  title: string,
  buttonLabel: string,
  filter: Electron.FileFilter,
): Promise<string | null> {
  const answer = await dialog.showOpenDialog(window, {
    title,
    buttonLabel,
    filters: [filter, { name: t`All files`, extensions: ['*'] }],
    properties: ['openFile'],
  });
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
}

const webAnnotations = { name: t`Web Annotations`, extensions: ['jsonld', 'json'] };
const entityLists = { name: 'CSV, TEI, GeoNames', extensions: ['csv', 'tsv', 'txt', 'xml'] };

/** What of `Shell` asks a person for folders and files that are written to. */
type PlaceDialogs = Pick<
  Shell,
  'chooseNewCollection' | 'chooseFolder' | 'chooseSaveFile' | 'confirmOpening' | 'confirmAddress'
>;

/** What of `Shell` asks a person for files that are read. */
type FileDialogs = Pick<
  Shell,
  | 'chooseKeyFile'
  | 'chooseSourceFiles'
  | 'choosePageFiles'
  | 'chooseTruthFile'
  | 'chooseEntityList'
  | 'chooseFactsTable'
  | 'chooseAnnotationFile'
  | 'chooseWordTemplate'
  | 'chooseSchemaFile'
>;

/** The dialogs of the system before one window.
 *  @param window asked for when a dialog is shown */
export const windowDialogs = (window: () => BrowserWindow): PlaceDialogs & FileDialogs => ({
  ...placeDialogs(window),
  ...fileDialogs(window),
});

const placeDialogs = (window: () => BrowserWindow): PlaceDialogs => ({
  async chooseNewCollection(title) {
    const answer = await dialog.showSaveDialog(window(), {
      title: t`Where shall the new collection be?`,
      buttonLabel: t`Create`,
      nameFieldLabel: t`Folder:`,
      defaultPath: path.join(app.getPath('documents'), title.replaceAll(/[/\\:*?"<>|]+/g, ' ').trim()),
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    return answer.canceled || answer.filePath === '' ? null : answer.filePath;
  },
  async chooseFolder(purpose, startAt = null) {
    const answer = await dialog.showOpenDialog(window(), {
      ...folderQuestions[purpose],
      ...(startAt !== null && { defaultPath: startAt }),
      properties:
        purpose === 'export' || purpose === 'share' || purpose === 'new templates'
          ? ['openDirectory', 'createDirectory']
          : ['openDirectory'],
    });
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  },
  async chooseSaveFile({ title, name, kind, ending }) {
    const answer = await dialog.showSaveDialog(window(), {
      title: retold(title),
      defaultPath: path.join(app.getPath('documents'), name),
      filters: [{ name: retold(kind), extensions: [ending] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    return answer.canceled || answer.filePath === '' ? null : answer.filePath;
  },
  confirmOpening: (folder) => confirmOpening(window(), folder),
  confirmAddress: (address, purpose) => confirmAddress(window(), address, purpose),
});

function fileDialogs(window: () => BrowserWindow): FileDialogs {
  const chooseFile = (title: string, buttonLabel: string, filter: Electron.FileFilter): Promise<string | null> =>
    chooseOneFile(window(), title, buttonLabel, filter);
  return {
    chooseKeyFile: () => chooseFile(t`Choose a file of keys`, t`Import`, { name: 'JSON', extensions: ['json'] }),
    async chooseSourceFiles() {
      const answer = await dialog.showOpenDialog(window(), {
        title: t`Import files`,
        buttonLabel: t`Import`,
        filters: [
          {
            name: t`All that can be imported`,
            extensions: [...textExtensions, ...imageExtensions, ...layoutExtensions, ...packageExtensions],
          },
          { name: t`Plain text and Word`, extensions: textExtensions },
          { name: t`Images and PDF`, extensions: imageExtensions },
          { name: 'hOCR, ALTO, PAGE', extensions: layoutExtensions },
          { name: 'ZIP, METS, IIIF, Tropy', extensions: packageExtensions },
          { name: t`All files`, extensions: ['*'] },
        ],
        properties: ['openFile', 'multiSelections'],
      });
      return answer.canceled || answer.filePaths.length === 0 ? null : answer.filePaths;
    },
    async choosePageFiles(purpose) {
      const filter =
        purpose === 'layout'
          ? { name: 'hOCR, ALTO, PAGE', extensions: layoutExtensions }
          : { name: t`Images and PDF`, extensions: imageExtensions };
      const answer = await dialog.showOpenDialog(window(), {
        title: purpose === 'layout' ? t`Add what was read on the pages` : t`Choose images of the pages`,
        buttonLabel: purpose === 'image' ? t`Link` : t`Add`,
        filters: [filter, { name: t`All files`, extensions: ['*'] }],
        properties: purpose === 'image' ? ['openFile'] : ['openFile', 'multiSelections'],
      });
      return answer.canceled || answer.filePaths.length === 0 ? null : answer.filePaths;
    },
    async chooseTruthFile() {
      const answer = await dialog.showOpenDialog(window(), {
        title: t`Choose a text that is right`,
        buttonLabel: t`Measure`,
        filters: [
          { name: t`Plain text`, extensions: ['txt', 'text', 'asc'] },
          { name: 'hOCR, ALTO, PAGE', extensions: layoutExtensions },
          { name: t`All files`, extensions: ['*'] },
        ],
        properties: ['openFile'],
      });
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
    chooseEntityList: () => chooseFile(t`Choose a list of persons, places or other entities`, t`Choose`, entityLists),
    chooseWordTemplate: () =>
      chooseFile(t`Choose a Word document as template`, t`Choose`, { name: t`Word document`, extensions: ['docx'] }),
    chooseAnnotationFile: () => chooseFile(t`Choose a file of Web Annotations`, t`Import`, webAnnotations),
    chooseFactsTable: () =>
      chooseFile(t`Choose a table of facts`, t`Import`, { name: 'CSV', extensions: ['csv', 'tsv', 'txt'] }),
    chooseSchemaFile: () =>
      chooseFile(t`Choose a schema that editions are checked against`, t`Choose`, {
        name: t`RELAX NG or Schematron`,
        extensions: ['rng', 'sch', 'isosch'],
      }),
  };
}
