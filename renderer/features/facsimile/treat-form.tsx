import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components/Slider';
import type { PageView } from '../../../shared/contract/payloads/facsimile.ts';
import { mostAngle } from '../../../shared/document/page-image.ts';
import { interfaceLocale, t } from '../../../shared/translation/translate.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CheckBox } from '../../ui/field.tsx';
import lightPanelStyles from './light-panel.module.css';
import styles from './treat-page.module.css';
import {
  angleNear,
  applyTreatment,
  isTreated,
  lookAgain,
  middleOf,
  pageDraft,
  patchPageDraft,
  resetTreatment,
} from './treating.ts';

interface TreatFormProps {
  readonly session: DocumentSession;
  readonly page: PageView;
}

/** How the page that is being straightened and cut out lies, in figures, and what becomes of it. */
export function TreatForm({ session, page }: TreatFormProps): ReactNode {
  const draft = useWholeStore(pageDraft);
  const canReset = useStore(session.facts, ({ pages }) => isTreated(pages, page));
  if (draft?.page !== page.id) return null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void applyTreatment(session);
    focusEditor();
  };
  const cancel = (): void => {
    pageDraft.set(null);
    focusEditor();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    cancel();
  };
  return (
    <form aria-label={t`Straighten and crop`} className={styles.form} onSubmit={submit} onKeyDown={onKey}>
      <p role="status" className={styles.hint}>
        {draft.isLooking
          ? t`Looking for the page in the picture…`
          : t`Drag the lines on the image, or Tab to one and move it with the arrow keys (with Shift, pixel by pixel). The image file stays as it is.`}
      </p>
      <Angle angle={draft.angle} />
      <CheckBox
        label={t`Two pages side by side`}
        isOn={draft.gutter !== null}
        onChange={(isOn) => patchPageDraft({ gutter: isOn ? middleOf(page, draft.crop) : null })}
      />
      <div className={styles.buttons}>
        <Button type="submit" look="primary">{t`Apply`}</Button>
        <Button
          isDisabled={draft.isLooking}
          onPress={() => void lookAgain(session, page, draft.gutter !== null)}
        >{t`Find the page`}</Button>
        <Button
          isDisabled={!canReset}
          onPress={() => {
            resetTreatment(session, page);
            focusEditor();
          }}
        >{t`Reset`}</Button>
        <Button look="quiet" onPress={cancel}>{t`Cancel`}</Button>
      </div>
    </form>
  );
}

const degrees = new Intl.NumberFormat(interfaceLocale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });

function Angle({ angle }: { readonly angle: number }): ReactNode {
  return (
    <Slider
      value={angle}
      onChange={(value) => patchPageDraft({ angle: angleNear(value) })}
      minValue={-mostAngle}
      maxValue={mostAngle}
      step={0.1}
      className={classNames(lightPanelStyles.slider)}
    >
      <Label>{t`Angle`}</Label>
      <SliderTrack className={classNames(lightPanelStyles.track)}>
        <SliderThumb autoFocus className={classNames(lightPanelStyles.thumb)} />
      </SliderTrack>
      <SliderOutput
        className={classNames(lightPanelStyles.output)}
      >{`${degrees.format(Number(angle.toFixed(1)))}°`}</SliderOutput>
    </Slider>
  );
}
