import { inspect } from 'node:util';
import type { BrokerOptions } from 'moleculer';
import type { Env } from './env.ts';

/** One readable line a message: time, level, who speaks, what. */
export function logger(env: Env): BrokerOptions['logger'] {
  if (env.LOG_LEVEL === 'silent') return false;
  const level = { BROKER: brokerLevel(env.LOG_LEVEL), '**': env.LOG_LEVEL };
  return { type: 'Console', options: { level, formatter: line } };
}

/** The broker warns of every call that fails, and its errors are those that it hands to its callers anyway. */
function brokerLevel(level: Exclude<Env['LOG_LEVEL'], 'silent'>) {
  return level === 'warn' || level === 'error' ? 'fatal' : level;
}

function line(level: string, args: readonly unknown[], { mod }: { mod: string }): string[] {
  return [new Date().toISOString(), level.toUpperCase().padEnd(5), `${mod}:`, ...args.map(printable)];
}

function printable(arg: unknown): string {
  if (typeof arg === 'string') return arg;
  if (arg instanceof Error) return described(arg);
  return inspect(arg, { depth: 3, breakLength: Number.POSITIVE_INFINITY });
}

/** An error that carries a code or a cause was foreseen: its stack would only hide the message. */
function described(error: Error & { code?: unknown }): string {
  const isForeseen = error.code !== undefined || error.cause !== undefined;
  return isForeseen ? `${error.name}: ${error.message}` : (error.stack ?? String(error));
}
