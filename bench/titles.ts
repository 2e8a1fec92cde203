import type { Server } from './servers.ts';

/** As many titles as the real catalogue that the importer is tried with has. */
export const titles = 10_000;
const copies = 3;
/** One request takes 64 KiB. */
const perRequest = 250;

/** Brings the library to its size. With a few hundred titles a bench would measure waitlists that no library has. */
export async function stock(system: Server): Promise<void> {
  for (let first = 1; first <= titles; first += perRequest) {
    const batch = Array.from({ length: perRequest }, (_, index) => title(first + index));
    const answer = await fetch(`${system.url}/books`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ titles: batch }),
    });
    if (!answer.ok) throw new Error(`PUT /books answered ${answer.status}: ${await answer.text()}`);
  }
}

function title(number: number): object {
  const year = 1900 + (number % 120);
  return { id: String(number), title: `Collected stories, volume ${number}`, authors: 'A. N. Other', year, copies };
}
