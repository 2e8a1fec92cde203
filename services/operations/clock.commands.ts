import { commandsFor } from '../../mixins/console.ts';
import { clockActions } from './clock.contract.ts';

/** What an operator does with the clock of the domain. */
export const clockCommands = commandsFor(clockActions, [
  {
    command: 'clock [now]',
    description:
      'The time that loans and deadlines go by; sets it ahead where SANDBOX is on: clock 2026-02-01T09:00:00Z, clock real',
    async run(call, { now }) {
      const clock =
        now === undefined
          ? await call('operations.clock', {})
          : await call('operations.setClock', { now: now === 'real' ? null : now });
      return `It is ${clock.now}${clock.isSet ? ', which was set' : ', the real time'}.`;
    },
  },
]);
