const minute = 60;
const hour = 60 * minute;

/** How long what the provider gives out is good for, in seconds. */
export const lifetimes = {
  /** Nobody asks the provider about an access token, so a change of role counts when the next one is issued. */
  AccessToken: 10 * minute,
  ClientCredentials: 10 * minute,
  IdToken: 10 * minute,
  AuthorizationCode: minute,
  /** How long a sign-in page waits for its answer. */
  Interaction: hour,
  /** A day at the desk; refresh tokens end with their session. */
  Session: 12 * hour,
  RefreshToken: 12 * hour,
  Grant: 12 * hour,
} as const;

/** Of what is signed: a key that signs no more is good for as long. One minute more for clocks that differ. */
export const longestLifetime = Math.max(lifetimes.AccessToken, lifetimes.ClientCredentials, lifetimes.IdToken) + minute;
