/**
 * What others may depend on of the identity service: who may sign in, and with what role. It keeps accounts of people
 * and clients (other systems), and issues tokens as an OpenID provider under `/oidc` of the gateway.
 */

/** Who asks, as a verified token says. */
export interface Caller {
  /** The account's id, which is the `memberId` of rentals; for another system the client's id. */
  readonly id: string;
  /** `member`, `admin`, or a duty of a system. */
  readonly role: string;
  readonly kind: 'person' | 'client';
}

/** The audience of access tokens for the gateway, unless AUTH_AUDIENCE names another. */
export const apiAudience = 'urn:yeyak:api';

/** The client that the pages are: public, with PKCE, redirected to the gateway's own origin. */
export const pagesClient = 'yeyak-pages';

/** The path of the provider at the gateway; the issuer is the gateway's public address with this path. */
export const providerPath = '/oidc';

/** What an access token must be signed with, and say of itself (RFC 9068). */
export const accessTokenFormat = { algorithm: 'RS256', type: 'at+jwt' } as const;

/** `identity.register`: refused `account-exists`. */
export interface RegisterParams {
  /** What the person signs in with, and the `memberId` of their rentals. */
  readonly id: string;
  readonly name?: string;
  readonly role: string;
  /** Without one a password is made. */
  readonly password?: string;
}

/** `identity.change`: what is given changes. A new password, or disabling, ends its sessions. Refused `account-not-found`, `last-admin`. */
export interface ChangeParams extends Partial<Omit<RegisterParams, 'id'>> {
  readonly id: string;
  readonly disabled?: boolean;
}

/** What `identity.register`, `change`, `get` and `list` answer with. */
export interface AccountView {
  readonly id: string;
  readonly name?: string;
  readonly role: string;
  readonly disabled: boolean;
  /** RFC 3339. */
  readonly registeredAt: string;
  /** The password that was made: it is told this once. */
  readonly password?: string;
}

/**
 * `identity.addClient`: another system. Without `redirectUris` it gets tokens for itself (client credentials), with
 * its `role`; with them people sign in to it, and it acts for them as a member at most. Refused `client-exists`.
 */
export interface AddClientParams {
  readonly id: string;
  readonly name?: string;
  /** A member is a person. */
  readonly role?: string;
  readonly redirectUris?: readonly string[];
}

/** `identity.changeClient`. Refused `client-not-found`. */
export interface ChangeClientParams {
  readonly id: string;
  readonly disabled?: boolean;
  readonly newSecret?: true;
}

/** What `identity.addClient` and `changeClient` answer with. */
export interface ClientView extends AddClientParams {
  readonly disabled: boolean;
  /** Told this once. */
  readonly secret?: string;
}

export type { KeyIds } from './identity.answers.contract.ts';

/** `identity.jwks`: the public keys, RFC 7517. */
export interface Jwks {
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

/** What `identity.respond` answers with: what the provider answers. */
export interface ProviderResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}
