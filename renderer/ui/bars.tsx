import type { ReactNode } from 'react';
import statusBarStyles from './status-bar.module.css';
import topBarStyles from './top-bar.module.css';

interface StatusBarProps {
  readonly left: ReactNode;
  readonly right: ReactNode;
}

/** The line at the bottom of the window; what matters most stands first on the left. */
export function StatusBar({ left, right }: StatusBarProps): ReactNode {
  return (
    <footer className={statusBarStyles.bar}>
      <div className={statusBarStyles.left}>{left}</div>
      <div className={statusBarStyles.right}>{right}</div>
    </footer>
  );
}

/** The bar at the top of the window. */
export function TopBar({ children }: { readonly children: ReactNode }): ReactNode {
  return <header className={topBarStyles.bar}>{children}</header>;
}
