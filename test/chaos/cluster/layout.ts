import type { Proof } from '../../../mixins/proof.ts';

/** The servers that the nodes need. */
export const serverNames = ['nats', 'postgres'] as const;
export type ServerName = (typeof serverNames)[number];

/** Which processes there are, and the service that each of them runs: one process for each. */
export class Layout {
  /** The service of each node. */
  readonly nodes: ReadonlyMap<string, string>;
  /** Nodes with mailboxes, which another one takes over. */
  readonly owners: readonly string[];
  /** Services that keep records. */
  readonly keepers: readonly string[];
  /** Services that keep a view: they alone keep their records in SQLite. */
  readonly views: readonly string[];

  /** Two gateways, two of each service that keeps records, one of each view. */
  constructor(proofs: readonly Proof[]) {
    this.keepers = proofs.flatMap(({ aggregates }) => Object.keys(aggregates));
    this.views = proofs.flatMap(({ views }) => Object.keys(views));
    const two = (service: string) => [1, 2].map((number) => [`${nodeName(service)}-${number}`, service] as const);
    this.nodes = new Map([
      ...['gateway', ...this.keepers].flatMap(two),
      ...this.views.map((service) => [nodeName(service), service] as const),
    ]);
    this.owners = this.nodeNames.filter((name) => this.keepers.includes(this.nodes.get(name) ?? ''));
  }

  get nodeNames(): string[] {
    return [...this.nodes.keys()];
  }

  /** Nodes and servers. */
  get processNames(): string[] {
    return [...this.nodeNames, ...serverNames];
  }

  /** Replicas are a group, and so is each server. */
  group(process: string): string {
    return this.nodes.get(process) ?? process;
  }
}

/** The names of nodes have no dots. */
function nodeName(service: string): string {
  return service.replaceAll('.', '-');
}

export function isServer(name: string): name is ServerName {
  return (serverNames as readonly string[]).includes(name);
}
