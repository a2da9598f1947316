import path from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { FolderPurpose, Shell } from '../handlers/session/shell.ts';
import { confirmAddress, confirmOpening } from './questions.ts';

const folderQuestions: Readonly<Record<FolderPurpose, { readonly title: string; readonly buttonLabel: string }>> = {
  'open collection': { title: 'Open a collection', buttonLabel: 'Open' },
  import: { title: 'Import a folder with all that is in it', buttonLabel: 'Import' },
  export: { title: 'Where shall the edition be written?', buttonLabel: 'Export' },
  'restore backup': { title: 'Which backup shall be restored?', buttonLabel: 'Restore' },
  templates: { title: 'Which templates shall the edition be made with?', buttonLabel: 'Choose' },
  'new templates': { title: 'Where shall the templates be written, to be changed?', buttonLabel: 'Write' },
  share: { title: 'In which folder shall the collection be shared?', buttonLabel: 'Choose' },
  join: { title: 'In which folder is the collection shared?', buttonLabel: 'Choose' },
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
    filters: [filter, { name: 'All files', extensions: ['*'] }],
    properties: ['openFile'],
  });
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
}

const webAnnotations = { name: 'Web Annotations', extensions: ['jsonld', 'json'] };
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
      title: 'Where shall the new collection be?',
      buttonLabel: 'Create',
      nameFieldLabel: 'Folder:',
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
      title,
      defaultPath: path.join(app.getPath('documents'), name),
      filters: [{ name: kind, extensions: [ending] }],
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
    chooseKeyFile: () => chooseFile('Choose a file of keys', 'Import', { name: 'JSON', extensions: ['json'] }),
    async chooseSourceFiles() {
      const answer = await dialog.showOpenDialog(window(), {
        title: 'Import files',
        buttonLabel: 'Import',
        filters: [
          {
            name: 'All that can be imported',
            extensions: [...textExtensions, ...imageExtensions, ...layoutExtensions, ...packageExtensions],
          },
          { name: 'Plain text and Word', extensions: textExtensions },
          { name: 'Images and PDF', extensions: imageExtensions },
          { name: 'hOCR, ALTO, PAGE', extensions: layoutExtensions },
          { name: 'ZIP, METS, IIIF, Tropy', extensions: packageExtensions },
          { name: 'All files', extensions: ['*'] },
        ],
        properties: ['openFile', 'multiSelections'],
      });
      return answer.canceled || answer.filePaths.length === 0 ? null : answer.filePaths;
    },
    async choosePageFiles(purpose) {
      const filter =
        purpose === 'layout'
          ? { name: 'hOCR, ALTO, PAGE', extensions: layoutExtensions }
          : { name: 'Images and PDF', extensions: imageExtensions };
      const answer = await dialog.showOpenDialog(window(), {
        title: purpose === 'layout' ? 'Add what was read on the pages' : 'Choose images of the pages',
        buttonLabel: purpose === 'image' ? 'Link' : 'Add',
        filters: [filter, { name: 'All files', extensions: ['*'] }],
        properties: purpose === 'image' ? ['openFile'] : ['openFile', 'multiSelections'],
      });
      return answer.canceled || answer.filePaths.length === 0 ? null : answer.filePaths;
    },
    async chooseTruthFile() {
      const answer = await dialog.showOpenDialog(window(), {
        title: 'Choose a text that is right',
        buttonLabel: 'Measure',
        filters: [
          { name: 'Plain text', extensions: ['txt', 'text', 'asc'] },
          { name: 'hOCR, ALTO, PAGE', extensions: layoutExtensions },
          { name: 'All files', extensions: ['*'] },
        ],
        properties: ['openFile'],
      });
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
    chooseEntityList: () => chooseFile('Choose a list of persons, places or other entities', 'Choose', entityLists),
    chooseWordTemplate: () =>
      chooseFile('Choose a Word document as template', 'Choose', { name: 'Word document', extensions: ['docx'] }),
    chooseAnnotationFile: () => chooseFile('Choose a file of Web Annotations', 'Import', webAnnotations),
    chooseFactsTable: () =>
      chooseFile('Choose a table of facts', 'Import', { name: 'CSV', extensions: ['csv', 'tsv', 'txt'] }),
    chooseSchemaFile: () =>
      chooseFile('Choose a schema that editions are checked against', 'Choose', {
        name: 'RELAX NG or Schematron',
        extensions: ['rng', 'sch', 'isosch'],
      }),
  };
}
