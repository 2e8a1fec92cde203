import type { Evidence } from '../../../mixins/proof.ts';

/** Every event is published and every message acknowledged. */
export function nothingIsUnderWay({ outboxes, consumers }: Pick<Evidence, 'outboxes' | 'consumers'>): string[] {
  return [
    ...Object.entries(outboxes)
      .filter(([, waiting]) => waiting > 0)
      .map(([service, waiting]) => `${waiting} events wait in the outbox of ${service}`),
    ...consumers
      .filter(({ unacknowledged, waiting }) => unacknowledged + waiting > 0)
      .map(
        ({ name, unacknowledged, waiting }) =>
          `${name} has ${unacknowledged} messages unacknowledged, ${waiting} to come`,
      ),
  ];
}

/** The dead letters are exactly the poison that was sent, once for each consumer that gets it. */
export function deadLettersArePoison({ deadLetters, poison }: Pick<Evidence, 'deadLetters' | 'poison'>): string[] {
  const found: string[] = [];
  const left = [...poison];
  for (const text of deadLetters) {
    const place = left.indexOf(text);
    if (place < 0) found.push(`a dead letter is no poison, or twice there: ${text.slice(0, 200)}`);
    else left.splice(place, 1);
  }
  return [...found, ...left.map((text) => `poison is not among the dead letters: ${text.slice(0, 80)}`)];
}
