import { effect, signal } from '@preact/signals';

/** `system`: as the device is set. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const place = 'yeyak.theme';

export const theme = signal<Theme>(themes.find((known) => known === localStorage.getItem(place)) ?? 'system');

export function choose(next: Theme): void {
  localStorage.setItem(place, next);
  theme.value = next;
}

effect(() => {
  document.documentElement.dataset.theme = theme.value;
});
