import assert from 'node:assert/strict';
import { silent } from '../mixins/log.ts';
import { useTempDirs } from '../test/support/tempdir.ts';
import { parseEnv } from './env.ts';
import { loadStores } from './stores.ts';

describe('The stores of a process', () => {
  const newDir = useTempDirs();
  const pages = { name: 'mypage', columns: { memberId: { type: 'text', index: 'all' } } } as const;
  const open = async () => (await loadStores(parseEnv({ DATA_DIR: newDir() })))(silent);

  it('keep the records of two services apart whose collections have one name', async () => {
    const stores = await open();
    const library = stores.open<{ memberId: string }>('mypage', pages);
    const screening = stores.open<{ memberId: string }>('screening.mypage', pages);
    await library.keepNewest({ id: 'a', version: 1, state: { memberId: 'kim' } });
    assert.equal(await screening.load('a'), undefined);
    assert.equal(await screening.count(), 0);
    await screening.keepNewest({ id: 'a', version: 1, state: { memberId: 'lee' } });
    assert.equal((await library.load('a'))?.state.memberId, 'kim');
    await stores.close();
  });

  it('refuse to open a collection of a service twice, by name', async () => {
    const stores = await open();
    stores.open('mypage', pages);
    assert.throws(() => stores.open('mypage', pages), /mypage\/mypage is open already/);
    assert.throws(() => stores.open('Mypage', pages), /Mypage\/mypage is open already/);
    await stores.close();
  });
});
