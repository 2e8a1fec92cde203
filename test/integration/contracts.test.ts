import assert from 'node:assert/strict';
import { parseEnv } from '../../config/env.ts';
import { loadService, serviceNames } from '../../config/services.ts';
import operations from '../../services/operations/operations.service.ts';
import { useNodes } from '../support/node.ts';
import { offer } from '../support/offer.ts';

describe('The contract of an action', () => {
  const start = useNodes();

  it('is what its service enforces', async function () {
    this.timeout(60_000);
    const others = serviceNames().filter((name) => name !== 'gateway');
    const services = await Promise.all(others.map((name) => loadService(name, parseEnv({}))));
    const { broker } = await start([...services, operations]);
    const list = broker.registry.getActionList({ onlyLocal: true, skipInternal: true, withEndpoints: false });
    const enforced = new Map((list as Listed[]).map(({ name, action }) => [name, action.params]));
    for (const [name, { params }] of Object.entries(offer.actions)) assert.deepEqual(enforced.get(name), params, name);
  });
});

interface Listed {
  readonly name: string;
  readonly action: { readonly params?: object };
}
