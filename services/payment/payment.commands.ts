import { commandsFor } from '../../mixins/console.ts';
import { paymentActions } from './payment.api.contract.ts';
import type { SandboxSettings, TrialBalance } from './payment.contract.ts';

/** Milliseconds by which a late answer misses the caller's deadline. */
const lateBy = 500;

const usage = 'Say one of: payment slow <ms>, payment down, payment up, payment decline, payment late, payment status.';

/** What an operator does with payments: the sandbox provider, on every node, and the books. */
export const paymentCommands = commandsFor(paymentActions, [
  {
    command: 'trial-balance',
    description: 'The totals of the ledger, and whether it balances',
    run: async (call) => balanceSheetOf(await call('payment.trialBalance', {})),
  },
  {
    command: 'payment <how> [delayMs]',
    description: 'The payment provider from now on: slow <ms>, down, up, decline, late; or its status',
    async run(call, { how = '', delayMs }, { settings: { PAYMENT_TIMEOUT_MS } }) {
      const settings = settingsFor(how, delayMs, Number(PAYMENT_TIMEOUT_MS));
      if (!settings) return usage;
      const { mode, delayMs: delay } = await call('payment.sandbox', settings);
      return `The payment provider: ${mode}${delay > 0 ? `, after ${delay} ms` : ''}.`;
    },
  },
]);

function balanceSheetOf({ balanced, payments, debits, credits, accounts, discrepancies }: TrialBalance): string {
  const word = balanced ? 'balanced' : 'NOT balanced';
  return [
    `Ledger of ${payments} payments: ${word}. Debits ${debits}, credits ${credits} won.`,
    ...Object.entries(accounts).map(
      ([account, { debit, credit, balance }]) => `${account}: debit ${debit}, credit ${credit}, balance ${balance}`,
    ),
    ...(discrepancies.length > 0 ? [`Postings differ from the state of: ${discrepancies.join(', ')}`] : []),
  ].join('\n');
}

function settingsFor(how: string, delay: string | undefined, deadlineMs: number): Partial<SandboxSettings> | undefined {
  switch (how) {
    case 'slow':
      return delay && /^\d{1,6}$/.test(delay) ? { mode: 'approve', delayMs: Number(delay) } : undefined;
    case 'down':
      return { mode: 'fail', delayMs: 0 };
    case 'up':
      return { mode: 'approve', delayMs: 0 };
    case 'decline':
      return { mode: 'decline', delayMs: 0 };
    case 'late':
      return { mode: 'approve', delayMs: deadlineMs + lateBy };
    case 'status':
      return {};
    default:
      return undefined;
  }
}
