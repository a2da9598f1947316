import { Pencil, SquareDashedMousePointer, Trash2 } from 'lucide-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import type { ZoneId } from '../../../shared/document/identifier.ts';
import type { Zone } from '../../../shared/document/page-image.ts';
import { eraseZone } from '../../../shared/edit/zone-commands.ts';
import { t } from '../../../shared/translation/translate.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { DocumentOutline, OutlineStore } from '../../model/outline.ts';
import { useStore } from '../../platform/store.ts';
import { IconButton } from '../../ui/button.tsx';
import { type Item, ItemList, itemsOf } from '../../ui/item-list.tsx';
import { EmptyState } from '../../ui/panel.tsx';
import type { Facsimile } from '../facsimile/facsimile-model.ts';
import { facsimileView } from '../facsimile/facsimile-view.ts';
import { pageName } from '../facsimile/pages.ts';
import { draftOf, useZonesAtCaret, zoneDraft, zoneIcons, zoneNames } from '../facsimile/zones.tsx';
import styles from './zones-tab.module.css';

interface ZonesTabProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly facsimile: Facsimile;
}

/** What a person has drawn on the page images. */
export function ZonesTab({ session, outline, facsimile }: ZonesTabProps): ReactNode {
  const zones = useStore(session.facts, (facts) => facts.zones);
  const chosen = useStore(facsimileView, (view) => view.chosenZone);
  const [atCaret] = useZonesAtCaret(session);
  const anchors = useStore(outline, ({ namedAnchors }) => namedAnchors);
  const words = useStore(
    outline,
    useCallback((now: DocumentOutline) => JSON.stringify(zones.map(({ id }) => wordsOf(id, now))), [zones]),
  );
  const pages = useStore(session.facts, (facts) => facts.pages);
  const keys = useMemo(() => zones.map(({ id }) => id), [zones]);
  const source = useMemo(() => {
    const texts = JSON.parse(words) as readonly string[];
    const itemOf = (zone: Zone, text: string): Item => {
      const page = pages.find(({ id }) => id === zone.page);
      return {
        name: `${zoneNames[zone.kind]}: ${zone.note || text}`,
        content: <ZoneLine zone={zone} words={text} page={page ? pageName(page, anchors) : t`a page taken off`} />,
        ...(session.readOnly === null && {
          actions: <ZoneActions session={session} facsimile={facsimile} zone={zone} />,
        }),
      };
    };
    const items = zones.map((zone, index) => [zone.id, itemOf(zone, texts[index] ?? '')] as const);
    return itemsOf(new Map(items), (id) => {
      const zone = session.facts.get().zones.find((one) => one.id === id);
      if (zone) facsimile.goToZone(zone);
    });
  }, [zones, words, pages, anchors, session, facsimile]);
  if (zones.length === 0)
    return (
      <EmptyState
        icon={SquareDashedMousePointer}
        title={t`No zones yet`}
      >{t`Draw a rectangle around a stamp, a signature or a marginal note on the page image (${keysLabel('facsimile.draw-zone') ?? ''}). It is tied to the words that are selected.`}</EmptyState>
    );
  return (
    <div className={styles.tab}>
      <ItemList label={t`Zones`} keys={keys} source={source} current={chosen ?? atCaret ?? null} />
    </div>
  );
}

const wordsOf = (id: ZoneId, { followed }: DocumentOutline): string => followed?.zones.wordsOf(id) ?? '';

interface ZoneLineProps {
  readonly zone: Zone;
  readonly words: string;
  readonly page: string;
}

function ZoneLine({ zone, words, page }: ZoneLineProps): ReactNode {
  const Icon = zoneIcons[zone.kind];
  return (
    <>
      <div className={styles.line}>
        <Icon size={14} strokeWidth={1.8} aria-hidden className={styles.icon} />
        <span>{zone.note || zoneNames[zone.kind]}</span>
      </div>
      {words !== '' && <div className={styles.words}>{words}</div>}
      <div className={styles.page}>
        {[zone.note !== '' && zoneNames[zone.kind], page, words === '' && t`tied to no words`]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </>
  );
}

interface ZoneActionsProps extends Pick<ZonesTabProps, 'session' | 'facsimile'> {
  readonly zone: Zone;
}

function ZoneActions({ session, facsimile, zone }: ZoneActionsProps): ReactNode {
  return (
    <>
      <IconButton
        icon={Pencil}
        label={t`Change this zone`}
        onPress={() => {
          facsimile.goToZone(zone);
          zoneDraft.set(draftOf(zone));
        }}
      />
      <IconButton icon={Trash2} label={t`Erase this zone`} onPress={() => session.run(eraseZone(zone.id))} />
    </>
  );
}
