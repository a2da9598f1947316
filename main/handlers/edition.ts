import type { ExportedDocument } from '../../shared/contract/edition.ts';
import { checkEditions } from '../jobs/export-edition.ts';
import { exportToFolder } from '../jobs/export-to-folder.ts';
import { documentsOf } from '../jobs/with-document.ts';
import { done, type HandlersOf } from './handler.ts';
import type { Session } from './session.ts';

type Channels = 'edition:check' | 'edition:export' | 'edition:show-in-folder';

export function editionHandlers(session: Session): HandlersOf<Channels> {
  const schemaFile = (): string | null => session.preferences.preferences.schemaFile;
  // The page names no folder: what it may write to and show is what a person chose in a dialog.
  let chosen: string | null = null;
  let exported: string | null = null;
  return {
    async 'edition:check'({ documents }) {
      const { jobs, jobContext, collection } = session;
      const request = { documents, schemaFile: schemaFile() };
      const work = documentsOf(collection);
      return jobs.run('Checking', (control) => checkEditions(jobContext, work, request, control));
    },
    async 'edition:export'({ documents, format, writeInvalid, overwrite }) {
      const { jobs, jobContext, collection, shell } = session;
      const isGoingOn = overwrite && chosen !== null;
      const folder = isGoingOn ? chosen : await shell.chooseFolder('export');
      if (folder === null) return done(null);
      chosen = folder;
      const request = { documents, folder, format, writeInvalid, overwrite: isGoingOn, schemaFile: schemaFile() };
      const reply = await jobs.run('Exporting', (control) => exportToFolder(jobContext, collection, request, control));
      if (reply.ok && reply.value.kind === 'written')
        exported = reply.value.documents.flatMap(filesOf)[0] ?? reply.value.folder;
      return reply;
    },
    async 'edition:show-in-folder'() {
      if (exported !== null) session.shell.showInFolder(exported);
      return done(null);
    },
  };
}

function filesOf(document: ExportedDocument): readonly string[] {
  if (document.kind === 'written') return [document.file];
  return document.kind === 'pages' ? document.files : [];
}
