import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { callsIn } from '../../scripts/architecture/calls.ts';

const contract = `
import { callsTo } from '../../mixins/calls.ts';
export const { call: ask, isRefused } = callsTo({});
export const titleOf = (ctx: object, id: string) => ask(ctx, 'book.get', { id });
export const unusedHere = (ctx: object) => ask(ctx, 'book.list', {});`;

describe('The calls that services make of one another, for the pictures of the architecture', function () {
  this.timeout(30_000);
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'yeyak-calls-'));
    write('mixins/calls.ts', 'export function callsTo(actions: object): any { return actions; }');
    write('services/book/book.contract.ts', contract);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  it('are those that its schema reaches, under whatever name they are called', () => {
    write(
      'services/rental/rental.service.ts',
      `import { allocate } from './rental.allocation.ts'; export default { name: 'rental', actions: { allocate } };`,
    );
    write(
      'services/rental/rental.allocation.ts',
      `import { ask as wanted, isRefused } from '../book/book.contract.ts';
       export const allocate = (ctx: object) => wanted(ctx, 'book.allocate', {}).catch((error) => isRefused(error, 'book.allocate', 'x'));`,
    );
    write(
      'services/rental/rental.commands.ts',
      `import { unusedHere } from '../book/book.contract.ts'; unusedHere({});`,
    );
    assert.deepEqual(callsIn(root), [{ from: 'rental', action: 'book.allocate' }]);
  });

  it('are those too that a function of another service makes for it', () => {
    write(
      'services/rental/rental.service.ts',
      `import { titleOf } from '../book/book.contract.ts'; export default { name: 'rental', methods: { titleOf } };`,
    );
    assert.deepEqual(callsIn(root), [{ from: 'rental', action: 'book.get' }]);
  });

  it('cannot be drawn where a call does not name its action', () => {
    write(
      'services/rental/rental.service.ts',
      `import { ask } from '../book/book.contract.ts'; export default { name: 'rental', go: (action: string) => ask({}, action, {}) };`,
    );
    assert.throws(() => callsIn(root), /rental\.service\.ts: "ask\(\{\}, action, \{\}\)" must name its action/);
  });
});
