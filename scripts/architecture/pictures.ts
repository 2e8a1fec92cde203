import type { Domain } from '../../mixins/system.ts';
import type { Facts, ServiceFacts } from './facts.ts';
import { arrows, flowchart, idOf } from './mermaid.ts';
import { type Language, vocabulary } from './words.ts';

/** The table of services with what they are to the business. */
export function servicesTable({ services }: Facts, language: Language): string {
  const { columns, kinds } = vocabulary[language];
  const rows = services.map(({ name, system, domain }) => [
    `\`${name}\``,
    system.title[language],
    kinds[domain.kind],
    domain[language],
  ]);
  return [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const colours: Readonly<Record<Domain['kind'], string>> = {
  core: '#ffb066',
  supporting: '#a8d0f5',
  general: '#dddddd',
  view: '#b5e0a8',
};

/** Systems, and what flows between them: solid arrows are calls (S), dotted ones events (A). */
export function contextMap(facts: Facts, language: Language): string {
  const { kinds, client, gateway, everything, routes } = vocabulary[language];
  const contexts = [...Map.groupBy(facts.services, contextOf)];
  const contextNamed = (service: string) => {
    const found = facts.services.find(({ name }) => name === service);
    return found ? contextOf(found) : service;
  };
  const routed = contexts.flatMap(([id, services]) => {
    const { length } = services.flatMap(routesOf);
    return length > 0 ? [`gateway -->|"S: ${routes(length)}"| ${idOf(id)}`] : [];
  });
  return flowchart([
    `client(["${client}"]) --> gateway["${gateway}"]`,
    ...contexts.map(([id, services]) => {
      const [{ name, system, isGuest }] = services as [ServiceFacts];
      const kind = kindOf(services);
      const title = system.supporting ? name : system.title[language];
      const heard = facts.listeners.includes(name) ? `<br/>A: ${everything}` : '';
      return `${idOf(id)}["${title}<br/>${kinds[kind]}${heard}"]:::${isGuest ? 'guest' : kind}`;
    }),
    ...routed,
    ...arrows(
      facts.calls
        .filter(({ from }) => from !== 'gateway')
        .map(({ from, to, actions }) => ({ from: contextNamed(from), to: contextNamed(to), names: actions })),
      // Longer arrows leave room between their words.
      (names) => `--->|"S: ${names}"|`,
    ),
    ...arrows(
      facts.follows.map(({ by, of, events }) => ({ from: contextNamed(of), to: contextNamed(by), names: events })),
      (names) => `-.->|"A: ${names}"|`,
    ),
    ...Object.entries(colours).map(([kind, fill]) => `classDef ${kind} fill:${fill},stroke:#555,color:#111`),
    `classDef guest fill:${colours.supporting},stroke:#555,color:#111,stroke-dasharray:6 4`,
  ]);
}

/** A service as a hexagon: what comes in on the left, what it needs on the right, and its rule between. */
export function hexagon({ services, calls, follows }: Facts, name: string, language: Language): string {
  const said = vocabulary[language];
  const service = services.find((one) => one.name === name);
  if (service === undefined) throw new Error(`There is no service ${name} to draw.`);
  const { system } = service;
  const overGrpc = (system.grpc ?? [])
    .flatMap(({ methods }) => Object.values(methods))
    .filter((to) => typeof to === 'string' && to.startsWith(`${name}.`));
  const inbound = [
    `HTTP<br/>${said.routes(routesOf(service).length)}`,
    ...(overGrpc.length > 0 ? ['gRPC'] : []),
    ...(system.commands ? [said.console] : []),
    ...follows.filter(({ by }) => by === name).map(({ of }) => said.eventsOf(of)),
  ];
  const outbound = [
    said.records,
    said.log,
    ...calls.filter(({ from }) => from === name).map(({ to }) => said.call(to)),
  ];
  return flowchart([
    `rule{{"${name}<br/>${said.rule}"}}`,
    `subgraph in["${said.inbound}"]`,
    ...inbound.map((text, index) => `  i${index}["${text}"]`),
    'end',
    `subgraph out["${said.outbound}"]`,
    ...outbound.map((text, index) => `  o${index}["${text}"]`),
    'end',
    ...inbound.map((_, index) => `i${index} --> rule`),
    ...outbound.map((_, index) => `rule --> o${index}`),
  ]);
}

function routesOf({ name, system }: ServiceFacts): readonly unknown[] {
  return system.routes.filter((route) => 'action' in route && route.action.startsWith(`${name}.`));
}

/** A system; of the platform each service stands for itself. */
function contextOf({ name, system }: ServiceFacts): string {
  return system.supporting ? name : system.name;
}

/** A context is core when a service of it is. */
function kindOf(services: readonly ServiceFacts[]): Domain['kind'] {
  const order = ['core', 'supporting', 'general', 'view'] as const;
  return order.find((kind) => services.some(({ domain }) => domain.kind === kind)) ?? 'general';
}
