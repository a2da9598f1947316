import type { ReactNode } from 'react';
import { Separator } from 'react-aria-components/Separator';
import { classNames } from './class-names.ts';
import styles from './menu.module.css';

/** Sets groups of menu entries apart. */
export function MenuLine(): ReactNode {
  return <Separator className={classNames(styles.line)} />;
}
