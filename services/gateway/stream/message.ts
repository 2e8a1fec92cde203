/**
 * Server-sent events, as the HTML standard writes them. A line end in `data` would end the event: JSON has none.
 */
export function encode(event: string, id: string, data: object): string {
  return `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A comment: it keeps proxies from closing a connection on which nothing happens. */
export const heartbeat = ':\n\n';

/** Milliseconds after which a browser that has lost the stream asks again. */
export const opening = 'retry: 2000\n\n';
