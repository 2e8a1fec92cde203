import type { ServiceBroker, ServiceSchema } from 'moleculer';
import type { Command } from './console.ts';
import type { ActionContract } from './contract/action.ts';
import type { EventDefinitions } from './contract/events.ts';
import type { FormRule } from './contract/rules.ts';
import type { Schema } from './contract/schema.ts';
import type { Envelope } from './kernel/event.ts';
import type { Notice, Notices } from './notices.ts';
import type { Proof } from './proof.ts';
import type { Variables } from './settings/variable.ts';
import type { Trial } from './trial/trial.ts';

/**
 * What a system declares of itself, so that nothing else has to know it: `services/<name>/system.ts`. The gateway, its
 * documents, health, roles, stores, the console and the containers are derived from these declarations.
 */
export interface System {
  /** The bounded context: the first word of its events, and the name of its stream. */
  readonly name: string;
  readonly title: Words;
  /** What it is, in a sentence. */
  readonly about: Words;
  /** Others stand on it, and nobody uses it by itself: it is not shown among what there is to use. */
  readonly supporting?: true;
  /** Where its paths begin at the gateway, such as `/screening`; empty for the library. */
  readonly mount: string;
  /** Its services by their names in Moleculer's registry: `rental`, `screening.hospital`. */
  readonly services: Readonly<Record<string, () => Promise<{ readonly default: ServiceSchema }>>>;
  /** What each service is to the business, and why; docs/architecture.md shows it. */
  readonly domains: Readonly<Record<string, Domain>>;
  /**
   * Services without which nothing works; health asks the others too, and calls the system degraded without them. Which
   * these are may depend on the values of variables.
   */
  readonly required: readonly string[] | ((settings: Readonly<Record<string, unknown>>) => readonly string[]);
  /** Services that health asks about besides. */
  readonly optional: readonly string[];
  /** Services that keep personal data: they alone are given PERSONAL_KEYS in containers. */
  readonly personal?: readonly string[];
  readonly actions: Readonly<Record<string, ActionContract>>;
  readonly routes: readonly SystemRoute[];
  readonly events: EventDefinitions;
  /** Which of its events people are told of, by their types. */
  readonly notices?: Readonly<Record<string, Notice>>;
  /** What its paths are about, by their first word behind the mount; tags of the OpenAPI document. */
  readonly tags: Readonly<Record<string, string>>;
  /** What people and programs do in it, beside members and admins. */
  readonly duties: readonly Duty[];
  readonly variables: Variables;
  /** What programs can call through gRPC. */
  readonly grpc?: readonly GrpcService[];
  /** What operators can type in the console. */
  readonly commands?: readonly Command[];
  readonly firstSteps?: FirstSteps;
  /** How it is proved under chaos. */
  readonly proof?: () => Promise<{ readonly default: Proof }>;
  /** How it is put under load, in demonstrations and the outage laboratory. */
  readonly trial?: () => Promise<{ readonly default: Trial }>;
  /** The id of the record whose story the event belongs to; `undefined` when it belongs to none. */
  storyOf(event: Envelope): string | undefined;
}

/** What a first start brings, and what somebody who is new can try then. */
export interface FirstSteps {
  /** Brings records to try things with, where there are none yet. */
  bringSamples?(broker: ServiceBroker): Promise<void>;
  /** Where its pages are; none where it has none. */
  readonly page?: `/app/${string}`;
  /** What to try there first, in a few words: "reserve a book". */
  readonly first: string;
  /** What more there is to try, and the command that does it, with the samples. */
  steps(at: Reached): readonly (readonly [what: string, command: string])[];
}

/** How somebody reaches the gateway with curl. */
export interface Reached {
  readonly url: string;
  /** Options of curl for a request with a JSON body. */
  readonly json: string;
  /** The day in Korea: 2027-09-09. */
  readonly today: string;
}

export interface Words {
  readonly en: string;
  readonly ko: string;
}

/**
 * `core`: what the system exists for. `supporting`: needed by it, and found nowhere ready-made. `general`: the same
 * everywhere, and could be bought. `view`: shows what others decide.
 */
export interface Domain extends Words {
  readonly kind: 'core' | 'supporting' | 'general' | 'view';
}

/** A role of this system. */
export interface Duty {
  /** As tokens name it. */
  readonly role: string;
  /** Who has it, in words that follow "an access token of". */
  readonly about: string;
  /** Only programs have it, and people do not. */
  readonly program?: true;
  /** What it may do with the platform's services, by action, where the platform leaves that to duties. */
  readonly onPlatform?: Permissions;
}

/** `all` for anyone's records, `own` for the caller's own. */
export type Scope = 'all' | 'own';

/**
 * Who may do something, by `anyone`, `member` or a duty. An admin may do everything; a role that is not named may what
 * `anyone` may.
 */
export type Permissions = Readonly<Record<string, Scope>>;

/** One of several things that an action does: what is asked for by a parameter. */
export interface Part {
  readonly param: string;
  /** The value that asks for it; any when not set. */
  readonly is?: string;
  readonly may: Permissions;
  /** What a caller can do who may not do it themselves. */
  readonly advice?: string;
  /** Members do it themselves only where SELF_SERVICE is on. */
  readonly selfService?: true;
}

export type SystemRoute<Action extends string = string> = ActionRoute<Action> | LiveRoute<Action>;

interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Behind the mount, with `{name}` for a segment that becomes a parameter. */
  readonly path: string;
  readonly about: string;
}

/** Parameters as a client gives them. */
export type Given = Readonly<Record<string, unknown>>;

/** Answered by an action. */
export interface ActionRoute<Action extends string = string> extends Endpoint {
  readonly action: Action;
  readonly may: Permissions;
  /** Where the action does several things: who may do each. It counts besides `may`. */
  readonly parts?: readonly Part[];
  /** Answers 201 with `Location`. The gateway chooses the id, or it is one that the body names, or follows from the body. */
  readonly creates?: true | 'named' | ((given: Given) => string);
  /**
   * Makes of a body that other programs send what the action takes: numbers where we have texts, other names.
   * @param now epoch ms
   */
  readonly accepts?: (body: Given, now: number) => Given;
  /** All it needs is in the path: it may come without a body. */
  readonly bodiless?: true;
  /** Bytes that a body may have, where that is more than usual. */
  readonly bodyLimit?: number;
  /** A switch for demonstrations, which is no part of the API: who tries all of that would find payment out of order. */
  readonly undescribed?: true;
}

/** An action's route in a line: `route('GET /hospitals', 'screening.hospital.list', { anyone: 'all' }, 'days of hospitals')`. */
export function route<const Action extends string>(
  endpoint: `${Endpoint['method']} /${string}`,
  action: Action,
  may: Permissions,
  about: string,
  more: Omit<ActionRoute, 'action' | 'may' | keyof Endpoint> = {},
): ActionRoute<Action> {
  const [method, path = ''] = endpoint.split(' ') as [Endpoint['method'], string];
  return { method, path, action, may, about, ...more };
}

/** The stream of a live view in a line: `live('/myPages/stream', 'a page as it changes', { … })`. */
export function live<const Action extends string>(
  path: string,
  about: string,
  view: LiveView<Action>,
): LiveRoute<Action> {
  return { method: 'GET', path, about, live: view };
}

/** A view that tells of its changes as server-sent events. */
export interface LiveRoute<Action extends string = string> extends Endpoint {
  readonly method: 'GET';
  readonly live: LiveView<Action>;
}

export interface LiveView<Action extends string = string> {
  /** The service of the view: its broadcast `<service>.changed` brings the rows. */
  readonly view: string;
  /** The action that lists it, whose permissions count for the stream too. */
  readonly lists: Action;
  /** The field of a row, and the parameter of the stream, that says whose it is. */
  readonly owner: string;
  /** Whose it is, in words. */
  readonly ownerAbout: string;
  /** What an owner looks like that is no member, such as a day. Everybody who may list all rows may read its stream. */
  readonly ownerRule?: FormRule;
  /** A row, as JSON Schema. */
  readonly row: Schema;
  /** What it tells, for the AsyncAPI document. */
  readonly description: string;
  readonly queue?: LiveQueue;
}

/** Rows of a live view that stand in queues: when one leaves, others move up, of whom no event tells. */
export interface LiveQueue {
  /** The queue in which others may move when this row has changed. */
  queueOf(row: Readonly<Record<string, unknown>>): string | undefined;
  /** The action that answers the rows of these owners in these queues. */
  readonly action: string;
  paramsOf(queues: readonly string[], owners: readonly string[]): object;
}

/** A service of gRPC, whose methods are actions that have a route too: both are called alike. */
export interface GrpcService<Action extends string = string> {
  /** The file that describes it. */
  readonly proto: URL;
  /** Its full name there: `yeyak.library.v1.Rentals`. */
  readonly name: string;
  /** By the names of its methods, as JavaScript writes them. One that watches streams the changes of a live view. */
  readonly methods: Readonly<Record<string, Action | { readonly watches: string }>>;
}

/**
 * Declares a system. A route, a live view or a method of gRPC whose action has no contract does not compile, nor does a
 * service without its domain, or a notice of an event or a field that is not defined.
 */
export function defineSystem<
  const Actions extends Readonly<Record<string, ActionContract>>,
  const Services extends System['services'],
  const Events extends EventDefinitions,
>(
  system: Omit<System, 'services' | 'domains' | 'personal' | 'actions' | 'routes' | 'events' | 'notices' | 'grpc'> & {
    readonly services: Services;
    readonly domains: Readonly<Record<keyof Services & string, Domain>>;
    readonly personal?: readonly (keyof NoInfer<Services> & string)[];
    readonly actions: Actions;
    readonly routes: readonly SystemRoute<keyof Actions & string>[];
    readonly events: Events;
    readonly notices?: Notices<NoInfer<Events>>;
    readonly grpc?: readonly GrpcService<keyof Actions & string>[];
  },
): System {
  return system as System;
}
