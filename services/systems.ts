import type { System } from '../mixins/system.ts';
import kakao from './kakao/system.ts';
import library from './library/system.ts';
import market from './market/system.ts';
import { platformUnder } from './platform/system.ts';
import registration from './registration/system.ts';
import screening from './screening/system.ts';
import store from './store/system.ts';
import vaccine from './vaccine/system.ts';

/** The systems of Yeyak, a line each. */
const own: readonly System[] = [library, screening, market, registration, vaccine, store, kakao];

/** Our own systems, these from outside, and the platform that they all stand on. */
export function systemsWith(others: readonly System[]): readonly System[] {
  const all = [...own, ...others];
  return [...all, platformUnder(all)];
}

export const systems = systemsWith([]);
