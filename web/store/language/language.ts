import { saying } from '../../kit/language/language.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';

/** What these pages say now, and what the kit says. */
export const say = saying({ en, ko });
