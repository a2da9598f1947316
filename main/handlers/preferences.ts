import { done, type HandlersOf, refused } from './handler.ts';
import type { Session } from './session.ts';

export function preferencesHandlers(session: Session): HandlersOf<'preferences:save'> {
  return {
    async 'preferences:save'(wanted) {
      const { preferences, shell } = session;
      const schema = wanted.schemaFile;
      // The page must not name files by itself: only those that a person gave it.
      if (schema !== null && schema !== preferences.preferences.schemaFile && !shell.wasDropped(schema)) {
        return refused({
          what: 'The schema file was not chosen by you in this window.',
          kept: 'The preferences are as they were.',
          next: 'Drop the schema file on the window.',
          details: null,
        });
      }
      const saved = await preferences.save(wanted);
      shell.applyTheme(saved.theme);
      return done(saved);
    },
  };
}
