import type { Log } from '../../mixins/log.ts';

export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
