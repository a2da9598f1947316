import type { Preferences } from '../../shared/contract/payloads/preferences.ts';

const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');
let chosen: Preferences['theme'] = 'system';

function draw(): void {
  const isDark = chosen === 'dark' || (chosen === 'system' && systemIsDark.matches);
  document.documentElement.dataset.theme = chosen === 'contrast' ? 'contrast' : isDark ? 'dark' : 'light';
}

systemIsDark.addEventListener('change', draw);

/** Makes the window look as the preferences say. */
export function applyLook(preferences: Pick<Preferences, 'theme' | 'textSizePx'>): void {
  chosen = preferences.theme;
  draw();
  document.documentElement.style.setProperty('--size-text', `${preferences.textSizePx}px`);
}
