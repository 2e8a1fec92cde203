import process from 'node:process';
import type { ValuesOf, Variable, Variables } from '../mixins/settings/variable.ts';
import type { System } from '../mixins/system.ts';
import { systems as ownSystems } from '../services/systems.ts';
import { joinSystems } from './systems.ts';
import { storeName, storeVariable, variables } from './variables.ts';

/** The configuration of a process: the value of each variable, under its name, and the systems that it knows. */
export type Env = ValuesOf<typeof variables> & {
  readonly systems: readonly System[];
  /** The values of all variables, those of systems included. */
  readonly settings: Readonly<Record<string, unknown>>;
};

/** Its message says of every bad value what is wrong and what is allowed. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/** All variables: of every process, of these systems, and of where their records are kept. */
export function variablesOf(systems: readonly System[]): Variables {
  const names = systems.flatMap(({ name, services }) => [name, ...Object.keys(services)]);
  const stores = names.map((name) => [storeName(name), storeVariable(name)] as const);
  const declared = systems.flatMap((system) => Object.entries(system.variables));
  return { ...variables, ...Object.fromEntries(declared), ...Object.fromEntries(stores) };
}

/**
 * Reads a configuration. Empty text counts as not set: containers pass unset variables that way.
 * Throws `EnvError` with all problems at once.
 */
export function parseEnv(record: Readonly<Record<string, string | undefined>>, systems = ownSystems): Env {
  const problems: string[] = [];
  const values = Object.entries(variablesOf(systems)).map(([name, variable]) => {
    const text = record[name]?.trim() || variable.default;
    if (text === undefined) return [name, undefined];
    const value = variable.kind.parse(text);
    const shown = variable.secret ? '***' : masked(text);
    if (value === undefined) problems.push(`${name} is "${shown}", but must be ${variable.kind.allowed}.`);
    return [name, value];
  });
  const settings: Env['settings'] = Object.fromEntries(values);
  const env = { ...settings, systems, settings } as Env;
  if (env.PAYMENT_TIMEOUT_MS >= env.REQUEST_TIMEOUT_MS) {
    const { PAYMENT_TIMEOUT_MS, REQUEST_TIMEOUT_MS } = env;
    problems.push(
      `PAYMENT_TIMEOUT_MS is ${PAYMENT_TIMEOUT_MS}, but must be less than REQUEST_TIMEOUT_MS, ${REQUEST_TIMEOUT_MS}.`,
    );
  }
  for (const [name, value] of Object.entries(settings)) {
    if (!/(^|_)STORE_URL$/.test(name) || value === undefined || value === 'sqlite' || env.NATS_URL !== undefined)
      continue;
    problems.push(
      `${name} is "${masked(String(value))}", but needs NATS_URL: without it events travel in a SQLite file.`,
    );
  }
  if (problems.length > 0) throw new EnvError(['The environment cannot be used:', ...problems].join('\n  '));
  return env;
}

/**
 * The configuration of this process, with the systems that SYSTEMS names; the only reader of the environment.
 * Throws `EnvError`.
 */
export async function readEnv(): Promise<Env> {
  try {
    return parseEnv(process.env, await readSystems());
  } catch (error) {
    throw error instanceof EnvError ? error : new EnvError((error as Error).message, { cause: error });
  }
}

/** Our systems, and those that SYSTEMS names. @throws when one of them cannot join */
export function readSystems(): Promise<readonly System[]> {
  return joinSystems(process.env.SYSTEMS ?? '');
}

/** The variables, their defaults and what is allowed, for people. */
export function describeEnv(systems = ownSystems): string {
  const all = Object.entries<Variable>(variablesOf(systems));
  const width = 2 + Math.max(...all.map(([name]) => name.length));
  const lines = all.map(([name, { kind, help, ...variable }]) => {
    const otherwise = variable.default === undefined ? 'not set' : variable.default;
    return `  ${name.padEnd(width)}${help}\n${' '.repeat(width + 2)}${kind.allowed}; default: ${otherwise}`;
  });
  return ['Environment:', ...lines].join('\n');
}

/** A URL may hold a password, which has no place in a log. */
function masked(text: string): string {
  return text.replace(/\/\/[^@/]*@/g, '//***@');
}
