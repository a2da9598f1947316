import { memo, type ReactNode, type RefObject, useEffect, useMemo, useRef } from 'react';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { goTo } from '../transcription/editor-handle.ts';
import { type SourceLine, sourceLines } from './source-lines.ts';
import styles from './source-text.module.css';
import { linesInChunk } from './source-view.ts';
import { type SourcePlaces, useSourceFollowing } from './use-source-following.ts';

interface SourceTextProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
}

/** It can be scrolled without a mouse. */
const scrollable = { role: 'group', 'aria-label': 'Source text', tabIndex: 0 } as const;

/** The text as it was imported, line by line. The line of the caret is marked; a click leads to the place in the transcription. */
export function SourceText({ session, outline }: SourceTextProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => sourceLines(session.opened.sourceText), [session]);
  const places = useSourceFollowing(session, outline, lines, box);
  useLeadFromSource(box, lines, places);
  return (
    <div ref={box} {...scrollable} className={styles.desk}>
      <SourceLines lines={lines} />
    </div>
  );
}

/** A click on a line leads to the place in the transcription. Without a mouse one is there already: the caret leads here. */
function useLeadFromSource(
  box: RefObject<HTMLElement | null>,
  lines: readonly SourceLine[],
  places: SourcePlaces,
): void {
  useEffect(() => {
    const element = box.current;
    const lead = (event: MouseEvent): void => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-line]') : null;
      const clicked = lines[Number(row?.dataset.line ?? -1)];
      // Whoever drags over words wants to copy them.
      if (!clicked || !window.getSelection()?.isCollapsed) return;
      const pos = places.positionAt(clicked.offset + wordOffset(clicked));
      if (pos !== null) goTo({ kind: 'range', from: pos, to: pos });
    };
    element?.addEventListener('click', lead);
    return () => element?.removeEventListener('click', lead);
  }, [box, lines, places]);
}

/** Where the first word of a line begins within it. */
const wordOffset = (line: SourceLine): number => Math.max(0, line.text.search(/\S/));

/** Which line is the caret's is marked from outside (`source-view.ts`). */
const SourceLines = memo(function SourceLines({ lines }: { readonly lines: readonly SourceLine[] }): ReactNode {
  const chunks = Array.from({ length: Math.ceil(lines.length / linesInChunk) }, (_, chunk) => chunk * linesInChunk);
  return (
    <div className={styles.sheet} data-selectable>
      {chunks.map((first) => (
        <ol key={first} className={styles.chunk}>
          {lines.slice(first, first + linesInChunk).map((line, index) => (
            <li key={line.number} data-line={first + index} className={styles.line}>
              <span className={styles.number} aria-hidden>
                {line.number}
              </span>
              <span className={styles.text}>{line.text || '\u00a0'}</span>
            </li>
          ))}
        </ol>
      ))}
    </div>
  );
});
