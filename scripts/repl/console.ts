import type { ReplOptions, ServiceBroker } from 'moleculer';
import type { Env } from '../../config/env.ts';
import type { Command } from '../../mixins/console.ts';
import type { System } from '../../mixins/system.ts';
import { replCommands } from './command.ts';

/** Deno has no `node:repl`. */
export const hasConsole = !('Deno' in globalThis);

/** The commands of these systems, in the order in which they are shown. */
export function consoleCommands(systems: readonly System[]): readonly Command[] {
  return systems.flatMap(({ commands = [] }) => commands);
}

/** Opens moleculer-repl on a started broker, with Yeyak's commands. Leaving it stops the broker and the process. */
export function openConsole(broker: ServiceBroker, env: Env): void {
  const commands = consoleCommands(env.systems);
  const options: ReplOptions = { delimiter: 'yeyak $', customCommands: replCommands(commands, env.settings) };
  broker.options.replOptions = options;
  console.log(commands.map(({ command, description }) => `  ${command.padEnd(30)}${description}`).join('\n'));
  console.log('  help                          All commands; exit or Ctrl-D leaves.\n');
  broker.repl();
}
