import assert from 'node:assert/strict';
import { nodeName } from './node.ts';
import { serviceNames } from './services.ts';

describe('The name of a process', () => {
  it('tells its services', () => assert.equal(nodeName(['rental', 'screening.hospital']), 'rental-screening.hospital'));

  it('is not longer than what is said of nodes, however many services it has', () => {
    const names = serviceNames();
    assert.equal(nodeName(names), `${names[0]}-and-${names.length - 1}-more`);
  });
});
