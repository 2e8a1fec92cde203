import type { ServiceBroker } from 'moleculer';
import type { OwnershipMeta } from '../../mixins/ownership.ts';
import type { Roles } from '../../mixins/roles.ts';
import { callProvider } from '../identity/identity.api.contract.ts';
import type { Caller } from '../identity/identity.contract.ts';
import type { Access } from './access.ts';
import { ProblemError, problems } from './problems.ts';
import { discoverKeys, InvalidToken, keysByCall, type TokenRules, tokenVerifier, type Verify } from './tokens.ts';

/** Who is let in: everyone, or callers with a token of the issuer: our own identity service or, `external`, another. */
export type Auth = { readonly mode: 'open' } | ({ readonly mode: 'oidc'; readonly external: boolean } & TokenRules);

/** Do people sign in at this gateway's own address? */
export function hasOwnProvider(auth: Auth): boolean {
  return auth.mode === 'oidc' && !auth.external;
}

/** What is found out about a request before it goes on. */
export interface Admission {
  /** Unknown where everyone is let in, and for what is public. */
  readonly caller?: Caller;
  /** For the calls that follow. */
  readonly meta: OwnershipMeta;
  /** @throws ProblemError 403 when they may not do what the parameters of the action ask for */
  check(params: Readonly<Record<string, unknown>>): void;
}

/**
 * Finds out who asks, and whether they may: `name` is the action's, or that of what the gateway answers itself.
 * `actingAs` is who they say they are, which counts only where everyone is let in.
 */
export type Admit = (authorization: string | undefined, name: string, actingAs?: string) => Promise<Admission>;

/** `selfService`: do members do themselves what systems mark as self-service? */
export function admission(auth: Auth, access: Access, broker: ServiceBroker, selfService: boolean): Admit {
  const admitted = (name: string, meta: OwnershipMeta, caller?: Caller): Admission => ({
    ...(caller && { caller }),
    meta: {
      ...meta,
      ...(!selfService && { selfService }),
      // A program knows its members from elsewhere, and types no names.
      ...(hasOwnProvider(auth) && caller?.kind !== 'client' && { accounts: true }),
    },
    check(params) {
      const { by } = meta;
      if (!by) return;
      for (const part of access.partsOf(name, params))
        if (access.scopeOf(part, by, selfService) === 'no')
          throw new ProblemError(problems.forbidden(by.role, access.adviceOn(part)));
    },
  });
  if (auth.mode === 'open')
    return async (_authorization, name, actingAs) => admitted(name, claimed(actingAs, access.roles));
  const verify = tokenVerifier(auth, access.roles.all, async () =>
    auth.external ? discoverKeys(auth.issuer) : keysByCall(() => callProvider(broker, 'identity.jwks', {})),
  );
  return async (authorization, name) => {
    const caller = authorization === undefined ? undefined : await callerOf(authorization, verify);
    const scope = access.scopeOf(name, caller);
    if (scope === 'no') throw new ProblemError(caller ? problems.forbidden(caller.role) : problems.signIn());
    if (!caller) return admitted(name, {});
    const { id, role } = caller;
    return admitted(name, { by: { id, role }, ...(scope === 'own' && { onlyFor: id }) }, caller);
  };
}

/** `librarian kim`, as a header says. Nobody checks it: it is only recorded with what they do. */
const acting = /^(\S+) (\S{1,255})$/;

function claimed(actingAs: string | undefined, { all }: Roles): OwnershipMeta {
  const [, role, id] = acting.exec(actingAs ?? '') ?? [];
  return role !== undefined && id !== undefined && all.includes(role) ? { by: { id, role } } : {};
}

const bearer = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;

async function callerOf(authorization: string, verify: Verify): Promise<Caller> {
  const [, token] = bearer.exec(authorization) ?? [];
  if (token === undefined) throw new ProblemError(problems.invalidToken());
  try {
    return await verify(token);
  } catch (error) {
    throw new ProblemError(error instanceof InvalidToken ? problems.invalidToken() : problems.unavailable());
  }
}
