import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A call by a contract: `callPayment(ctx, 'payment.pay', …)`. */
const call = /\bcall[A-Z]\w*\(\s*[\w.]+,\s*'([\w.-]+)'/g;

/** Files whose calls are not those of the running service. */
const apart = /\.test\.ts$|\.commands\.ts$|first-steps\.ts$|\.proof\.ts$|\/proof\//;

/** The calls that services make of one another, as their source below `root` says. */
export function callsIn(root: string): { readonly from: string; readonly action: string }[] {
  const paths = globSync('services/**/*.ts', { cwd: root }).filter((path) => !apart.test(path));
  return paths.toSorted().flatMap((path) => {
    const from = serviceAt(root, dirname(path));
    const text = readFileSync(join(root, path), 'utf8');
    return from === undefined ? [] : Array.from(text.matchAll(call), ([, action = '']) => ({ from, action }));
  });
}

/** The name of the service that a folder belongs to: its own, or that of one above. */
function serviceAt(root: string, folder: string): string | undefined {
  if (folder === 'services') return undefined;
  const [path] = globSync('*.service.ts', { cwd: join(root, folder) });
  if (path === undefined) return serviceAt(root, dirname(folder));
  return /\bname: '([\w.-]+)'/.exec(readFileSync(join(root, folder, path), 'utf8'))?.[1];
}
