import { signal } from '@preact/signals';
import type { Terms } from '../../../services/library/rental/rental.contract.ts';
import { get } from '../../kit/api/http.ts';

/** What a reservation costs, in whole won; unknown until the library has told. */
export const fee = signal<number | undefined>(undefined);

export async function askFee(): Promise<void> {
  if (fee.value !== undefined) return;
  const terms = await get<Terms>('/terms').catch(() => undefined);
  fee.value = terms?.fee;
}
