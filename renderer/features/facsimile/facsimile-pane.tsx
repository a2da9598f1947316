import { ImageOff, ScanLine } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Label } from 'react-aria-components/Label';
import { Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components/Slider';
import type { PageView } from '../../../shared/contract/payloads/facsimile.ts';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { patchView } from '../../model/workbench-view.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CheckBox } from '../../ui/field.tsx';
import { EmptyState } from '../../ui/panel.tsx';
import { JobProgressBar } from '../notices/job-progress.tsx';
import type { Facsimile } from './facsimile-model.ts';
import styles from './facsimile-pane.module.css';
import { facsimileView, lightRange, patchFacsimile, plainLight } from './facsimile-view.ts';
import lightPanelStyles from './light-panel.module.css';
import {
  addImages,
  addLayout,
  forgetRemarks,
  type PageRemarks,
  type PageWork,
  pageRemarks,
  pageWork,
  readPages,
  relinkPage,
} from './page-actions.ts';
import { PageBar } from './page-bar.tsx';
import pageNoticesStyles from './page-notices.module.css';
import { PageStage } from './page-stage.tsx';
import { pageName } from './pages.ts';
import { ThumbnailStrip } from './thumbnail-strip.tsx';
import { TreatForm } from './treat-form.tsx';
import { pageDraft } from './treating.ts';
import { ZoneForm } from './zones.tsx';

/** Makes faded ink readable: only for the eye, nothing of the image is changed. */
function LightPanel(): ReactNode {
  const light = useStore(facsimileView, (view) => view.light);
  return (
    <section aria-label={t`Light`} className={lightPanelStyles.panel}>
      <LightSlider
        label={t`Brightness`}
        value={light.brightness}
        onChange={(brightness) => patchFacsimile({ light: { ...light, brightness } })}
      />
      <LightSlider
        label={t`Contrast`}
        value={light.contrast}
        onChange={(contrast) => patchFacsimile({ light: { ...light, contrast } })}
      />
      <div className={lightPanelStyles.foot}>
        <CheckBox
          label={t`Invert`}
          isOn={light.isInverted}
          onChange={(isInverted) => patchFacsimile({ light: { ...light, isInverted } })}
        />
        <Button look="quiet" onPress={() => patchFacsimile({ light: plainLight })}>{t`As it is`}</Button>
      </div>
    </section>
  );
}

interface LightSliderProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function LightSlider({ label, value, onChange }: LightSliderProps): ReactNode {
  return (
    <Slider
      value={value}
      onChange={onChange}
      minValue={lightRange.least}
      maxValue={lightRange.most}
      step={5}
      className={classNames(lightPanelStyles.slider)}
    >
      <Label>{label}</Label>
      <SliderTrack className={classNames(lightPanelStyles.track)}>
        <SliderThumb className={classNames(lightPanelStyles.thumb)} />
      </SliderTrack>
      <SliderOutput className={classNames(lightPanelStyles.output)}>{`${value} %`}</SliderOutput>
    </Slider>
  );
}

interface LostPageProps {
  readonly session: DocumentSession;
  readonly page: PageView;
}

/** Stands in the place of an image whose file is not what it was. */
function LostPage({ session, page }: LostPageProps): ReactNode {
  const [other, setOther] = useState<{ readonly file: string; readonly what: string } | null>(null);
  const relink = async (file: string | null): Promise<void> => setOther(await relinkPage(session, page.id, file));
  const isMissing = page.state === 'missing';
  return (
    <EmptyState
      icon={ImageOff}
      title={isMissing ? t`The image is not here` : t`The image has changed`}
      actions={
        session.readOnly === null && (
          <>
            <Button look="primary" onPress={() => void relink(null)}>{t`Choose the file…`}</Button>
            {other && <Button onPress={() => void relink(other.file)}>{t`Take it all the same`}</Button>}
          </>
        )
      }
    >
      {other ? (
        <p role="alert">{other.what}</p>
      ) : (
        <p>
          {isMissing
            ? t`“${page.name}” is not in this copy of the collection: it stayed away when the collection was shared, or its file was taken out. The text, the zones and the reading of the page are kept; they need the file only to be seen.`
            : t`“${page.name}” is not the file that was imported. The text, the zones and the reading of the page are kept; they need the file only to be seen.`}
        </p>
      )}
    </EmptyState>
  );
}

/** Stands where the page images would be. */
function NoImages({ session }: { readonly session: DocumentSession }): ReactNode {
  const work = useWholeStore(pageWork);
  return (
    <EmptyState
      icon={ScanLine}
      title={t`No page images yet`}
      actions={
        <>
          {session.readOnly === null && (
            <Button look="primary" isDisabled={work !== null} onPress={() => void addImages(session, null)}>
              {work === 'adding' ? t`Adding page images…` : t`Add page images…`}
            </Button>
          )}
          <Button onPress={() => patchView({ leftPane: 'source' })}>{t`Show the source text`}</Button>
        </>
      }
    >{t`PNG, JPEG, TIFF, WebP or PDF files from this computer, one picture for each page. They are linked to the page anchors in the order of their names; the order and the links can be changed afterwards.`}</EmptyState>
  );
}

interface PageNoticesProps {
  readonly session: DocumentSession;
  readonly facsimile: Facsimile;
  readonly page: PageView;
}

/** What has to be known of the page that is shown: work under way, what came of it, that it was not read yet. */
function PageNotices({ session, facsimile, page }: PageNoticesProps): ReactNode {
  const work = useWholeStore(pageWork);
  const remarks = useWholeStore(pageRemarks);
  const readPageIds = useWholeStore(facsimile.readPages);
  if (work !== null)
    return (
      <div role="status" className={pageNoticesStyles.notice}>
        <span className={pageNoticesStyles.words}>{workNames[work]}</span>
        <JobProgressBar />
      </div>
    );
  const isRead = readPageIds === null || readPageIds.has(page.id);
  return (
    <>
      {remarks !== null && <Remarks remarks={remarks} />}
      {readPageIds !== null && !isRead && session.readOnly === null && page.state === 'present' && (
        <Unread session={session} page={page} read={readPageIds} />
      )}
    </>
  );
}

/** What came of the last work on the page images. */
function Remarks({ remarks: { remarks, refused } }: { readonly remarks: PageRemarks }): ReactNode {
  return (
    <div role="status" className={pageNoticesStyles.notice}>
      <div className={pageNoticesStyles.words}>
        {remarks.map((remark) => (
          <p key={remark}>{retold(remark)}</p>
        ))}
        {refused.map(({ file, fault }) => (
          <p key={file}>
            <b>{baseName(file)}</b>: {retold(fault.what)} {retold(fault.next)}
          </p>
        ))}
      </div>
      <Button look="quiet" onPress={forgetRemarks}>{t`OK`}</Button>
    </div>
  );
}

const workNames: Readonly<Record<PageWork, string>> = {
  adding: t`Adding page images…`,
  reading: t`Reading the words of the image…`,
  layout: t`Adding the layout…`,
};

/** The last part of a path of any system. */
const baseName = (file: string): string => file.split(/[\\/]/).at(-1) ?? file;

interface UnreadProps {
  readonly session: DocumentSession;
  readonly page: PageView;
  readonly read: ReadonlySet<PageImageId>;
}

function Unread({ session, page, read }: UnreadProps): ReactNode {
  const unread = useStore(session.facts, (facts) => facts.pages.length) - read.size;
  return (
    <div role="status" className={pageNoticesStyles.notice}>
      <p className={pageNoticesStyles.words}>{t`Which words stand where on this page is not known yet.`}</p>
      <Button onPress={() => void readPages(session, [page.id])}>{t`Read this page`}</Button>
      {unread > 1 && <Button onPress={() => void readPages(session, null)}>{t`Read all ${unread}`}</Button>}
      <Button look="quiet" onPress={() => void addLayout(session)}>{t`Add a layout…`}</Button>
    </div>
  );
}

interface FacsimilePaneProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly facsimile: Facsimile;
}

/** The image of the page that the text is on. */
export function FacsimilePane({ session, outline, facsimile }: FacsimilePaneProps): ReactNode {
  const pages = useStore(session.facts, (facts) => facts.pages);
  const chosen = useStore(facsimileView, (view) => view.page);
  const isLightShown = useStore(facsimileView, (view) => view.isLightShown);
  const areThumbnailsShown = useStore(facsimileView, (view) => view.areThumbnailsShown);
  const anchors = useStore(outline, ({ namedAnchors }) => namedAnchors);
  const page = pages.find(({ id }) => id === chosen) ?? pages[0];
  // Its form needs the room.
  const isTreated = useStore(pageDraft, (draft) => draft !== null && draft.page === page?.id);
  if (!page) return <NoImages session={session} />;
  const isPresent = page.state === 'present' && page.picture !== null;
  return (
    <div className={styles.pane}>
      <PageBar
        session={session}
        outline={outline}
        facsimile={facsimile}
        page={page}
        number={pages.indexOf(page) + 1}
        count={pages.length}
      />
      {isLightShown && isPresent && <LightPanel />}
      {!isTreated && <PageNotices session={session} facsimile={facsimile} page={page} />}
      {isPresent ? (
        <PageStage
          session={session}
          outline={outline}
          facsimile={facsimile}
          page={page}
          name={pageName(page, anchors)}
        />
      ) : (
        <LostPage session={session} page={page} />
      )}
      <ZoneForm session={session} />
      {isPresent && <TreatForm session={session} page={page} />}
      {areThumbnailsShown && <ThumbnailStrip session={session} outline={outline} facsimile={facsimile} pages={pages} />}
    </div>
  );
}
