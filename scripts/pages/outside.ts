import type { Plugin } from 'vite';

/** The module by which the pages import those of systems from outside. */
const name = 'virtual:pages-from-outside';
// What begins so is a module that no file holds.
const id = `\0${name}`;

/** Gives the pages those of these files, which export them as `default`. */
export function fromOutside(files: readonly string[]): Plugin {
  return {
    name: 'pages-from-outside',
    resolveId: (source) => (source === name ? id : undefined),
    load(loaded) {
      if (loaded !== id) return undefined;
      const imports = files.map((file, index) => `import page${index} from ${JSON.stringify(file)};`);
      return [...imports, `export default [${files.map((_, index) => `page${index}`).join(', ')}];`].join('\n');
    },
  };
}
