/** What several declare by name, as one object. */
type Joined<Parts> = Parts extends readonly [infer First, ...infer Rest] ? First & Joined<Rest> : unknown;

/**
 * Joins what several declare by name. Spreading would let the last of two with one name win without a word.
 * @throws when two have the same name, which the error tells
 */
export function joined<const Parts extends readonly object[]>(what: string, ...parts: Parts): Joined<Parts> {
  const names = parts.flatMap((part) => Object.keys(part));
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new Error(`Two declare the ${what} ${repeated}: give one of them another name.`);
  return Object.assign({}, ...parts) as Joined<Parts>;
}
