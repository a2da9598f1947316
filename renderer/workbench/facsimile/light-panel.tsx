import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components/Slider';
import { useStore } from '../../store.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { classNames } from '../../ui/class-names.ts';
import { facsimileView, lightRange, patchFacsimile, plainLight } from './facsimile-view.ts';
import styles from './light-panel.module.css';

/** Makes faded ink readable: only for the eye, nothing of the image is changed. */
export function LightPanel(): ReactNode {
  const light = useStore(facsimileView, (view) => view.light);
  return (
    <section aria-label="Light" className={styles.panel}>
      <LightSlider
        label="Brightness"
        value={light.brightness}
        onChange={(brightness) => patchFacsimile({ light: { ...light, brightness } })}
      />
      <LightSlider
        label="Contrast"
        value={light.contrast}
        onChange={(contrast) => patchFacsimile({ light: { ...light, contrast } })}
      />
      <div className={styles.foot}>
        <CheckBox
          label="Invert"
          isOn={light.isInverted}
          onChange={(isInverted) => patchFacsimile({ light: { ...light, isInverted } })}
        />
        <Button look="quiet" onPress={() => patchFacsimile({ light: plainLight })}>
          As it is
        </Button>
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
      className={classNames(styles.slider)}
    >
      <Label>{label}</Label>
      <SliderTrack className={classNames(styles.track)}>
        <SliderThumb className={classNames(styles.thumb)} />
      </SliderTrack>
      <SliderOutput className={classNames(styles.output)}>{`${value} %`}</SliderOutput>
    </Slider>
  );
}
