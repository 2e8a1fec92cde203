import type { Given } from './system.ts';

/** A body of programs whose ids are numbers: ours are texts, and so is all else that they send. */
export function asTexts(body: Given): Given {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
  );
}

/** The body, with these ids as texts where they are numbers. */
export function withTexts(body: Given, ...fields: readonly string[]): Given {
  const numbers = fields.filter((field) => typeof body[field] === 'number');
  return { ...body, ...Object.fromEntries(numbers.map((field) => [field, String(body[field])])) };
}

/** The body, with these counts as numbers where they are texts of digits alone: all else is refused by name. */
export function withNumbers(body: Given, ...fields: readonly string[]): Given {
  const texts = fields.filter((field) => typeof body[field] === 'string' && /^\d{1,9}$/.test(body[field]));
  return { ...body, ...Object.fromEntries(texts.map((field) => [field, Number(body[field])])) };
}
