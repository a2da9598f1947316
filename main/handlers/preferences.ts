import { done, type HandlersOf, refused } from './handler.ts';
import type { Session } from './session.ts';

export function preferencesHandlers(session: Session): HandlersOf<'preferences:save' | 'preferences:choose-schema'> {
  const { preferences, shell } = session;
  return {
    async 'preferences:save'(wanted) {
      const schema = wanted.schemaFile;
      // The page must not name one by itself, not even one that was dropped: a schema decides what an edition is judged by.
      if (schema !== null && schema !== preferences.preferences.schemaFile) {
        return refused({
          what: 'The schema file was not chosen by you in a dialog.',
          kept: 'The preferences are as they were.',
          next: 'Choose the schema file with “Choose…” in the preferences.',
          details: null,
        });
      }
      const saved = await preferences.save(wanted);
      shell.applyTheme(saved.theme);
      return done(saved);
    },
    async 'preferences:choose-schema'() {
      const schemaFile = await shell.chooseSchemaFile();
      if (schemaFile === null) return done(null);
      return done(await preferences.save({ ...preferences.preferences, schemaFile }));
    },
  };
}
