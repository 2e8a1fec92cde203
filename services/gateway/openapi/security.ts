import { type PersonRole, personRoles } from '../../identity/identity.contract.ts';
import { leastToMay, scopeOf } from '../access.ts';
import type { Auth } from '../admission.ts';
import { type Problem, problems } from '../problems.ts';

/** How callers show who they are, by the role that is asked for; nobody has to where the gateway is open. */
export function schemesOf(auth: Auth): object {
  return Object.fromEntries(personRoles.map((role) => [role, schemeOf(role, auth)]));
}

function schemeOf(role: PersonRole, auth: Auth): object {
  const description = `An access token (RFC 9068) of ${told[role]}, verified as RFC8725 recommends.`;
  if (auth.mode === 'open') return { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description };
  return { type: 'openIdConnect', openIdConnectUrl: `${auth.issuer}/.well-known/openid-configuration`, description };
}

const told: Readonly<Record<PersonRole, string>> = {
  member: 'a member, who reaches what is their own, or of somebody with more rights',
  librarian: 'a librarian or an admin',
  admin: 'an admin',
};

/** What is required where a route says nothing else: a token may be there, and need not. */
export const optional = [{}, { member: [] }];

/**
 * What a route requires; nothing where it is the usual. `name` is the action's, or that of what the gateway answers
 * itself. Where the gateway is open, only what is the admin's alone is told apart.
 */
export function securityOf(name: string, auth: Auth): { readonly security?: readonly object[] } {
  const least = leastToMay(name);
  if (least === 'anonymous') return {};
  if (auth.mode === 'oidc') return { security: [{ [least]: [] }] };
  return least === 'admin' ? { security: [{}, { admin: [] }] } : {};
}

/** What can go wrong with a caller, where the gateway is closed. */
export function refusedCallers(name: string): Problem[] {
  const least = leastToMay(name);
  return [
    problems.invalidToken(),
    ...(least === 'anonymous' ? [] : [problems.signIn()]),
    ...(scopeOf(name, { role: 'kiosk' }) === 'no' ? [problems.forbidden('kiosk')] : []),
  ];
}
