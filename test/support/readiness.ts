/** Does the gateway at this address say that the library serves, and the other systems that are named? */
export async function isReady(url: string, ...others: readonly string[]): Promise<boolean> {
  const response = await fetch(`${url}/health/ready`, { headers: { connection: 'close' } }).catch(() => undefined);
  if (response?.ok !== true) return false;
  const { checks } = (await response.json()) as { checks: readonly { name: string; state: string }[] };
  // The services of other systems have the system's name before theirs.
  const wanted = checks.filter(
    ({ name }) => !name.includes('.') || others.some((other) => name.startsWith(`${other}.`)),
  );
  return wanted.every(({ state }) => state === 'up');
}
