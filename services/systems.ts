import type { System } from '../mixins/system.ts';
import library from './library/system.ts';
import platform from './platform/system.ts';

/** The systems of Yeyak, a line each. */
export const systems: readonly System[] = [library, platform];
