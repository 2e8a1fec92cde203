import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useTempDirs } from '../../../test/support/tempdir.ts';
import { siege } from './siege.ts';
import { wrk } from './wrk.ts';

describe('Programs that load from outside', () => {
  const newDir = useTempDirs();
  function prepared(program: typeof siege) {
    const folder = newDir();
    let came = 0;
    const next = () => {
      came += 1;
      return { path: '/rentals', body: { memberId: `m${came}` } };
    };
    const args = program.prepare({ url: 'http://127.0.0.1:1', atOnce: 3, seconds: 2, folder, next });
    return { folder, args: args.join(' ') };
  }

  it('siege reads requests from a file, each member once', () => {
    const { folder, args } = prepared(siege);
    assert.match(args, /--concurrent=3 --time=2S/);
    const lines = readFileSync(join(folder, 'urls'), 'utf8').trim().split('\n');
    assert.equal(lines[1], 'http://127.0.0.1:1/rentals POST {"memberId":"m2"}');
    assert.equal(new Set(lines).size, 6_000);
  });

  it('siege says status and time of each answer, and how many failed', () => {
    const line = 'HTTP/1.1 201     0.57 secs:      11 bytes ==> POST http://127.0.0.1:1/rentals';
    assert.deepEqual(siege.answered(line), { status: 201, ms: 570 });
    assert.equal(siege.answered('[error] socket: unable to connect sock.c:249: Connection refused'), undefined);
    const report = 'Successful transactions:         642\nFailed transactions:\t          71\n';
    assert.equal(siege.unanswered(report, 69), 2);
    assert.equal(siege.unanswered('', 3), 0);
  });

  it('wrk reads a file for each connection, each member once', () => {
    const { folder, args } = prepared(wrk);
    assert.match(args, /--threads=3 --connections=3 --duration=2s/);
    const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'));
    assert.match(lines[0] ?? '', /^\/rentals {"memberId":"m1"}$/);
    assert.equal(new Set(lines).size, 600);
  });

  it('wrk says who was answered what', () => {
    assert.deepEqual(wrk.answered('m7 201 570 01ABC'), { memberId: 'm7', status: 201, ms: 570, id: '01ABC' });
    assert.deepEqual(wrk.answered('m8 503 10 '), { memberId: 'm8', status: 503, ms: 10, id: undefined });
    assert.deepEqual(wrk.answered('m9 none 10 '), { memberId: 'm9', status: undefined, ms: 10, id: undefined });
    assert.equal(wrk.answered('Running 2s test @ http://127.0.0.1:1'), undefined);
  });
});
