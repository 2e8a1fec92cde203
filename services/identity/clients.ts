import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Refused } from '../../mixins/kernel/errors.ts';
import type { StoreAdapter } from '../../mixins/runtime.ts';
import type { Collection } from '../../mixins/store/collection.ts';
import { updateRecord } from '../../mixins/update-record.ts';
import { clientExists, noClient } from './identity.api.contract.ts';
import type { AddClientParams, ChangeClientParams, ClientView } from './identity.contract.ts';

/** Another system that can get tokens, as kept. */
export interface Client {
  readonly name?: string;
  readonly role?: string;
  readonly redirectUris: readonly string[];
  readonly disabled: boolean;
  readonly secretHash: string;
}

export const clients: Collection = { name: 'client', columns: {} };

type Clients = StoreAdapter<Client>;

/** @throws Refused `client-exists` */
export async function addClient(store: Clients, { id, name, role, redirectUris = [] }: AddClientParams) {
  const secret = newSecret();
  const client = { name, role, redirectUris, disabled: false, secretHash: hashSecret(secret) };
  await updateRecord(store, id, (known) => {
    if (known) throw new Refused(clientExists);
    return client;
  });
  return { ...presentClient(id, client), secret };
}

/** @throws Refused `client-not-found` */
export async function changeClient(store: Clients, { id, newSecret: renew, ...given }: ChangeClientParams) {
  const secret = renew ? newSecret() : undefined;
  const state = await updateRecord(store, id, (known) => {
    if (!known) throw new Refused(noClient);
    return { ...known, ...given, ...(secret !== undefined && { secretHash: hashSecret(secret) }) };
  });
  return { ...presentClient(id, state as Client), ...(secret !== undefined && { secret }) };
}

/** The first thousand, in the order they were added. */
export async function listClients(store: Clients): Promise<readonly ClientView[]> {
  return (await store.find({ limit: 1_000 })).map((client) => presentClient(client.id, client));
}

export function isSecret(given: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(given)), Buffer.from(hash));
}

/** 256 bits: nobody guesses one. */
function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** A fast hash will do, since a secret is not chosen by people. */
function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

function presentClient(id: string, { name, role, redirectUris, disabled }: Client): ClientView {
  return { id, ...(name !== undefined && { name }), ...(role && { role }), redirectUris, disabled };
}
