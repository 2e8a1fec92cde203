import type { Evidence } from './proof.ts';

/** Where something of people can be read that a system has left behind; a line for each place. */
export function readableIn({ records, others, events, deadLetters, attempts }: Evidence, plain: RegExp): string[] {
  const texts = [
    ...Object.entries(records).flatMap(([service, all]) => all.map((one) => [`a record of ${service}`, one] as const)),
    ...Object.entries(others).flatMap(([table, rows]) => rows.map((row) => [`a row of ${table}`, row] as const)),
    ...events.map((event) => [`the event ${event.id} of ${event.source}`, event] as const),
    ...deadLetters.map((letter) => ['a dead letter', letter] as const),
    ...attempts.map((attempt) => ['what clients wrote down', attempt] as const),
  ];
  return texts.filter(([, one]) => plain.test(JSON.stringify(one))).map(([place]) => `${place} says who somebody is`);
}
