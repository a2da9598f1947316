import { Component, type ErrorInfo, type ReactNode } from 'react';
import { t } from '../../shared/translation/translate.ts';
import { tellDefect } from '../platform/bridge.ts';
import { Button, CopyButton } from './button.tsx';
import styles from './error-boundary.module.css';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly details: string | null;
}

/** Stands where a defect of the window itself has stopped it from being drawn. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { details: null };

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    const stack = error instanceof Error ? error.stack : String(error);
    const details = `${stack ?? ''}\n${info.componentStack ?? ''}`;
    this.setState({ details });
    tellDefect(details);
  }

  override render(): ReactNode {
    const { details } = this.state;
    if (details === null) return this.props.children;
    return (
      <main role="alert" className={styles.screen}>
        <h1>{t`The window has stopped because of a defect of its own.`}</h1>
        <p>{t`Everything that was shown as saved is on the disk.`}</p>
        <p>{t`Open the window again; if this happens again, send the details to the developers.`}</p>
        <div className={styles.actions}>
          <Button look="primary" onPress={() => window.location.reload()}>{t`Open again`}</Button>
          <CopyButton label={t`Copy details`} look="plain" text={() => details} />
        </div>
      </main>
    );
  }
}
