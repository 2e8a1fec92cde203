/**
 * The name of a consumer on the server, which allows no dots, wildcards or slashes there. A dot is `_`, `*` is `any`
 * and `>` is `all`; `=` stands before a character, or the first one of a word, that means itself. So the names that
 * services have had without such characters stay, and no two consumers have one name.
 */
export function durableName(group: string, pattern: string): string {
  return `${escaped(group)}--${pattern.split('.').map(wordOf).join('_')}`;
}

export interface ConsumerParts {
  readonly group: string;
  readonly pattern: string;
}

/** What `durableName` was made of. */
export function partsOf(name: string): ConsumerParts {
  const [, group = name, pattern = ''] = /^((?:=.|[^=-])*)--(.*)$/.exec(name) ?? [];
  const words = pattern.match(/(?:=.|[^_=])+/g) ?? [];
  return { group: unescaped(group), pattern: words.map(tokenOf).join('.') };
}

/** What an earlier version called the consumer, where that is another name. */
export function formerName(group: string, pattern: string): string | undefined {
  const former = `${group}--${pattern}`.replaceAll('.', '_').replaceAll('*', 'any').replaceAll('>', 'all');
  return former === durableName(group, pattern) ? undefined : former;
}

const wildcards: Readonly<Record<string, string>> = { any: '*', all: '>' };

function wordOf(token: string): string {
  if (token === '*') return 'any';
  if (token === '>') return 'all';
  return `${token in wildcards ? '=' : ''}${escaped(token)}`;
}

function tokenOf(word: string): string {
  return wildcards[word] ?? unescaped(word);
}

function escaped(text: string): string {
  return text.replaceAll(/[=_-]/g, '=$&').replaceAll('.', '_');
}

function unescaped(text: string): string {
  return text.replaceAll(/=(.)|_/g, (_all, character?: string) => character ?? '.');
}
