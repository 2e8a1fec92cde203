import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { importRules } from './imports.ts';
import { pageRules } from './pages.ts';
import { isDecider, purityRules } from './purity.ts';
import { shapeRules } from './shape.ts';
import { parseSources, readSources, type Sources } from './source.ts';

const root = resolve(import.meta.dirname, '../..');

describe('The architecture', () => {
  let sources: Sources;
  before(function () {
    this.timeout(60_000);
    sources = readSources(root);
  });

  for (const rule of [...importRules, ...pageRules, ...purityRules, ...shapeRules]) {
    describe(rule.name, () => {
      it('holds', () => assert.deepEqual(rule.violations(sources), []));
      it('bites', () => {
        assert.deepEqual(rule.violations(parseSources(rule.planted.files)), rule.planted.violations);
      });
    });
  }

  it('is about files that are there', () => {
    const deciders = ['library/rental/rental', 'library/book/book', 'payment/payment'].map(
      (path) => `services/${path}.ts`,
    );
    const expected = ['mixins/kernel/decider.ts', 'mixins/store/sqlite.ts', 'config/env.ts', ...deciders];
    assert.deepEqual(
      expected.filter((path) => !sources.has(path)),
      [],
    );
    assert.ok(deciders.every(isDecider));
  });

  it('has the folders of the design at the top, and no others', () => {
    const design = 'bench config data deploy docs examples mixins scripts services test web'.split(' ');
    const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const names = folders.map(({ name }) => name).filter((name) => name !== 'node_modules' && !name.startsWith('.'));
    assert.deepEqual(
      names.filter((name) => !design.includes(name)),
      [],
    );
  });

  describe('The lockfile', () => {
    const text = readFileSync(`${root}/package-lock.json`, 'utf8');

    it('holds the packages of all platforms, without which `npm ci` refuses it', () => {
      const packages: Record<string, { optionalDependencies?: object }> = JSON.parse(text).packages;
      const wanted = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
      assert.deepEqual(
        wanted.filter((name) => !packages[`node_modules/${name}`]),
        [],
      );
    });

    it('names no registry', () => assert.doesNotMatch(text, /"resolved"/));
  });

  describe('TypeScript that only has to be erased', () => {
    const notErasable = (text: string) => diagnosticsOf(text).filter((code) => code === 1294).length;

    it('is what the compiler insists on: no enum, namespace or parameter property', () => {
      assert.equal(notErasable('enum State { Open }'), 1);
      assert.equal(notErasable('namespace State { export const open = 1; }'), 1);
      assert.equal(notErasable('export class State { constructor(readonly open: boolean) {} }'), 1);
    });

    it('is a type, a union and a class with plain fields', () => {
      assert.equal(notErasable("export type State = 'open'; export class A { readonly open = true; }"), 0);
    });
  });
});

/** The codes of what the compiler says about a file with this text, under the project's own options. */
function diagnosticsOf(text: string): number[] {
  const config = ts.readConfigFile(`${root}/tsconfig.json`, ts.sys.readFile).config;
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const file = ts.createSourceFile('planted.ts', text, ts.ScriptTarget.Latest);
  const getSourceFile: typeof host.getSourceFile = (name) => (name === 'planted.ts' ? file : undefined);
  const program = ts.createProgram(['planted.ts'], { ...options, noLib: true, types: [] }, { ...host, getSourceFile });
  return program.getSemanticDiagnostics(file).map(({ code }) => code);
}
