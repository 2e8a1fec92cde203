import type { Words } from '../../mixins/system.ts';
import type { Facts, ServiceFacts } from './facts.ts';

/** Pictures in Mermaid, and tables in Markdown, of the facts. */

export type Language = keyof Words;

const words = {
  en: {
    columns: ['service', 'system', 'kind', 'why'],
    kinds: { core: 'core', supporting: 'supporting', general: 'general', view: 'view' },
    everything: 'every event',
    inbound: 'what comes in',
    outbound: 'what it needs',
    stores: 'records<br/>SQLite · PostgreSQL · MongoDB',
    bus: 'events<br/>local log · JetStream',
    rule: 'rule',
  },
  ko: {
    columns: ['서비스', '시스템', '구분', '이유'],
    kinds: { core: '핵심', supporting: '지원', general: '일반', view: '조회' },
    everything: '모든 이벤트',
    inbound: '들어오는 것',
    outbound: '필요로 하는 것',
    stores: '레코드<br/>SQLite · PostgreSQL · MongoDB',
    bus: '이벤트<br/>로컬 로그 · JetStream',
    rule: '규칙',
  },
} as const;

/** The table of services with what they are to the business. */
export function servicesTable({ services }: Facts, language: Language): string {
  const { columns, kinds } = words[language];
  const rows = services.map(({ name, system, domain }) => {
    const kind = domain ? kinds[domain.kind] : '';
    return [`\`${name}\``, system.title[language], kind, domain?.[language] ?? ''];
  });
  return [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Systems, and what flows between them: solid arrows are calls (S), dotted ones events (A). */
export function contextMap(facts: Facts, language: Language): string {
  const contextOf = (name: string) => contextOfService(facts, name);
  const contexts = new Map(
    facts.services
      .filter(({ name }) => !facts.listeners.includes(name))
      .map(({ name, system }) => [contextOf(name), system.supporting ? name : system.title[language]]),
  );
  const calls = facts.calls.map(({ from, to, actions }) => ({
    from: contextOf(from),
    to: contextOf(to),
    names: actions,
  }));
  const follows = facts.follows.map(({ by, of, events }) => ({
    from: contextOf(of),
    to: contextOf(by),
    names: events,
  }));
  return mermaid([
    'flowchart LR',
    ...Array.from(contexts, ([id, title]) => `  ${idOf(id)}["${title}"]`),
    ...arrows(calls, (names) => `-->|"S: ${names}"|`),
    ...arrows(follows, (names) => `-.->|"A: ${names}"|`),
    `  all(["${words[language].everything}"])`,
    ...facts.listeners.map((name) => `  all -.-> ${idOf(name)}["${name}"]`),
  ]);
}

/** A system's services, who asks them to do something, and what flows between them and others. */
export function systemPicture(facts: Facts, system: string, language: Language): string {
  const { kinds } = words[language];
  const kindOf = ({ domain }: ServiceFacts) => (domain ? kinds[domain.kind] : '');
  const own = facts.services.filter((service) => service.system.name === system);
  const names = new Set(own.map(({ name }) => name));
  const calls = facts.calls.filter(({ from, to }) => names.has(from) || names.has(to));
  const follows = facts.follows.filter(({ by, of }) => (names.has(by) || names.has(of)) && by !== of);
  const others = new Set([
    ...calls.flatMap(({ from, to }) => [from, to]),
    ...follows.flatMap(({ by, of }) => [by, of]),
  ]);
  return mermaid([
    'flowchart LR',
    `  subgraph ${idOf(system)}_system["${own[0]?.system.title[language]}"]`,
    ...own.map((service) => `    ${idOf(service.name)}["${service.name}<br/>${kindOf(service)}"]`),
    '  end',
    ...[...others].filter((name) => !names.has(name)).map((name) => `  ${idOf(name)}["${name}"]`),
    ...commandsOf(own),
    ...arrows(
      calls.map(({ from, to, actions }) => ({ from, to, names: actions })),
      (said) => `-->|"S: ${said}"|`,
    ),
    ...arrows(
      follows.map(({ by, of, events }) => ({ from: of, to: by, names: events })),
      (said) => `-.->|"A: ${said}"|`,
    ),
  ]);
}

/** A service as a hexagon: what comes in on the left, what it needs on the right, and its rule between. */
export function hexagon({ services, calls, follows }: Facts, name: string, language: Language): string {
  const said = words[language];
  const service = services.find((one) => one.name === name) as ServiceFacts;
  const { system } = service;
  const routes = system.routes.filter((route) => 'action' in route && route.action.startsWith(`${name}.`));
  const grpc = (system.grpc ?? [])
    .flatMap(({ methods }) => Object.values(methods))
    .filter((to) => `${to}`.startsWith(`${name}.`));
  const heard = follows.filter(({ by }) => by === name).map(({ of }) => of);
  const inbound = [
    `HTTP<br/>${routes.length} routes`,
    ...(grpc.length > 0 ? ['gRPC'] : []),
    'console',
    ...heard.map((of) => `events<br/>${of}`),
  ];
  const outbound = [
    said.stores,
    said.bus,
    ...calls.filter(({ from }) => from === name).map(({ to }) => `call<br/>${to}`),
  ];
  return mermaid([
    'flowchart LR',
    `  rule{{"${name}<br/>${said.rule}"}}`,
    `  subgraph in["${said.inbound}"]`,
    ...inbound.map((text, index) => `    i${index}["${text}"]`),
    '  end',
    `  subgraph out["${said.outbound}"]`,
    ...outbound.map((text, index) => `    o${index}["${text}"]`),
    '  end',
    ...inbound.map((_, index) => `  i${index} --> rule`),
    ...outbound.map((_, index) => `  rule --> o${index}`),
  ]);
}

/** Who may change something, by the routes. */
function commandsOf(own: readonly ServiceFacts[]): string[] {
  const [first] = own;
  const changing = (first?.system.routes ?? []).flatMap((route) =>
    'action' in route && route.method !== 'GET' && !route.undescribed
      ? Object.keys(route.may).map((role) => ({ from: role, action: route.action }))
      : [],
  );
  const edges = changing.map(({ from, action }) => ({
    from: `role ${from}`,
    to: action.slice(0, action.lastIndexOf('.')),
    names: [action.slice(action.lastIndexOf('.') + 1)],
  }));
  const roles = new Set(edges.map(({ from }) => from));
  return [
    ...Array.from(roles, (role) => `  ${idOf(role)}(["${role.slice('role '.length)}"])`),
    ...arrows(edges, (said) => `-->|"${said}"|`),
  ];
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly names: readonly string[];
}

/** One arrow for all edges between two nodes. */
function arrows(edges: readonly Edge[], arrowOf: (names: string) => string): string[] {
  const between = Map.groupBy(
    edges.filter(({ from, to }) => from !== to),
    ({ from, to }) => `${idOf(from)} ${idOf(to)}`,
  );
  return Array.from(between, ([ends, some]) => {
    const [from, to] = ends.split(' ');
    const names = [...new Set(some.flatMap((edge) => edge.names))];
    return `  ${from} ${arrowOf(shortened(names))} ${to}`;
  });
}

/** As many as can be read on an arrow. */
function shortened(names: readonly string[]): string {
  const most = 6;
  return names.length <= most ? names.join(', ') : `${names.slice(0, most - 1).join(', ')}, …`;
}

/** A system; of the platform each service stands for itself. */
function contextOfService({ services }: Facts, name: string): string {
  const system = services.find((one) => one.name === name)?.system;
  return system && !system.supporting ? system.name : name;
}

function idOf(name: string): string {
  return name.replaceAll(/[^a-zA-Z0-9]/g, '_');
}

function mermaid(lines: readonly string[]): string {
  return ['```mermaid', ...lines, '```'].join('\n');
}
