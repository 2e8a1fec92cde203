import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** The source as the rules see it: files by their path from the root. */
export type Sources = ReadonlyMap<string, Source>;

export interface Source {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** What the code names without importing it: `process.env`, `fetch()`, `new Date()`; and `listen(3000)`, `port: 3000`. */
  readonly uses: readonly Use[];
}

export interface Import {
  /** A path from the root, or the name of a package. */
  readonly target: string;
  /** Erased before the program runs. */
  readonly typeOnly: boolean;
  readonly line: number;
}

export interface Use {
  readonly what: string;
  readonly line: number;
}

/** Reads every source file below the folder, but for what is installed and what begins with a dot. */
export function readSources(root: string): Sources {
  const paths = globSync('**/*.{ts,tsx,js,mjs}', {
    cwd: root,
    exclude: (name) => /^(node_modules|dist|\..+)$/.test(name),
  });
  return parseSources(Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')])));
}

export function parseSources(files: Readonly<Record<string, string>>): Sources {
  return new Map(Object.entries(files).map(([path, text]) => [path, parse(path, text)]));
}

function parse(path: string, text: string): Source {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const uses: Use[] = [];
  const visit = (node: ts.Node): void => {
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    const imported = importOf(node);
    if (imported) imports.push({ target: resolve(path, imported.specifier), typeOnly: imported.typeOnly, line });
    const what = useOf(node);
    if (what) uses.push({ what, line });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { path, lines: text.trimEnd().split('\n').length, imports, uses };
}

function resolve(from: string, specifier: string): string {
  return specifier.startsWith('.') ? join(dirname(from), specifier) : specifier;
}

function importOf(node: ts.Node): { specifier: string; typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node)) return literal(node.moduleSpecifier, isTypeOnly(node.importClause));
  if (ts.isExportDeclaration(node)) return literal(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return literal(node.argument.literal, true);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return literal(node.arguments[0], false);
  }
  return undefined;
}

function literal(node: ts.Node | undefined, typeOnly: boolean): { specifier: string; typeOnly: boolean } | undefined {
  return node && ts.isStringLiteral(node) ? { specifier: node.text, typeOnly } : undefined;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return !clause.name && !!named && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly);
}

function useOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    return `${node.expression.text}.${node.name.text}`;
  }
  if (ts.isNewExpression(node)) return `new ${node.expression.getText()}(${node.arguments?.length ? '…' : ''})`;
  if (ts.isPropertyAssignment(node) && ts.isNumericLiteral(node.initializer)) {
    return `${node.name.getText()}: ${node.initializer.text}`;
  }
  if (!ts.isCallExpression(node)) return undefined;
  const [first] = node.arguments;
  const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText();
  if (first && ts.isNumericLiteral(first)) return `${name}(${first.text})`;
  return ts.isIdentifier(node.expression) ? `${name}()` : undefined;
}
