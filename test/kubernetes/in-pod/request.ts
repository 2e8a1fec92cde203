import process from 'node:process';

const { url, init } = JSON.parse(process.argv[2] ?? '{}') as { url: string; init: RequestInit };
const response = await fetch(url, { ...init, signal: AbortSignal.timeout(15_000) });
const { status } = response;
console.log(JSON.stringify({ status, headers: Object.fromEntries(response.headers), body: await response.text() }));
