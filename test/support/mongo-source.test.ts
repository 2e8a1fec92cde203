import assert from 'node:assert/strict';
import { ensureMongo, type Place } from './mongo-source.ts';

describe('ensureMongo', () => {
  const asked: string[] = [];
  const lacking = (name: string, message: string): Place => [
    name,
    async () => {
      asked.push(name);
      throw new Error(message);
    },
  ];
  const having = (name: string): Place => [name, async () => ({ name: `a MongoDB ${name}`, durable: true })];
  beforeEach(() => {
    asked.length = 0;
  });

  it('takes the first there is, and looks no further', async () => {
    const places = [lacking('on the PATH', 'no such program'), having('of Docker'), lacking('downloaded', 'offline')];
    assert.deepEqual(await ensureMongo(places), { name: 'a MongoDB of Docker', durable: true });
    assert.deepEqual(asked, ['on the PATH']);
  });

  it('answers with what was tried where there is none', async () => {
    const places = [lacking('on the PATH', 'no such program\nat x'), lacking('downloaded', 'offline')];
    assert.deepEqual(await ensureMongo(places), { missing: '  on the PATH: no such program\n  downloaded: offline' });
  });
});
