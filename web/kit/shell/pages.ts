import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';

/** What a folder of pages declares of itself in its `page.tsx`. Nothing else knows it. */
export interface Pages {
  /** The name of the system, and where its pages begin: `/app/<name>`. */
  readonly name: string;
  /** What it is called, in the language of the reader. */
  title(): string;
  readonly pages: readonly Page[];
  /** Its links stand in the header of every page, not only of its own. */
  readonly everywhere?: true;
  /** What to try first, in a sentence, on its card of the home page. */
  hint?(): string;
  /** What its card on the home page has besides its name and state. */
  readonly Card?: ComponentType;
  /** What is there on every page: dialogs that its pages may open wherever the reader is. */
  readonly Always?: ComponentType;
  /** The present state of one of its stories, shown below what happened in it. */
  readonly Outcome?: ComponentType<{ readonly id: string }>;
  /** What the gateway's refusals mean, by their codes. */
  problems?(): Readonly<Record<string, string>>;
  /** What the states are called that a refusal names, by its code. */
  states?(): Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What its roles are called. */
  roles?(): Readonly<Record<string, string>>;
  /** Goes on with what somebody was about to do when they were asked to sign in. */
  resume?(errand: string): void;
  /** Where a page is now that had this address before. */
  moved?(path: string, query: string): string | undefined;
}

export interface Page {
  /** Behind `/app/<name>`: empty for the first one, `/desk`. */
  readonly path: string;
  // biome-ignore lint/suspicious/noExplicitAny: a page takes what its path holds
  readonly component: ComponentType<any>;
  /** What its link in the header says; without it there is none. */
  name?(): string;
  /** Whether the person who looks has a use for the link. */
  isFor?(): boolean;
}

/** All that are built in. */
export const registered = signal<readonly Pages[]>([]);

export function register(all: readonly Pages[]): void {
  registered.value = all;
}

export function definePages(pages: Pages): Pages {
  return pages;
}

export function addressOf({ name }: Pick<Pages, 'name'>, { path }: Pick<Page, 'path'>): string {
  return `/app/${name}${path}`;
}

/** Whose page has this path. */
export function pagesAt(path: string): Pages | undefined {
  return registered.value.find(({ name }) => path === `/app/${name}` || path.startsWith(`/app/${name}/`));
}

/** The address of the same page now, for one that may be from before. */
export function presentAddress(address: string): string {
  const { pathname, search, hash } = new URL(address, location.origin);
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname;
  const moved = registered.value.map((pages) => pages.moved?.(path, search)).find((one) => one !== undefined);
  return moved === undefined ? address : moved + hash;
}
