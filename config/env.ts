import process from 'node:process';
import type { Kind } from './kinds.ts';
import { type Variable, variables } from './variables.ts';

/** The configuration of a process: the value of each variable, under its name. */
export type Env = { readonly [Name in keyof typeof variables]: ValueOf<(typeof variables)[Name]> };

type ValueOf<V extends Variable> = V extends { kind: Kind<infer Value> }
  ? V extends { default: string }
    ? Value
    : Value | undefined
  : never;

const storeVariables = [
  'STORE_URL',
  'RENTAL_STORE_URL',
  'PAYMENT_STORE_URL',
  'BOOK_STORE_URL',
  'MYPAGE_STORE_URL',
  'HISTORY_STORE_URL',
  'IDENTITY_STORE_URL',
] as const;

/** Its message says of every bad value what is wrong and what is allowed. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/**
 * Reads a configuration. Empty text counts as not set: containers pass unset variables that way.
 * Throws `EnvError` with all problems at once.
 */
export function parseEnv(record: Readonly<Record<string, string | undefined>>): Env {
  const problems: string[] = [];
  const values = Object.entries<Variable>(variables).map(([name, variable]) => {
    const text = record[name]?.trim() || variable.default;
    if (text === undefined) return [name, undefined];
    const value = variable.kind.parse(text);
    const shown = variable.secret ? '***' : masked(text);
    if (value === undefined) problems.push(`${name} is "${shown}", but must be ${variable.kind.allowed}.`);
    return [name, value];
  });
  const env: Env = Object.fromEntries(values);
  if (env.PAYMENT_TIMEOUT_MS >= env.REQUEST_TIMEOUT_MS) {
    const { PAYMENT_TIMEOUT_MS, REQUEST_TIMEOUT_MS } = env;
    problems.push(
      `PAYMENT_TIMEOUT_MS is ${PAYMENT_TIMEOUT_MS}, but must be less than REQUEST_TIMEOUT_MS, ${REQUEST_TIMEOUT_MS}.`,
    );
  }
  for (const name of storeVariables) {
    const url = env[name] ?? 'sqlite';
    if (url !== 'sqlite' && env.NATS_URL === undefined)
      problems.push(`${name} is "${masked(url)}", but needs NATS_URL: without it events travel in a SQLite file.`);
  }
  if (problems.length > 0) throw new EnvError(['The environment cannot be used:', ...problems].join('\n  '));
  return env;
}

/** The configuration of this process; the only reader of the environment. Throws `EnvError`. */
export function readEnv(): Env {
  return parseEnv(process.env);
}

/** The variables, their defaults and what is allowed, for people. */
export function describeEnv(): string {
  const lines = Object.entries<Variable>(variables).map(([name, { kind, help, ...variable }]) => {
    const otherwise = variable.default === undefined ? 'not set' : variable.default;
    return `  ${name.padEnd(26)}${help}\n${' '.repeat(28)}${kind.allowed}; default: ${otherwise}`;
  });
  return ['Environment:', ...lines].join('\n');
}

/** A URL may hold a password, which has no place in a log. */
function masked(text: string): string {
  return text.replace(/\/\/[^@/]*@/g, '//***@');
}
