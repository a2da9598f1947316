import {
  Anchor,
  ArrowLeft,
  ArrowRight,
  FilePlus2,
  FileScan,
  ImageOff,
  Link2,
  RotateCcw,
  RotateCw,
  ScanText,
  SquareDashedMousePointer,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { PageView } from '../../../shared/contract/facsimile.ts';
import { anchorName } from '../../../shared/document/page-anchor.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { runCommand } from '../../commands/command-registry.ts';
import { useStore } from '../../store.ts';
import { MenuBranch } from '../../ui/menu-branch.tsx';
import { MenuEntry } from '../../ui/menu-entry.tsx';
import { MenuLine } from '../../ui/menu-line.tsx';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { addLayout, linkPage, movePage, readPages, relinkPage, removePage, turnPage } from './page-actions.ts';

interface PageMenuProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly page: PageView;
}

/** Everything that can be done with one page. */
export function PageMenu({ session, outline, page }: PageMenuProps): ReactNode {
  const pages = useStore(session.facts, (facts) => facts.pages);
  const index = pages.findIndex(({ id }) => id === page.id);
  if (session.readOnly !== null) return <MenuEntry label="The document is read-only" isDisabled onAction={nothing} />;
  return (
    <>
      <MenuEntry
        label="Draw a zone…"
        icon={SquareDashedMousePointer}
        keys={keysLabel('facsimile.draw-zone')}
        isDisabled={page.state !== 'present'}
        onAction={() => runCommand('facsimile.draw-zone')}
      />
      <MenuEntry label="Read this page" icon={ScanText} onAction={() => void readPages(session, [page.id])} />
      <MenuEntry label="Add a layout file…" icon={FileScan} onAction={() => void addLayout(session)} />
      <MenuLine />
      <MenuEntry
        label="Turn right"
        icon={RotateCw}
        keys={keysLabel('facsimile.rotate-right')}
        onAction={() => void turnPage(session, page.id, 90)}
      />
      <MenuEntry
        label="Turn left"
        icon={RotateCcw}
        keys={keysLabel('facsimile.rotate-left')}
        onAction={() => void turnPage(session, page.id, -90)}
      />
      <MenuLine />
      <BeginsAt session={session} outline={outline} page={page} />
      <MenuEntry
        label="Move before the page before"
        icon={ArrowLeft}
        isDisabled={index === 0}
        onAction={() => void movePage(session, page.id, -1)}
      />
      <MenuEntry
        label="Move behind the next page"
        icon={ArrowRight}
        isDisabled={index === pages.length - 1}
        onAction={() => void movePage(session, page.id, 1)}
      />
      <MenuLine />
      <MenuEntry label="Add page images…" icon={FilePlus2} onAction={() => runCommand('facsimile.add')} />
      <MenuEntry label="Choose its file again…" icon={Link2} onAction={() => void relinkPage(session, page.id)} />
      <MenuEntry
        label="Take this page off"
        icon={ImageOff}
        isDanger
        onAction={() => void removePage(session, page.id)}
      />
    </>
  );
}

const nothing = (): void => undefined;

/** Links the page to the anchor at which it begins. */
function BeginsAt({ session, outline, page }: PageMenuProps): ReactNode {
  const anchors = useStore(outline, ({ namedAnchors }) => namedAnchors);
  const choose = (anchor: PageView['anchor']): void => void linkPage(session, page.id, anchor);
  return (
    <MenuBranch label="Begins at" isCurrent={false}>
      {anchors.map(({ anchor }) => (
        <MenuEntry
          key={anchor.id}
          label={anchorName(anchor)}
          icon={Anchor}
          isCurrent={anchor.id === page.anchor ? true : undefined}
          onAction={() => choose(anchor.id)}
        />
      ))}
      <MenuEntry label="No anchor" isCurrent={page.anchor === null ? true : undefined} onAction={() => choose(null)} />
    </MenuBranch>
  );
}
