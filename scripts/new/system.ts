import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systems } from '../../services/systems.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const template = fileURLToPath(new URL('template', import.meta.url));

/** A name stands in paths, in types of events, and in names of tables and variables. */
export const nameRule = /^[a-z][a-z0-9]{1,30}$/;

export function isTaken(name: string): boolean {
  return existsSync(join(root, 'services', name)) || systems.some((system) => system.name === name);
}

export function placeFor(name: string, folder: string | undefined): string {
  return folder === undefined ? join(root, 'services', name) : resolve(folder);
}

/**
 * Writes the template under this name.
 * @returns the paths of its files
 * @throws when there is something in the folder
 */
export function writeSystem(name: string, folder: string): string[] {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty.`);
  const files = readdirSync(template, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const isOutside = relative(root, folder).startsWith('..');
  if (isOutside) {
    mkdirSync(join(folder, 'web'), { recursive: true });
    // Editors, `tsc -p` and the system itself find the project's libraries.
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeJson(join(folder, 'tsconfig.json'), {
      extends: join(root, 'tsconfig.json'),
      include: ['**/*.ts'],
      exclude: ['node_modules', 'web'],
    });
    writeJson(join(folder, 'web/tsconfig.json'), { extends: join(root, 'web/tsconfig.json'), include: ['**/*'] });
    writeJson(join(folder, 'package.json'), { private: true, type: 'module' });
  }
  const place = (path: string) => targetOf(path, name, folder, isOutside);
  return files.map((entry) => {
    const source = join(entry.parentPath, entry.name);
    const path = named(relative(template, source), name);
    const target = place(path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, withImports(named(readFileSync(source, 'utf8'), name), path, target, place));
    return target;
  });
}

/** The pages of our own systems are together in `web`, by their names. */
function targetOf(path: string, name: string, folder: string, isOutside: boolean): string {
  const isOwnPage = !isOutside && path.startsWith('web/');
  return isOwnPage ? join(root, 'web', name, path.slice('web/'.length)) : join(folder, path);
}

/** Imports of the template lead to where its files go; those of the project to where it is. */
function withImports(text: string, path: string, target: string, place: (path: string) => string): string {
  return text.replaceAll(/'(\.\.?\/[^']+)'/g, (_, specifier: string) => {
    const meant = join(template, dirname(path), specifier);
    const inTemplate = relative(template, meant);
    const to = relative(dirname(target), inTemplate.startsWith('..') ? meant : place(inTemplate));
    return `'${to.startsWith('.') ? to : `./${to}`}'`;
  });
}

function writeJson(path: string, value: object): void {
  writeFileSync(path, `${JSON.stringify(value, undefined, 2)}\n`);
}

function named(text: string, name: string): string {
  const capital = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  return text
    .replaceAll('example:', '\u0000')
    .replaceAll('example', name)
    .replaceAll('Example', capital)
    .replaceAll('EXAMPLE', name.toUpperCase())
    .replaceAll('\u0000', 'example:');
}
