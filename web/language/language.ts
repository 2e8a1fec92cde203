import { computed, effect, signal } from '@preact/signals';
import { en } from './en.ts';
import { ko } from './ko.ts';

/** All that the pages say, in one language. */
export type Dictionary = typeof en;

const dictionaries = { ko, en } satisfies Record<string, Dictionary>;

export type Language = keyof typeof dictionaries;

const place = 'yeyak.language';

function chosen(): Language {
  const stored = localStorage.getItem(place);
  if (stored === 'ko' || stored === 'en') return stored;
  return navigator.language.startsWith('ko') ? 'ko' : 'en';
}

export const language = signal<Language>(chosen());

/** What to say now: `say.value.catalogue.title`. */
export const say = computed<Dictionary>(() => dictionaries[language.value]);

export function speak(next: Language): void {
  localStorage.setItem(place, next);
  language.value = next;
}

effect(() => {
  document.documentElement.lang = language.value;
});
