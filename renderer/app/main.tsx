import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import '@fontsource-variable/source-serif-4/wght-italic.css';
import '@fontsource/courier-prime/400.css';
import '@fontsource/courier-prime/400-italic.css';
import '@fontsource/courier-prime/700.css';
import 'prosemirror-view/style/prosemirror.css';
import 'prosemirror-gapcursor/style/gapcursor.css';
import 'prosemirror-tables/style/tables.css';
import '../styles/tokens.css';
import '../styles/base.css';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { createRoot } from 'react-dom/client';
import { interfaceLocale } from '../../shared/translation/translate.ts';
import { tellUncaught } from '../platform/bridge.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { FaultList } from '../ui/notice.tsx';
import { App } from './app.tsx';
import { startApp } from './start-app.ts';

tellUncaught();
const root = document.getElementById('root');
if (root) {
  const reactRoot = createRoot(root);
  void startApp().then((hasBegun) =>
    reactRoot.render(
      <StrictMode>
        <I18nProvider locale={interfaceLocale()}>
          <ErrorBoundary>{hasBegun ? <App /> : <FaultList />}</ErrorBoundary>
        </I18nProvider>
      </StrictMode>,
    ),
  );
}
