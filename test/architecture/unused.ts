import { relative, resolve } from 'node:path';
import ts from 'typescript';

/** What nothing uses. */
export interface Unused {
  /** Paths in the dictionary, such as `catalogue.clear`. */
  readonly words: readonly string[];
  /** Such as `rental/rentals.ts: onChange`. */
  readonly exports: readonly string[];
}

/**
 * Reads the source of a folder with its types, tests apart, and finds the words of its dictionaries and the exports that
 * nothing there uses. What an `index.ts` exports others use. A word that is chosen by a name which is known at run time only counts as used.
 */
export function unusedIn(folder: string): Unused {
  const program = programOf(folder);
  const checker = program.getTypeChecker();
  const own = program.getSourceFiles().filter(({ fileName }) => isOwn(fileName, folder));
  const used = new Set(own.flatMap((file) => usesOf(file, checker)));
  const words = own.filter(({ fileName }) => fileName.endsWith('/language/en.ts')).flatMap(wordsOf);
  return {
    words: words.filter(({ declaration }) => !used.has(declaration)).map(({ path }) => path),
    exports: own
      .filter(({ fileName }) => !fileName.endsWith('/index.ts'))
      .flatMap((file) =>
        exportsOf(file, checker)
          .filter(({ declarations = [] }) => !declarations.some((declaration) => used.has(declaration)))
          .map(({ name }) => `${relative(folder, file.fileName)}: ${name}`),
      ),
  };
}

function programOf(folder: string): ts.Program {
  const { config } = ts.readConfigFile(resolve(folder, 'tsconfig.json'), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  return ts.createProgram(fileNames, options);
}

function isOwn(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`) && !/\.test\.tsx?$|\/node_modules\/|\/vite\.config\.ts$/.test(path);
}

/** The declarations that a file refers to. */
function usesOf(file: ts.SourceFile, checker: ts.TypeChecker): ts.Node[] {
  const uses: ts.Node[] = [];
  const add = (symbol: ts.Symbol | undefined) => {
    const meant = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    uses.push(...(meant?.declarations ?? []));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isNameOfDeclaration(node)) add(checker.getSymbolAtLocation(node));
    // Offered to pages from outside.
    if (ts.isExportSpecifier(node)) add(checker.getSymbolAtLocation(node.propertyName ?? node.name));
    if (ts.isShorthandPropertyAssignment(node)) add(checker.getShorthandAssignmentValueSymbol(node));
    if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent))
      add(checker.getTypeAtLocation(node.parent).getProperty((node.propertyName ?? node.name).getText(file)));
    if (ts.isElementAccessExpression(node)) checker.getTypeAtLocation(node.expression).getProperties().forEach(add);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return uses;
}

function isNameOfDeclaration(node: ts.Identifier): boolean {
  return (node.parent as ts.NamedDeclaration).name === node && !ts.isPropertyAccessExpression(node.parent);
}

interface Word {
  readonly path: string;
  readonly declaration: ts.Node;
}

/** The words of a dictionary: what lies at the ends of the object that it exports. */
function wordsOf(file: ts.SourceFile): Word[] {
  const declared = file.statements.filter(ts.isVariableStatement).find(({ modifiers }) => modifiers);
  const object = declared?.declarationList.declarations[0]?.initializer;
  return object && ts.isObjectLiteralExpression(object) ? wordsIn(object, '') : [];
}

function wordsIn(object: ts.ObjectLiteralExpression, before: string): Word[] {
  return object.properties.filter(ts.isPropertyAssignment).flatMap((declaration) => {
    const path = before + declaration.name.getText().replaceAll("'", '');
    const { initializer } = declaration;
    const value = ts.isSatisfiesExpression(initializer) ? initializer.expression : initializer;
    return ts.isObjectLiteralExpression(value) ? wordsIn(value, `${path}.`) : [{ path, declaration }];
  });
}

/** A module that is loaded late is used by what it exports as `default`. */
function exportsOf(file: ts.SourceFile, checker: ts.TypeChecker): ts.Symbol[] {
  const module = checker.getSymbolAtLocation(file);
  return module ? checker.getExportsOfModule(module).filter(({ name }) => name !== 'default') : [];
}
