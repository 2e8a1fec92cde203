import type { Command } from '../../mixins/console.ts';
import { deadCommand } from './dead.command.ts';
import { repairCommand } from './repair.command.ts';
import { replayCommand } from './replay.command.ts';

/** What an operator does with views, dead letters and lost events. */
export const operationsCommands: readonly Command[] = [replayCommand, ...deadCommand, ...repairCommand];
