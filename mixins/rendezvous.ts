import { type Context, type Endpoint, type Registry, type ServiceBroker, Strategies } from 'moleculer';
import { insideOf } from './moleculer.ts';

/**
 * Rendezvous hashing (Thaler and Ravishankar, 1998): calls with one key go to one of the live nodes, every
 * caller chooses the same one, and when a node goes only its keys move. It does not promise that an
 * aggregate lives on one node only: callers learn of a change at different times.
 */
class Rendezvous extends Strategies.Base {
  readonly #shardKey: string;

  constructor(registry: Registry, broker: ServiceBroker, opts: { shardKey: string }) {
    super(registry, broker, opts);
    this.#shardKey = opts.shardKey;
  }

  override select(list: Endpoint[], ctx?: Call): Endpoint {
    const [first] = list as [Endpoint];
    if (list.length === 1) return first;
    const key = ctx?.params?.[this.#shardKey];
    if (key === undefined) return list[Math.floor(Math.random() * list.length)] ?? first;
    const chosen = owner(list, String(key));
    if (!ctx?._retryAttempts) return chosen;
    // The owner has just failed: until the breaker knows, the next in line answers.
    const others = list.filter((endpoint) => endpoint !== chosen);
    return owner(others, String(key));
  }
}

type Call = Context<Record<string, unknown>> & { readonly _retryAttempts?: number | null };

/** Routes the calls of an action by one of its parameters: spread it into the action's definition. */
export function routedBy(shardKey: string) {
  return { strategy: strategyName, strategyOptions: { shardKey } };
}

/** Makes the strategy known to Moleculer, which looks it up by name. Every node needs it, callers too. */
export function registerRendezvous(): void {
  Strategies.register(strategyName, Rendezvous as unknown as Strategies.Base);
}

const strategyName = 'Rendezvous';

/** Does the call of an action with this key go to this node, as far as it knows the others? */
export function isOwner(broker: ServiceBroker, action: string, key: string): boolean {
  const endpoints = insideOf(broker).registry.actions.get(action)?.endpoints ?? [];
  const nodes = endpoints.filter(({ isAvailable }) => isAvailable);
  return nodes.length === 0 || owner(nodes, key).id === broker.nodeID;
}

/** The node that owns the key, however the list is ordered. */
export function owner<Node extends { readonly id: string }>(nodes: readonly Node[], key: string): Node {
  const keyHash = hash(key);
  return nodes.reduce((best, node) => {
    const lead = score(node.id, keyHash) - score(best.id, keyHash);
    return lead > 0 || (lead === 0 && node.id > best.id) ? node : best;
  });
}

/** Every node's score for a key is as good as random: the mixing steps of MurmurHash3 spread single bits. */
function score(nodeId: string, keyHash: number): number {
  let mixed = hash(nodeId) ^ keyHash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value;
}
