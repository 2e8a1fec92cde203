import type { Log } from '../../mixins/bus/port.ts';

export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
