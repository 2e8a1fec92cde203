import type { ServerResponse } from 'node:http';
import type { MetricRegistry } from 'moleculer';

export const requestsCounter = 'yeyak.http.requests.total';
export const durations = 'yeyak.http.request.duration.seconds';

/** Seconds. Half a second and more is what somebody waits for; a connection that never ends, as a stream, is in the last. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The routes of requests that are under way, as they are known. */
const routes = new WeakMap<ServerResponse, string>();

/** @param path of the route, as `/rentals/{id}`: the addresses that clients make up are no labels */
export function isFor(response: ServerResponse, path: string): void {
  routes.set(response, path);
}

/**
 * Counts requests by method, route and class of status (`2xx`), and how long they took, where metrics are wanted. What
 * has no route (pages, sign-in, paths that nobody has) is `other`; a client who left before the answer is `gone`.
 * @returns what counts one, called when it comes
 */
export function countRequests(
  metrics: Pick<MetricRegistry, 'isEnabled' | 'register' | 'increment' | 'observe'>,
): (method: string, response: ServerResponse) => void {
  if (!metrics.isEnabled()) return () => {};
  const labelNames = ['method', 'route', 'status'];
  const total = 'HTTP requests by method, route and class of status';
  metrics.register({ type: 'counter', name: requestsCounter, labelNames, description: total });
  const description = 'Seconds that HTTP requests took, by method, route and class of status';
  metrics.register({ type: 'histogram', name: durations, labelNames, buckets, description });
  return (method, response) => {
    const began = performance.now();
    response.once('close', () => {
      const status = response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : 'gone';
      const labels = { method, route: routes.get(response) ?? 'other', status };
      metrics.increment(requestsCounter, labels);
      metrics.observe(durations, (performance.now() - began) / 1_000, labels);
    });
  };
}
