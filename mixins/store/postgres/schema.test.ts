import assert from 'node:assert/strict';
import pg from 'pg';
import { harness } from '../../../test/support/postgres-store.ts';
import { usePlaces, useReplicas } from '../../../test/support/replicas.ts';
import { change } from '../../../test/support/store.ts';
import { createSchema, type Run } from './schema.ts';

describe('The schema of a PostgreSQL store', () => {
  usePlaces(harness);
  const given = useReplicas(harness);
  let client: pg.Client;
  const run: Run = async (text) => (await client.query(text)).rows;
  const version = async () => (await run<{ version: number }>('SELECT version FROM schema_version'))[0]?.version;
  const migrate = (migrations: string[]) =>
    createSchema(
      run,
      { name: 'the store', schema: 'made', definitions: ['CREATE TABLE IF NOT EXISTS record(id text)'] },
      migrations,
    );
  beforeEach(async () => {
    client = new pg.Client(given.place.split('#')[0]);
    await client.connect();
    await client.query('BEGIN; SET LOCAL search_path = made');
  });
  afterEach(() => client.end());

  it('is at the newest version when it is new, without migrations', async () => {
    await migrate(['ALTER TABLE record ADD COLUMN note text']);
    assert.equal(await version(), 2);
    assert.deepEqual(
      (await client.query('SELECT * FROM record')).fields.map(({ name }) => name),
      ['id'],
    );
  });

  it('is migrated when it is older, with its records', async () => {
    await migrate([]);
    await run("INSERT INTO record VALUES ('a')");
    const steps = ['ALTER TABLE record ADD COLUMN note text', "UPDATE record SET note = id || '!'"];
    await migrate(steps);
    await migrate(steps);
    assert.equal(await version(), 3);
    assert.deepEqual(await run('SELECT * FROM record'), [{ id: 'a', note: 'a!' }]);
  });

  it('is refused by name when it is newer, and the start with it', async () => {
    await migrate(['SELECT 1']);
    await assert.rejects(migrate([]), /^Error: the store has schema version 2, written by a newer Yeyak/);
    const { database } = await given.open();
    await database.query({ text: 'UPDATE schema_version SET version = 9', values: [] });
    await assert.rejects(
      given.open(),
      /^Error: PostgreSQL 127\.0\.0\.1:\d+\/postgres, schema place_\d+ has schema version 9/,
    );
  });

  it('is made once by replicas that start together', async () => {
    const replicas = await Promise.all([1, 2, 3, 4].map(() => given.open()));
    const made = await Promise.all(replicas.map(({ store }) => store.commit(change('a', 0, {}))));
    assert.equal(made.filter(Boolean).length, 1);
  });

  it('is left alone by a replica that starts while others write', async () => {
    const { store } = await given.open();
    await store.commit(change('a', 0, {}));
    await client.query(`COMMIT; BEGIN; UPDATE "${given.place.split('#')[1]}".sample SET version = 2`);
    await given.open();
    await client.query('COMMIT');
  });

  it('is nowhere when the database is not there: the start fails and says so', async () => {
    const nowhere = given.place.replace('/postgres', '/nowhere');
    await assert.rejects(
      given.open({}, nowhere),
      /^Error: PostgreSQL \S+\/nowhere, schema \w+: database "nowhere" does not exist/,
    );
  });

  it('shares a database with those of other services', async () => {
    const other = await given.open({}, `${given.place}_other`);
    const one = await given.open();
    await other.store.commit(change('a', 0, { rank: 2 }));
    assert.equal(await one.store.load('a'), undefined);
    assert.deepEqual(await one.outbox.pending(10), []);
    await other.database.query({ text: `DROP SCHEMA "${given.place.split('#')[1]}_other" CASCADE`, values: [] });
  });
});
