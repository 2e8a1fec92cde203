import { signal } from '@preact/signals';

/** Something that happened, told once and for a while; screen readers say it. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly kind: 'done' | 'failed';
}

export const notices = signal<readonly Notice[]>([]);

/** Milliseconds that a notice stays; what failed stays until it is closed. */
const shown = 8_000;
let last = 0;

export function tell(text: string, kind: Notice['kind'] = 'done'): void {
  last += 1;
  const notice = { id: last, text, kind };
  notices.value = [...notices.value.filter((other) => other.text !== text), notice].slice(-3);
  if (kind === 'done') setTimeout(() => close(notice.id), shown);
}

export function close(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}
