import type { Command } from '../../mixins/console.ts';
import { clockCommands } from './clock.commands.ts';
import { deadCommand } from './dead.command.ts';
import { repairCommand } from './repair.command.ts';
import { replayCommand } from './replay.command.ts';

/** What an operator does with views, dead letters, lost events and the clock. */
export const operationsCommands: readonly Command[] = [
  replayCommand,
  ...deadCommand,
  ...repairCommand,
  ...clockCommands,
];
