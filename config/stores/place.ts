import { join } from 'node:path';
import type { Env } from '../env.ts';

/** Where a service keeps its records: `sqlite`, or the address of a database. */
export function storeUrl(service: string, env: Env): string {
  return ownUrls(env)[service] ?? env.STORE_URL;
}

/** All places where services keep their records. */
export function storeUrls(env: Env): string[] {
  return [env.STORE_URL, ...Object.values(ownUrls(env)).filter((url) => url !== undefined)];
}

function ownUrls(env: Env): Readonly<Record<string, string | undefined>> {
  return {
    rental: env.RENTAL_STORE_URL,
    payment: env.PAYMENT_STORE_URL,
    book: env.BOOK_STORE_URL,
    mypage: env.MYPAGE_STORE_URL,
    history: env.HISTORY_STORE_URL,
    identity: env.IDENTITY_STORE_URL,
  };
}

/** One file for all services of a single process, so that they share its transactions; else one for each service. */
export function storeFile(service: string, env: Env): string {
  return join(env.DATA_DIR, env.NATS_URL === undefined ? 'yeyak.db' : `${service}.db`);
}
