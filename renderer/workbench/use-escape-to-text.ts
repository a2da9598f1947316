import { useEffect } from 'react';
import { focusEditor } from './transcription/editor-handle.ts';

/** Escape gives the focus back to the text, unless something nearer has taken the key. */
export function useEscapeToText(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) focusEditor();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
