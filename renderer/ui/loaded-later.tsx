import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/** A part of the window whose code is read when it is shown first. Once that is there, it is drawn with what is around it: React's own `lazy`
 *  shows its fallback at each first use, read ahead or not, and lets up to 0.3 s pass before it draws again.
 *
 *  @param load reads the code; asked again when it could not be read
 *  @param waiting what is shown meanwhile
 *  @example const Help = loadedLater(() => import('./help.tsx').then(({ Help }) => Help)); */
export function loadedLater<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: ReactNode = null,
): ComponentType<Props> {
  let known: ComponentType<Props> | null = null;
  // What could not be read is told by whoever listens to rejections that nobody caught.
  const read = async (): Promise<ComponentType<Props>> => {
    known ??= await load();
    return known;
  };
  return function LoadedLater(props: Props): ReactNode {
    const [Part, setPart] = useState<ComponentType<Props> | null>(() => known);
    useEffect(() => {
      if (Part === null) void read().then((part) => setPart(() => part));
    }, [Part]);
    return Part === null ? waiting : <Part {...props} />;
  };
}
