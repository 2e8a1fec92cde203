/** Puts another function in the place of a method, and gives it the original. Throws when there is none of that name. */
export function replace<Args extends unknown[], Result>(
  target: object,
  name: string,
  make: (original: (this: unknown, ...args: Args) => Result) => (this: never, ...args: Args) => unknown,
): void {
  const original = (target as Record<string, unknown>)[name];
  if (typeof original !== 'function') throw new Error(`There is no ${name} to plant a fault in.`);
  Object.assign(target, { [name]: make(original as (this: unknown, ...args: Args) => Result) });
}
