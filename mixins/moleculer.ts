import moleculer, { type Context, type ServiceBroker } from 'moleculer';

/**
 * What Yeyak knows of Moleculer 0.15 beyond its published types. All of it stands here, so that a new version is looked at in
 * one place.
 */
export interface BrokerInside extends Omit<ServiceBroker, 'registry' | 'transit'> {
  /** The breakers of the calls that this node makes, by action and node. */
  readonly CircuitBreakerStore: Map<string, Watched>;
  /** Only where there is a transporter. */
  readonly transit?: TransitInside;
  readonly registry: RegistryInside;
}

export function insideOf(broker: ServiceBroker): BrokerInside {
  return broker as unknown as BrokerInside;
}

export interface TransitInside {
  readonly pendingRequests: Map<string, PendingRequest>;
  readonly tx: { readonly connected: boolean; flush?(): Promise<void> };
}

/** A call of another node that has no answer yet. */
export interface PendingRequest {
  readonly nodeID: string | null;
  readonly action: { readonly name: string };
  reject(error: Error): void;
}

export interface RegistryInside {
  unregisterServicesByNode(id: string): void;
  readonly actions: {
    get(name: string): Endpoints | null | undefined;
    readonly actions: ReadonlyMap<string, Endpoints>;
  };
  readonly discoverer: { discoverNode(id: string): Promise<unknown>; sendLocalNodeInfo(): Promise<void> };
  readonly nodes: {
    get(id: string): { readonly available: boolean } | undefined;
    toArray(): readonly { readonly id: string; readonly local: boolean }[];
    disconnected(id: string, unexpectedly: boolean): void;
  };
}

/** The nodes that offer an action. */
export interface Endpoints {
  readonly endpoints: readonly { readonly id: string; readonly isAvailable: boolean }[];
  hasAvailable(): boolean;
}

/** A breaker of Moleculer. */
export interface Watched {
  readonly ep: { readonly id: string; readonly action: { readonly name: string } };
  readonly state: string;
  readonly count: number;
  readonly failures: number;
  cbTimer: NodeJS.Timeout | null;
}

export type Handler = (ctx: Context) => Promise<unknown>;

/** An action as a middleware meets it. */
export interface ActionInside<Breaker> {
  readonly visibility?: string;
  readonly circuitBreaker?: Breaker & { readonly check?: (error: Error) => boolean };
}

export interface BuiltInBreaker<Breaker> {
  localAction(this: ServiceBroker, next: Handler, action: ActionInside<Breaker>): Handler;
  remoteAction(this: ServiceBroker, next: Handler, action: ActionInside<Breaker>): Handler;
  created(broker: ServiceBroker): void;
}

/** Moleculer's own middleware, which it does not export. */
export function builtInBreaker<Breaker>(broker: ServiceBroker): BuiltInBreaker<Breaker> {
  const { Middlewares } = moleculer as unknown as {
    readonly Middlewares: { CircuitBreaker(broker: ServiceBroker): BuiltInBreaker<Breaker> };
  };
  return Middlewares.CircuitBreaker(broker);
}
