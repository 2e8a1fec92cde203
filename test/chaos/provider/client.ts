/** Loaded into a node before its own modules: the sandbox then moves no money itself, but has the provider do it. */
import process from 'node:process';
import { SandboxProvider } from '../../../services/payment/sandbox.ts';

const url = process.env.CHAOS_PROVIDER;

async function ask(method: string, order: object): Promise<unknown> {
  const response = await fetch(`${url}/${method}`, { method: 'POST', body: JSON.stringify(order) });
  if (!response.ok) throw new Error(await response.text());
  return ((await response.json()) as { readonly result?: unknown }).result;
}

Object.assign(SandboxProvider.prototype, {
  charge: (order: object) => ask('charge', order),
  refund: (order: object) => ask('refund', order),
  inquire: (order: object) => ask('inquire', order),
});
