import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { partsOf } from './lanes.ts';

describe('the lanes of the tests', () => {
  const files = globSync('**/*.test.ts', { exclude: ['node_modules'] }).sort();
  const { serverless, withServers, ofSystems } = partsOf(files);

  it('run each file on Node exactly once, in the fast lane or in the rest', () => {
    assert.deepEqual([...serverless, ...withServers, ...ofSystems].sort(), files);
  });

  it('have files in each', () => {
    for (const lane of [serverless, withServers, ofSystems]) assert.ok(lane.length > 0);
  });
});
