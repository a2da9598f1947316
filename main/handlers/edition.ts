import { exportAlto } from '../jobs/export-alto.ts';
import { checkEditions, exportEditions } from '../jobs/export-edition.ts';
import { documentsOf } from '../jobs/with-document.ts';
import { done, type HandlersOf } from './handler.ts';
import type { Session } from './session.ts';

export function editionHandlers(session: Session): HandlersOf<'edition:check' | 'edition:export'> {
  const schemaFile = (): string | null => session.preferences.preferences.schemaFile;
  return {
    async 'edition:check'({ documents }) {
      const { jobs, jobContext, collection } = session;
      const request = { documents, schemaFile: schemaFile() };
      const work = documentsOf(collection);
      return jobs.run('Checking', (control) => checkEditions(jobContext, work, request, control));
    },
    async 'edition:export'({ documents, format, writeInvalid }) {
      const folder = await session.shell.chooseFolder('export');
      if (folder === null) return done(null);
      const { jobs, jobContext, collection } = session;
      const request = { documents, folder, writeInvalid, schemaFile: schemaFile() };
      const work = documentsOf(collection);
      if (format === 'alto') return jobs.run('Exporting', (control) => exportAlto(jobContext, work, request, control));
      return jobs.run('Exporting', (control) => exportEditions(jobContext, work, request, control));
    },
  };
}
