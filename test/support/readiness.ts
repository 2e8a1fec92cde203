/** Does the gateway at this address say that all of its system serves? */
export async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/health/ready`, { headers: { connection: 'close' } }).catch(() => undefined);
  return response?.ok === true && ((await response.json()) as { status: string }).status === 'ready';
}
