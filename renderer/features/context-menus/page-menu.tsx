import type { ReactNode } from 'react';
import { Menu } from 'react-aria-components/Menu';
import type { ZoneId } from '../../../shared/document/identifier.ts';
import { eraseZone } from '../../../shared/edit/zone-commands.ts';
import { t } from '../../../shared/translation/translate.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import menuStyles from '../../ui/menu.module.css';
import { MenuEntry, MenuGroup } from '../../ui/menu.tsx';
import { SpotPopover } from '../../ui/spot-popover.tsx';
import type { Facsimile } from '../facsimile/facsimile-model.ts';
import { pageMenu } from '../facsimile/facsimile-view.ts';
import { draftOf, zoneDraft, zoneNames } from '../facsimile/zones.tsx';
import { type CommandEntries, useCommandEntries, WithLine } from './command-entries.tsx';

interface PageMenuProps {
  readonly session: DocumentSession;
  readonly facsimile: Facsimile;
}

/** What can be done with the page image that is shown, and with the zone that was pointed at. */
export function PageMenu({ session, facsimile }: PageMenuProps): ReactNode {
  const place = useWholeStore(pageMenu);
  if (!place) return null;
  const close = (): void => {
    pageMenu.set(null);
    // Back to the image, which may have gone with its page.
    requestAnimationFrame(() => {
      const stage = document.querySelector<HTMLElement>('[data-facsimile]');
      if (stage) stage.focus({ preventScroll: true });
      else focusEditor();
    });
  };
  return (
    <SpotPopover spot={place} onClose={close} className={menuStyles.popover ?? ''}>
      <PageEntries session={session} facsimile={facsimile} zone={place.zone} onDone={close} />
    </SpotPopover>
  );
}

interface PageEntriesProps extends PageMenuProps {
  readonly zone: ZoneId | null;
  readonly onDone: () => void;
}

function PageEntries({ session, facsimile, zone, onDone }: PageEntriesProps): ReactNode {
  const menu = useCommandEntries(onDone);
  const { entries, branch } = menu;
  const image = (group: number): readonly ReactNode[] =>
    entries(({ section, menu: at }) => section === 'Page image' && at?.group === group && at.submenu === undefined);
  return (
    <Menu aria-label={t`This page`} className={classNames(menuStyles.menu)} autoFocus="first">
      {zone !== null && <ZoneEntries session={session} facsimile={facsimile} zone={zone} menu={menu} />}
      {entries(({ id }) => id === 'view.next-page' || id === 'view.previous-page')}
      <WithLine entries={image(2)} />
      <WithLine entries={[...image(3), branch(t`Light`, ({ menu: at }) => at?.submenu === 'Light')].filter(Boolean)} />
      <WithLine entries={image(1)} />
      <WithLine entries={[...image(5), ...image(6)]} />
    </Menu>
  );
}

interface ZoneEntriesProps extends PageMenuProps {
  readonly zone: ZoneId;
  readonly menu: CommandEntries;
}

function ZoneEntries({ session, facsimile, zone: id, menu }: ZoneEntriesProps): ReactNode {
  const zone = session.facts.get().zones.find((one) => one.id === id);
  if (!zone) return null;
  return (
    <MenuGroup heading={zone.note || zoneNames[zone.kind]}>
      <MenuEntry label={t`Go to its words`} onAction={menu.after(() => facsimile.goToZone(zone))} />
      {session.readOnly === null && (
        <MenuEntry label={t`Change the zone…`} onAction={menu.after(() => zoneDraft.set(draftOf(zone)))} />
      )}
      {menu.entries(ofNoteOnZone)}
      {session.readOnly === null && (
        <MenuEntry
          label={t`Erase the zone`}
          isDanger
          onAction={menu.after(() => {
            session.run(eraseZone(zone.id));
          })}
        />
      )}
    </MenuGroup>
  );
}

const ofNoteOnZone = ({ id }: { readonly id: string }): boolean => id === 'note.on-zone';
