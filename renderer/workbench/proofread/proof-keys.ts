import type { DocumentSession } from '../document-session.ts';
import { isResting } from '../transcription/proofread-decorations.ts';
import { goBack, readAndGoOn } from './proof-actions.ts';

/** Enter reads on and Shift+Enter goes back. Space and Backspace do the same until the caret is put into the line or something is typed:
 *  then they are keys of the text.
 *  @returns whether the key was one of these */
export function proofKey(session: DocumentSession, event: KeyboardEvent): boolean {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
  const atRest = isResting(session.editor.get());
  if (event.key === 'Enter' ? !event.shiftKey : event.key === ' ' && atRest) readAndGoOn(session);
  else if (event.key === 'Enter' || (event.key === 'Backspace' && atRest)) goBack(session);
  else return false;
  return true;
}
