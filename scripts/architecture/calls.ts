import { globSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A call that one service makes of an action. */
export interface SourceCall {
  readonly from: string;
  readonly action: string;
}

/** Services in these folders are looked at. */
const places = ['services/**/*.service.ts', 'examples/**/*.service.ts'];

/**
 * The calls that services make of one another by `callsTo`, as their source below `root` says. A call counts for every
 * service whose schema reaches it, also when it is written in a file of another service.
 * @throws when a call does not name its action as a literal, so that the pictures could not show it
 */
export function callsIn(root: string): SourceCall[] {
  const paths = places.flatMap((place) => globSync(place, { cwd: root })).toSorted();
  const program = ts.createProgram(
    paths.map((path) => join(root, path)),
    {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      allowImportingTsExtensions: true,
      noEmit: true,
      noLib: true,
      types: [],
    },
  );
  return paths.flatMap((path) => {
    const file = program.getSourceFile(join(root, path)) as ts.SourceFile;
    const from = /\bname: '([\w.-]+)'/.exec(file.text)?.[1];
    if (from === undefined) return [];
    return [...actionsReachedBy(file, program.getTypeChecker())].toSorted().map((action) => ({ from, action }));
  });
}

/** The actions called in this file, and in every declaration that its code uses, wherever it stands. */
function actionsReachedBy(file: ts.SourceFile, checker: ts.TypeChecker): Set<string> {
  const actions = new Set<string>();
  const seen = new Set<ts.Node>();
  const visit = (node: ts.Node): void => {
    if (seen.has(node) || ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    seen.add(node);
    if (ts.isCallExpression(node) && isTypedCall(node, checker)) actions.add(actionOf(node));
    if (ts.isIdentifier(node)) for (const declaration of declarationsOf(node, checker)) visit(declaration);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return actions;
}

/** Is it called what `callsTo` has made? */
function isTypedCall({ expression }: ts.CallExpression, checker: ts.TypeChecker): boolean {
  return (
    ts.isIdentifier(expression) &&
    declarationsOf(expression, checker).some(
      (made) =>
        ts.isVariableDeclaration(made) &&
        made.initializer !== undefined &&
        ts.isCallExpression(made.initializer) &&
        made.initializer.expression.getText() === 'callsTo' &&
        bindingOf(made, 'call') === nameAtHome(expression, checker),
    )
  );
}

/** The name that `{ call: name }` gives. */
function bindingOf({ name }: ts.VariableDeclaration, property: string): string | undefined {
  if (!ts.isObjectBindingPattern(name)) return undefined;
  return name.elements.find((element) => (element.propertyName ?? element.name).getText() === property)?.name.getText();
}

function actionOf(node: ts.CallExpression): string {
  const action = node.arguments[1];
  if (action && ts.isStringLiteral(action)) return action.text;
  const { fileName } = node.getSourceFile();
  throw new Error(`${fileName}: "${node.getText()}" must name its action as a literal, for docs/architecture.md.`);
}

/** Where what an identifier names is declared; of a part of a pattern, the whole declaration. */
function declarationsOf(node: ts.Identifier, checker: ts.TypeChecker): ts.Node[] {
  return (symbolOf(node, checker)?.declarations ?? [])
    .filter((declaration) => !declaration.getSourceFile().fileName.includes('/node_modules/'))
    .filter((declaration) => !ts.isSourceFile(declaration))
    .map((declaration) => (ts.isBindingElement(declaration) ? declaration.parent.parent : declaration));
}

function symbolOf(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = node;
  // What stands behind a dot belongs to a value that is followed itself.
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return undefined;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return undefined;
  const symbol = ts.isShorthandPropertyAssignment(parent)
    ? checker.getShorthandAssignmentValueSymbol(parent)
    : checker.getSymbolAtLocation(node);
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function nameAtHome(node: ts.Identifier, checker: ts.TypeChecker): string | undefined {
  return symbolOf(node, checker)?.name;
}
