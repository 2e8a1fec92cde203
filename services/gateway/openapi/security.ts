import type { Access } from '../access.ts';
import type { Auth } from '../admission.ts';
import type { Offer } from '../offer.ts';
import { type Problem, problems } from '../problems.ts';

/** How callers show who they are, by the role that is asked for; nobody has to where the gateway is open. */
export function schemesOf({ access, duties }: Offer, auth: Auth): object {
  const about = { ...ofEverySystem, ...duties };
  return Object.fromEntries(access.roles.ofPeople.map((role) => [role, schemeOf(about[role] ?? role, auth)]));
}

function schemeOf(who: string, auth: Auth): object {
  const description = `An access token (RFC 9068) of ${who}, verified as RFC8725 recommends.`;
  if (auth.mode === 'open') return { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description };
  return { type: 'openIdConnect', openIdConnectUrl: `${auth.issuer}/.well-known/openid-configuration`, description };
}

const ofEverySystem: Readonly<Record<string, string>> = {
  member: 'a member, who reaches what is their own, or of somebody with more rights',
  admin: 'an admin',
};

/** What is required where a route says nothing else: a token may be there, and need not. */
export const optional = [{}, { member: [] }];

/**
 * What a route requires; nothing where it is the usual. `name` is the action's, or that of what the gateway answers
 * itself. Where the gateway is open, only what is the admin's alone is told apart.
 */
export function securityOf(name: string, access: Access, auth: Auth): { readonly security?: readonly object[] } {
  const least = access.leastToMay(name);
  if (least === 'anonymous') return {};
  if (auth.mode === 'oidc') return { security: [{ [least]: [] }] };
  return least === 'admin' ? { security: [{}, { admin: [] }] } : {};
}

/** What can go wrong with a caller, where the gateway is closed. */
export function refusedCallers(name: string, access: Access): Problem[] {
  const least = access.leastToMay(name);
  const refused = access.refusedRole(name);
  return [
    problems.invalidToken(),
    ...(least === 'anonymous' ? [] : [problems.signIn()]),
    ...(refused === undefined ? [] : [problems.forbidden(refused)]),
  ];
}
