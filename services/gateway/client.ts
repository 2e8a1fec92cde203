import type { Caller } from '../identity/identity.contract.ts';

/** Whom limits count a request against: its caller or, as long as nobody is known, its address. */
export function clientOf(caller: Caller | undefined, address: string): string {
  return caller ? `${caller.kind} ${caller.id}` : `address ${address}`;
}
