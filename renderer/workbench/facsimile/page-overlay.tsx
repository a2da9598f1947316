import type { ReactNode } from 'react';
import type { PageView } from '../../../shared/contract/facsimile.ts';
import type { Box } from '../../../shared/document/layout.ts';
import { useStore, useWholeStore } from '../../store.ts';
import { classNames } from '../../ui/class-names.ts';
import type { DocumentSession } from '../document-session.ts';
import type { Facsimile } from './facsimile-model.ts';
import { facsimileView } from './facsimile-view.ts';
import styles from './page-stage.module.css';
import { useZonesAtCaret } from './use-zones-at-caret.ts';
import { zoneDraft } from './zone-draft.ts';

interface PageOverlayProps {
  readonly session: DocumentSession;
  readonly facsimile: Facsimile;
  readonly page: PageView;
}

/** What is drawn on a page, in image pixels: the zones, and the word of the caret. */
export function PageOverlay({ session, facsimile, page }: PageOverlayProps): ReactNode {
  const zones = useStore(session.facts, (facts) => facts.zones);
  const chosen = useStore(facsimileView, (view) => view.chosenZone);
  const placed = useStore(zoneDraft, (draft) => draft?.id ?? null);
  const atCaret = useZonesAtCaret(session);
  return (
    <>
      {zones
        .filter((zone) => zone.page === page.id && zone.id !== placed)
        .map(({ id, box, kind }) => (
          <rect
            key={id}
            {...box}
            rx={cornerOf(box)}
            className={classNames(styles.zone, (id === chosen || atCaret.includes(id)) && styles.chosen)}
            data-zone={kind}
          />
        ))}
      <CaretWord facsimile={facsimile} page={page} />
      <Draft page={page} />
    </>
  );
}

function CaretWord({ facsimile, page }: Pick<PageOverlayProps, 'facsimile' | 'page'>): ReactNode {
  const word = useWholeStore(facsimile.caretWord);
  if (word?.page !== page.id) return null;
  return (
    <>
      {word.line && <rect {...grown(word.line)} className={styles.line} />}
      {word.boxes.map((box) => (
        <rect key={`${box.x} ${box.y}`} {...grown(box)} rx={cornerOf(box)} className={styles.word} data-caret-word />
      ))}
    </>
  );
}

/** The zone that is being placed. */
function Draft({ page }: Pick<PageOverlayProps, 'page'>): ReactNode {
  const draft = useWholeStore(zoneDraft);
  if (draft?.page !== page.id) return null;
  return <rect {...draft.box} className={styles.draft} />;
}

/** A little room between the letters and what is drawn around them. */
function grown({ x, y, width, height }: Box): Box {
  const room = height * 0.14;
  return { x: x - room, y: y - room, width: width + 2 * room, height: height + 2 * room };
}

const cornerOf = ({ width, height }: Box): number => Math.min(width, height) * 0.12;
