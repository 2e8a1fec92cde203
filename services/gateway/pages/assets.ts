import { existsSync, globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { etagOf, type File } from '../file.ts';

/** A file of the pages. */
export interface Asset extends File {
  /** Its name changes with what it holds: a browser need never ask again. */
  readonly immutable: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
};

const codings = { br: '.br', gzip: '.gz' } as const;

/**
 * The files of a folder by their paths in it. They are read once, so that a build under way changes nothing for a
 * gateway that runs. None when the folder is not there.
 */
export function readAssets(folder: string): ReadonlyMap<string, Asset> {
  const names = globSync('**/*', { cwd: folder }).filter((name) => types[extname(name)] !== undefined);
  return new Map(names.map((name) => [name.replaceAll('\\', '/'), readAsset(folder, name)]));
}

function readAsset(folder: string, name: string): Asset {
  const encodings = Object.entries(codings)
    .map(([coding, suffix]) => [coding, join(folder, name + suffix)] as const)
    .filter(([, path]) => existsSync(path))
    .map(([coding, path]) => [coding, readFileSync(path)] as const);
  return assetOf(name, readFileSync(join(folder, name)), new Map(encodings));
}

/** A file of this name that holds this. */
export function assetOf(name: string, body: Buffer, encoded: Asset['encoded'] = new Map()): Asset {
  return {
    type: types[extname(name)] as string,
    etag: etagOf(body),
    immutable: /-[\w-]{8}\.\w+$/.test(name),
    body,
    encoded,
  };
}
