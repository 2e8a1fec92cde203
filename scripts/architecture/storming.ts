import type { ActionRoute } from '../../mixins/system.ts';
import type { Facts, ServiceFacts } from './facts.ts';
import { flowchart, idOf } from './mermaid.ts';
import { type Language, vocabulary } from './words.ts';

/** The colours of event storming's notes; the text is dark on each, in light and dark pages alike. */
const colours = {
  actor: '#fff6c4',
  command: '#a8d0f5',
  aggregate: '#ffe066',
  event: '#ffb066',
  policy: '#d9b8f0',
  view: '#b5e0a8',
  other: '#f7b6c8',
} as const;

type Colour = keyof typeof colours;

/**
 * A system as event storming shows it: who gives which commands to which aggregate, which events it publishes, whose policy
 * follows them, and which views show them. Events that the same services follow share a note.
 */
export function stormingPicture(facts: Facts, system: string, language: Language): string {
  const own = facts.services.filter((service) => service.system.name === system);
  const isOwn = (name: string) => own.some((service) => service.name === name);
  const deciding = own.filter(({ domain }) => domain.kind !== 'view');
  const views = own.filter(({ domain }) => domain.kind === 'view');
  const published = eventNotes(facts.events, isOwn);
  const outside = new Set([
    ...facts.calls.filter(({ from, to }) => isOwn(from) && !isOwn(to)).map(({ to }) => to),
    ...published.flatMap(({ of, by }) => [of, ...by]).filter((name) => !isOwn(name)),
  ]);
  const lines = [
    ...deciding.map(({ name }) => note(name, shortOf(name, system), 'aggregate')),
    ...views.map(({ name }) => note(name, shortOf(name, system), 'view')),
    ...Array.from(outside, (name) => note(name, name, 'other')),
    ...own.flatMap(commandsOf),
    ...facts.calls
      .filter(({ from }) => isOwn(from))
      .map(({ from, to, actions }) => `${idOf(from)} -->|"S: ${actions.join(', ')}"| ${idOf(to)}`),
    ...published.flatMap(({ of, by, events }, index) => {
      const id = `events ${index}`;
      return [
        note(id, events.join('<br/>'), 'event'),
        `${idOf(of)} --> ${idOf(id)}`,
        ...by.map((name) => `${idOf(id)} -.-> ${idOf(hasPolicy(name) ? `policy ${name}` : name)}`),
      ];
    }),
    ...deciding
      .filter(({ name }) => published.some(({ by }) => by.includes(name)))
      .flatMap(({ name }) => [
        note(`policy ${name}`, vocabulary[language].policyOf(shortOf(name, system)), 'policy'),
        `${idOf(`policy ${name}`)} --> ${idOf(name)}`,
      ]),
    ...Object.entries(colours).map(([name, fill]) => `classDef ${name} fill:${fill},stroke:#555,color:#111`),
  ];
  // From the top down it stays narrow enough to be read on a page.
  return flowchart(lines, 'TB');

  function hasPolicy(name: string): boolean {
    return deciding.some((service) => service.name === name);
  }
}

interface EventNote {
  readonly of: string;
  readonly by: readonly string[];
  readonly events: readonly string[];
}

/** The system's own events, and those of others that it follows, together where the same services follow them. */
function eventNotes(events: Facts['events'], isOwn: (name: string) => boolean): EventNote[] {
  const shown = events
    .map(({ of, by, event }) => ({ of, event, by: isOwn(of) ? by : by.filter(isOwn) }))
    .filter(({ of, by }) => isOwn(of) || by.length > 0);
  const together = Map.groupBy(shown, ({ of, by }) => [of, ...by].join(' '));
  return Array.from(together.values(), (some) => {
    const { of, by } = some[0] as (typeof shown)[number];
    return { of, by, events: some.map(({ event }) => event) };
  });
}

/** What people do through the gateway: the commands of those who may give the same ones share a note. */
function commandsOf({ name, system }: ServiceFacts): string[] {
  const commands = system.routes.flatMap((route) =>
    'action' in route && route.method !== 'GET' && !route.undescribed && route.action.startsWith(`${name}.`)
      ? [{ command: route.action.slice(name.length + 1), who: whoOf(route, system.name) }]
      : [],
  );
  const byActors = Map.groupBy(commands, ({ who }) => who);
  return [...byActors].flatMap(([who, some], index) => {
    const [actor, command] = [`actor ${name} ${index}`, `command ${name} ${index}`];
    return [
      `${idOf(actor)}(["${who}"]):::actor`,
      note(command, [...new Set(some.map((one) => one.command))].join('<br/>'), 'command'),
      `${idOf(actor)} --> ${idOf(command)} --> ${idOf(name)}`,
    ];
  });
}

function whoOf({ may }: ActionRoute, system: string): string {
  const roles = Object.keys(may).map((role) => shortOf(role, system));
  return roles.join('<br/>') || 'admin';
}

/** Within its system a name needs no prefix. */
function shortOf(name: string, system: string): string {
  return name.startsWith(`${system}.`) ? name.slice(system.length + 1) : name;
}

function note(id: string, text: string, colour: Colour): string {
  return `${idOf(id)}["${text}"]:::${colour}`;
}
