import type { ReplOptions, ServiceBroker } from 'moleculer';
import type { Env } from '../../config/env.ts';
import { type Command, replCommands } from './command.ts';
import { deadCommand } from './dead.command.ts';
import { identityCommands } from './identity.commands.ts';
import { paymentCommand } from './payment.command.ts';
import { rentalCommands } from './rental.commands.ts';
import { repairCommand } from './repair.command.ts';
import { replayCommand } from './replay.command.ts';

/** Deno has no `node:repl`. */
export const hasConsole = !('Deno' in globalThis);

/** Yeyak's commands, in the order in which they are shown. `deadlineMs`: what callers wait for a payment. */
export function consoleCommands(deadlineMs: number): readonly Command[] {
  return [
    ...rentalCommands,
    paymentCommand(deadlineMs),
    replayCommand,
    deadCommand,
    repairCommand,
    ...identityCommands,
  ];
}

/** Opens moleculer-repl on a started broker, with Yeyak's commands. Leaving it stops the broker and the process. */
export function openConsole(broker: ServiceBroker, env: Env): void {
  const commands = consoleCommands(env.PAYMENT_TIMEOUT_MS);
  const options: ReplOptions = { delimiter: 'yeyak $', customCommands: replCommands(commands) };
  broker.options.replOptions = options;
  console.log(commands.map(({ command, description }) => `  ${command.padEnd(30)}${description}`).join('\n'));
  console.log('  help                          All commands; exit or Ctrl-D leaves.\n');
  broker.repl();
}
