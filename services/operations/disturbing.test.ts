import assert from 'node:assert/strict';
import { ServiceBroker } from 'moleculer';
import { Disturbing } from './disturbing.ts';
import type { Disturbance } from './laboratory.ts';

describe('A disturbance of a service', () => {
  const broker = new ServiceBroker({ logger: false });
  const lasting = (milliseconds: number): Disturbance => {
    const [since, until] = [Date.now(), Date.now() + milliseconds].map((time) => new Date(time).toISOString());
    return { service: 'payment', way: 'stop', since: since as string, until: until as string };
  };

  it('ends by itself, and brings the service back until it is', async () => {
    const done: string[] = [];
    const begin = async () => done.push('begun');
    const end = async () => {
      done.push('end');
      if (done.length < 4) throw new Error('not yet');
    };
    await new Disturbing(broker, lasting(1), { begin, end }).ended;
    assert.deepEqual(done, ['begun', 'end', 'end', 'end']);
  });

  it('ends early when it is told to, also when it could not begin', async () => {
    const ends: string[] = [];
    const begin = () => Promise.reject(new Error('it has gone'));
    const disturbing = new Disturbing(broker, lasting(600_000), { begin, end: async () => ends.push('end') });
    await disturbing.end();
    assert.deepEqual(ends, ['end']);
  });

  it('brings nothing back when its node stops', async () => {
    const end = () => assert.fail('brought back');
    const disturbing = new Disturbing(broker, lasting(600_000), { begin: async () => {}, end });
    disturbing.abandon();
    await disturbing.ended;
  });
});
