import { setTimeout as sleep } from 'node:timers/promises';
import type { SystemView } from '../../../services/operations/operations.contract.ts';
import { freePort } from '../../../test/support/port.ts';
import { type Demo, part } from '../demo.ts';

export const scale: Demo = {
  title: 'Payment goes from 1 to 3 processes while it is used: discovery, balancing, breaker, bulkhead',
  shown: 'no figures: what Moleculer does is to be seen',
  isReplicated: true,
  env: { PAYMENT_SANDBOX_DELAY_MS: '300' },
  envOf: { payment: { BULKHEAD_CONCURRENCY: '20', BULKHEAD_QUEUE: '20' } },
  async play(show) {
    const { stage, seconds, tell, expect, expectFigure } = show;
    const third = Math.ceil(seconds / 3);
    const ports = new Map<string, number>();
    for (const name of ['payment-2', 'payment-3']) ports.set(name, await freePort());
    const one = await part(show, 'One process: 20 payments are under way at once, 20 wait, more are refused', {
      atOnce: 100,
      seconds: third,
    });
    expect('the bulkhead turned some away, and nobody got an error', one.counts.shed > 0 && one.counts.error === 0);
    await part(show, 'Two more start', { atOnce: 100, seconds: third }, async () => {
      for (const [name, port] of ports) {
        const began = performance.now();
        await stage.processes.add(name, { PROMETHEUS_PORT: String(port) });
        while (!isKnown(stage.observer, name)) await sleep(10);
        tell(`  discovery: others know ${name} ${Math.round(performance.now() - began)} ms after its start began`);
      }
    });
    const three = await part(show, 'Three processes', { atOnce: 100, seconds: third, isMain: true });
    expectFigure('fewer are turned away than by one process', three.share('shed') < one.share('shed'));
    for (const [name, port] of ports) tell(`  balancing: ${name} was asked to pay ${await paidBy(port)} times`);
    const killed = await part(show, 'One of them hangs', { atOnce: 30, seconds: third }, async () => {
      stage.processes.freeze('payment-3');
      await sleep(third * 700);
      const { nodes } = await stage.get<SystemView>('/admin/system');
      for (const node of nodes)
        if ('breakers' in node)
          for (const { action, nodeId, state } of node.breakers)
            if (action === 'payment.pay') tell(`  breaker of ${node.id} for ${nodeId}: ${state}`);
    });
    expect('nobody gets an error', killed.counts.error === 0);
    expectFigure('most are accepted by the others', killed.share('accepted') > 50);
    await stage.processes.remove('payment-3', 'SIGKILL');
  },
};

function isKnown(observer: { registry: { getNodeList(options: object): { id: string }[] } }, name: string): boolean {
  return observer.registry.getNodeList({ onlyAvailable: true }).some(({ id }) => id.startsWith(`${name}-`));
}

/** How often a process was asked to pay, by its metrics. */
async function paidBy(port: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const lines = text.split('\n').filter((line) => /^moleculer_request_total\{.*action="payment\.pay"/.test(line));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}
