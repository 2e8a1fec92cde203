import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { en } from './en.ts';
import { ko } from './ko.ts';

const languages = ['ko', 'en'] as const;

export type Language = (typeof languages)[number];

const place = 'yeyak.language';

function chosen(): Language {
  const stored = languages.find((one) => one === localStorage.getItem(place));
  return stored ?? (navigator.language.startsWith('ko') ? 'ko' : 'en');
}

export const language = signal<Language>(chosen());

/** What the kit says now: `say.value.close`. */
export const say = computed(() => ({ ko, en })[language.value]);

/**
 * What pages say now: their own words, `{ en, ko }`, and those of the kit. Both languages have the same words, or it does
 * not compile.
 */
export function saying<Words extends object>(words: Record<Language, Words>): ReadonlySignal<typeof en & Words> {
  return computed(() => ({ ...say.value, ...words[language.value] }));
}

export function speak(next: Language): void {
  localStorage.setItem(place, next);
  language.value = next;
}

effect(() => {
  document.documentElement.lang = language.value;
});
