import type { Shell } from '../../main/handlers/session/shell.ts';
import { nodeChild } from '../../main/workers/task-process.ts';

/** A window in which nothing was dropped, every dialog is cancelled, and nobody listens: for tests to put something else in its place.
 *  @param userFolder of the application
 *  @param workers folder of the worker programs */
export const quietShell = (userFolder: string, workers: URL): Shell => ({
  version: '9.9.9',
  platform: 'linux',
  userFolder,
  workers,
  startChild: nodeChild,
  launch: { collection: null, document: null, sample: false, named: [] },
  send: () => undefined,
  openWindow: () => undefined,
  comeForward: () => undefined,
  place: () => null,
  chooseNewCollection: async () => null,
  chooseFolder: async () => null,
  chooseSourceFiles: async () => null,
  choosePageFiles: async () => null,
  chooseTruthFile: async () => null,
  chooseEntityList: async () => null,
  chooseFactsTable: async () => null,
  chooseAnnotationFile: async () => null,
  chooseSchemaFile: async () => null,
  chooseWordTemplate: async () => null,
  showInFolder: () => undefined,
  runtime: 'Node',
  chooseSaveFile: async () => null,
  chooseKeyFile: async () => null,
  showKeys: () => undefined,
  showRecent: () => undefined,
  wasLaunched: () => false,
  wasDropped: () => false,
  confirmOpening: async () => false,
  confirmAddress: async () => false,
  showOpen: () => undefined,
  offerCommands: () => undefined,
  paste: () => undefined,
  applyTheme: () => undefined,
  log: () => undefined,
});
