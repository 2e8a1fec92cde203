import type { Intent, Place, Word } from '../../../mixins/kernel/intent.ts';
import type { RentalStatus } from './rental.contract.ts';
import type { Command, Known, Rental, RentalCommand } from './state.ts';

/** The payment of a rental as its intent: what is heard of it, in the rental's own words. */

export type PaymentWord = Command<'confirm' | 'decline' | 'abandon' | 'settle'>;

const places: Partial<Record<RentalStatus, Place>> = {
  requested: 'asked',
  declined: 'denied',
  abandoning: 'abandoning',
  abandoned: 'abandoned',
};

/** @returns none for a rental that is not there */
export function intentOf(state: Known): Intent;
export function intentOf(state: Rental | undefined): Intent | undefined;
export function intentOf(state: Rental | undefined): Intent | undefined {
  if (!state || state.state === 'new') return undefined;
  return { place: places[state.state] ?? 'granted', key: state.paymentId };
}

/** The command that tells a rental the word. */
export function commandOf(word: Word): RentalCommand {
  switch (word.type) {
    case 'grant':
      return { type: 'confirm', paymentId: word.key };
    case 'deny':
      return { type: 'decline', paymentId: word.key, reason: word.reason };
    case 'giveUp':
      return { type: 'abandon', due: word.due };
    case 'settle':
      return { type: 'settle', paymentId: word.key };
  }
}

/** What a command says of the payment. One that gives up speaks of the present one, which has this key. */
export function wordOf(command: PaymentWord, key: string): Word {
  switch (command.type) {
    case 'confirm':
      return { type: 'grant', key: command.paymentId };
    case 'decline':
      return { type: 'deny', key: command.paymentId, reason: command.reason };
    case 'abandon':
      return { type: 'giveUp', key, due: command.due };
    case 'settle':
      return { type: 'settle', key: command.paymentId };
  }
}
