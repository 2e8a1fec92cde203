/** The nodes of the cluster, each a process, and the service that each of them runs. */
export const nodes = {
  'gateway-1': 'gateway',
  'gateway-2': 'gateway',
  'rental-1': 'rental',
  'rental-2': 'rental',
  'payment-1': 'payment',
  'payment-2': 'payment',
  'book-1': 'book',
  'book-2': 'book',
  mypage: 'mypage',
} as const satisfies Record<string, string>;

export type NodeName = keyof typeof nodes;
export const nodeNames = Object.keys(nodes) as NodeName[];

/** The servers that the nodes need. */
export const serverNames = ['nats', 'postgres'] as const;
export type ServerName = (typeof serverNames)[number];
export type ProcessName = NodeName | ServerName;

export function isServer(name: ProcessName): name is ServerName {
  return (serverNames as readonly string[]).includes(name);
}
