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
 * @returns the paths of its files, in the folder
 * @throws when there is something in the folder
 */
export function writeSystem(name: string, folder: string): string[] {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty.`);
  const files = readdirSync(template, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const isOutside = relative(root, folder).startsWith('..');
  if (isOutside) {
    mkdirSync(folder, { recursive: true });
    // Editors, `tsc -p` and the system itself find the project's libraries.
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeJson(join(folder, 'tsconfig.json'), { extends: join(root, 'tsconfig.json'), include: ['**/*.ts'] });
    writeJson(join(folder, 'package.json'), { private: true, type: 'module' });
  }
  return files.map((entry) => {
    const path = relative(template, join(entry.parentPath, entry.name));
    const target = join(folder, named(path, name));
    mkdirSync(dirname(target), { recursive: true });
    const text = named(readFileSync(join(template, path), 'utf8'), name);
    writeFileSync(target, withImports(text, target));
    return relative(folder, target);
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

/** The template lies in the project, and imports what it needs of it by relative paths. */
function withImports(text: string, target: string): string {
  return text.replaceAll(
    /'(?:\.\.\/)+(mixins|test)\//g,
    (_, folder: string) => `'${relative(dirname(target), root)}/${folder}/`,
  );
}
