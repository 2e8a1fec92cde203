import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Auth } from '../../services/gateway/admission.ts';

/** What a gateway takes that lets in only those with a token. */
export const closed = {
  mode: 'oidc',
  external: false,
  issuer: 'http://127.0.0.1:3000/oidc',
  audience: 'urn:yeyak:api',
  algorithms: ['RS256'],
  type: 'at+jwt',
} as const satisfies Auth;

/** Tokens that it takes, and the keys that it knows them by. */
export async function newIssuer() {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  return {
    keys: { keys: [await exportJWK(publicKey)] },
    /** For the header Authorization. */
    async bearer(id: string, role: string): Promise<string> {
      const token = new SignJWT({ sub: id, roles: [role] }).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt' });
      const { issuer, audience } = closed;
      return `Bearer ${await token.setIssuer(issuer).setAudience(audience).setExpirationTime('5m').sign(privateKey)}`;
    },
  };
}
