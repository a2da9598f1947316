import type { DocumentSession } from '../document-session.ts';
import { isResting, withProofreading } from '../transcription/proofread-decorations.ts';
import { goBack, readAndGoOn } from './proof-actions.ts';

const caretKeys = /^(Arrow|Home|End|Page)/;

/** Enter reads on and Shift+Enter goes back. Space and Backspace do the same until the caret is put into the line or something is typed:
 *  then they are keys of the text.
 *  @returns whether the key was one of these */
export function proofKey(session: DocumentSession, event: KeyboardEvent): boolean {
  const { tr } = session.editor.get();
  const atRest = isResting(session.editor.get());
  // The window tells of the caret only after the key that moves it, and a space may come before that.
  if (atRest && caretKeys.test(event.key)) session.dispatch(withProofreading(tr, { isResting: false }));
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === 'Enter' ? !event.shiftKey : event.key === ' ' && atRest) readAndGoOn(session);
  else if (event.key === 'Enter' || (event.key === 'Backspace' && atRest)) goBack(session);
  else return false;
  return true;
}
