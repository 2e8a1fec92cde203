import { computed, signal } from '@preact/signals';

/**
 * Something that happened, told once; screen readers say it. What is done stays for a while. What failed, and news
 * that nobody asked for just now, stay until they are closed.
 */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly kind: 'done' | 'failed' | 'news';
  /** What it is about: a later notice about the same takes its place. */
  readonly about?: string;
  /** A page on which there is more. */
  readonly link?: { readonly href: string; readonly name: string };
}

export const notices = signal<readonly Notice[]>([]);

/** The newest of the news, which the name of the window tells too. */
export const newestNews = computed(() => notices.value.findLast(({ kind }) => kind === 'news')?.text);

/** Milliseconds that a notice stays. */
const shown = 8_000;
/** Notices that are shown at once, besides news. */
const most = 3;
let last = 0;

export function tell(text: string, kind: Notice['kind'] = 'done', more: Pick<Notice, 'about' | 'link'> = {}): void {
  last += 1;
  const notice = { id: last, text, kind, ...more };
  const isSame = (other: Notice) => other.text === text || (more.about !== undefined && other.about === more.about);
  const others = notices.value.filter((other) => !isSame(other));
  const passing = others.filter((other) => other.kind !== 'news').slice(1 - most);
  notices.value = [...others.filter((other) => other.kind === 'news' || passing.includes(other)), notice];
  if (kind === 'done') setTimeout(() => close(notice.id), shown);
}

export function close(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}

/** Closes the news: the reader sees what they told. */
export function closeNews(): void {
  notices.value = notices.value.filter(({ kind }) => kind !== 'news');
}
