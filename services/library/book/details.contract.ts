import { form, idRule, line } from '../../../mixins/contract/rules.ts';

/** Files like goodbooks-10k do not know how many copies a library owns. */
export const defaultCopies = 3;

/** What is absent stays as it is, and `null` removes it. */
const removable = { optional: true, nullable: true } as const;

/** The rules of a title that comes from outside. */
export const titleRules = {
  id: idRule,
  title: { type: 'string', min: 1, max: 1_000, ...line },
  authors: { type: 'string', min: 1, max: 4_000, ...line, optional: true },
  isbn: {
    type: 'string',
    max: 32,
    ...form(/^[0-9][0-9 -]{8,30}[0-9Xx]$/, 'an ISBN-10 or ISBN-13, with or without hyphens'),
    description: 'ISBN-10 or ISBN-13, with or without hyphens; kept as ISBN-13.',
    ...removable,
  },
  year: { type: 'number', integer: true, min: -5_000, max: 9_999, ...removable },
  language: {
    type: 'string',
    max: 64,
    ...form(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language code, such as eng, ko or en-US'),
    ...removable,
  },
  copies: { type: 'number', integer: true, min: 1, max: 1_000, optional: true },
  newCopies: {
    type: 'number',
    integer: true,
    min: 1,
    max: 1_000,
    description: `Copies of a title that is new, when \`copies\` is absent; ${defaultCopies} unless it is given.`,
    optional: true,
  },
} as const;
