/** The kinds of value that a variable of the environment can have. */
export interface Kind<Value> {
  /** What is allowed, in words that follow "must be". */
  readonly allowed: string;
  /** `undefined` when the text is none of the allowed. */
  parse(text: string): Value | undefined;
}

export function integer(min: number, max: number): Kind<number> {
  return {
    allowed: `a whole number from ${min} to ${max}`,
    parse(text) {
      if (!/^-?\d+$/.test(text)) return undefined;
      const value = Number(text);
      return value >= min && value <= max ? value : undefined;
    },
  };
}

export function wordOrInteger<const Word extends string>(word: Word, min: number, max: number): Kind<Word | number> {
  const number = integer(min, max);
  return { allowed: `${word} or ${number.allowed}`, parse: (text) => (text === word ? word : number.parse(text)) };
}

/** A part of a whole: more than 0, at most 1. */
export const share: Kind<number> = {
  allowed: 'a number above 0 and up to 1, such as 0.5',
  parse(text) {
    if (!/^\d*\.?\d+$/.test(text)) return undefined;
    const value = Number(text);
    return value > 0 && value <= 1 ? value : undefined;
  },
};

export function oneOf<const Word extends string>(...words: readonly Word[]): Kind<Word> {
  return {
    allowed: `one of ${words.join(', ')}`,
    parse: (text) => words.find((word) => word === text),
  };
}

export function matching(pattern: RegExp, allowed: string): Kind<string> {
  return { allowed, parse: (text) => (pattern.test(text) ? text : undefined) };
}

/** One URL, or several with commas between them. */
export function urls(...schemes: readonly string[]): Kind<string> {
  const wellFormed = (text: string) =>
    URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)) && new URL(text).hostname !== '';
  return {
    allowed: `an address such as ${schemes[0]}://127.0.0.1:4222, or several with commas between them`,
    parse: (text) => (text.split(',').every(wellFormed) ? text : undefined),
  };
}

/** One of the words, or the address of a server that speaks HTTP. */
export function wordOrHttpUrl<const Word extends string>(...words: readonly Word[]): Kind<Word | `http${string}`> {
  return {
    allowed: `${words.join(', ')} or an address such as http://127.0.0.1:9411`,
    parse(text) {
      const isUrl = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
      return isUrl ? (text as `http${string}`) : words.find((word) => word === text);
    },
  };
}

/** The address of a server that speaks HTTP, to the letter: the names of issuers are compared. */
export const httpUrl: Kind<string> = {
  allowed: 'an address such as https://login.example',
  parse: (text) => (isHttp(text) ? text : undefined),
};

/** Such an address without a path. */
export const httpOrigin: Kind<string> = {
  allowed: 'an address without a path, such as https://library.example',
  parse: (text) => (isHttp(text) && new URL(text).pathname === '/' ? new URL(text).origin : undefined),
};

/** Several of these with commas between them, or a star for all there are. */
export const origins: Kind<readonly string[]> = {
  allowed: '* or addresses without a path, such as https://library.example, with commas between them',
  parse(text) {
    if (text === '*') return [text];
    const found = text.split(',').map((part) => httpOrigin.parse(part.trim()));
    return found.every((origin) => origin !== undefined) ? found : undefined;
  },
};

function isHttp(text: string): boolean {
  const { protocol = '', search, hash, username } = URL.canParse(text) ? new URL(text) : ({} as Partial<URL>);
  return /^https?:$/.test(protocol) && !search && !hash && !username;
}

/** Megabytes of each, and of some by name. */
export interface Megabytes {
  readonly each: number;
  readonly of: Readonly<Record<string, number>>;
}

/** A number for all, others by name: `256,library=1024`. */
export function megabytes(min: number, max: number): Kind<Megabytes> {
  const size = integer(min, max);
  return {
    allowed: `${size.allowed}, and others by name after it, such as 256,library=1024`,
    parse(text) {
      const [first = '', ...named] = text.split(',').map((part) => part.trim());
      const each = size.parse(first);
      const pairs = named.map((part) => /^([a-z][a-z0-9-]*)=(\d+)$/.exec(part));
      const of = pairs.map((pair) => [pair?.[1], size.parse(pair?.[2] ?? '')] as const);
      if (each === undefined || of.some(([, bytes]) => bytes === undefined)) return undefined;
      return { each, of: Object.fromEntries(of) };
    },
  };
}

/** One or several of the words, with commas between them. */
export function listOf<const Word extends string>(...words: readonly Word[]): Kind<readonly Word[]> {
  return {
    allowed: `some of ${words.join(', ')}, with commas between them`,
    parse(text) {
      const found = text.split(',').map((part) => words.find((word) => word === part.trim()));
      return found.every((word) => word !== undefined) ? (found as Word[]) : undefined;
    },
  };
}

/**
 * The word, or the address of a database: `scheme://user:password@host:port/name`. Of several hosts with commas between
 * them the first is looked at.
 */
export function wordOrDatabaseUrl(word: string, ...schemes: readonly string[]): Kind<string> {
  const wellFormed = (text: string) => {
    const one = text.replace(/,[^/@]*(?=\/)/, '');
    if (!URL.canParse(one)) return false;
    const { protocol, hostname, pathname } = new URL(one);
    return schemes.includes(protocol.slice(0, -1)) && hostname !== '' && pathname.length > 1;
  };
  return {
    allowed: `${word} or an address such as ${schemes[0]}://user:password@127.0.0.1/yeyak (${schemes.join(', ')})`,
    parse: (text) => (text === word || wellFormed(text) ? text : undefined),
  };
}
