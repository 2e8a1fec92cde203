/** How people sign in here, as the gateway says. */
export type Settings = (
  | { readonly auth: 'open' }
  | { readonly auth: 'oidc'; readonly issuer: string; readonly client: string }
) & {
  /** That people can have, from the least to the most. */
  readonly roles: readonly string[];
};

const place = 'yeyak.settings';

let known: Settings | undefined;

/** Asked for before anything is shown; when the gateway is away, what it said last. */
export async function loadSettings(): Promise<Settings> {
  try {
    const response = await fetch('/app/settings.json');
    known = (await response.json()) as Settings;
    localStorage.setItem(place, JSON.stringify(known));
  } catch (error) {
    const stored = localStorage.getItem(place);
    if (stored === null) throw error;
    known = JSON.parse(stored) as Settings;
  }
  return known;
}

/** The roles that people can have, from the least to the most. */
export function roles(): readonly string[] {
  // What an older gateway said has none.
  return settings().roles ?? [];
}

/** @throws before they are loaded */
export function settings(): Settings {
  if (!known) throw new Error('the settings are not loaded yet');
  return known;
}
