import {
  type CallExpression,
  type Expression,
  isCallExpression,
  isExportDeclaration,
  isExternalModuleReference,
  isIdentifier,
  isImportDeclaration,
  isImportEqualsDeclaration,
  isImportTypeNode,
  isLiteralTypeNode,
  isStringLiteralLikeNode,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { API, type Snapshot } from 'typescript/unstable/sync';

/** One thing that a file asks another for, in whatever form it was written. */
export interface Import {
  readonly line: number;
  /** Undefined when it is computed, so that nobody can tell where it leads. */
  readonly specifier: string | undefined;
  /** Leaves nothing behind when types are stripped. */
  readonly typesOnly: boolean;
}

/** Every import of every file, by TypeScript's own parser: what stands in comments and strings is none. */
export function readImports(files: readonly string[]): Map<string, Import[]> {
  if (files.length === 0) return new Map();
  const api = new API();
  try {
    const snapshot = api.updateSnapshot({ openFiles: [...files] });
    return new Map(files.map((file) => [file, importsOf(parsed(snapshot, file))]));
  } finally {
    api.close();
  }
}

function parsed(snapshot: Snapshot, file: string): SourceFile {
  const source = snapshot.getDefaultProjectForFile(file)?.program.getSourceFile(file);
  if (source === undefined) throw new Error(`TypeScript did not read ${file}`);
  return source;
}

function importsOf(source: SourceFile): Import[] {
  const found: Import[] = [];
  const visit = (node: Node): void => {
    const request = requestOf(node);
    if (request !== undefined) found.push({ line: lineOf(node, source), ...request });
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

type Request = Omit<Import, 'line'>;

/** What `node` itself imports; undefined when it is no import. */
function requestOf(node: Node): Request | undefined {
  if (isImportDeclaration(node)) {
    const typesOnly = node.importClause?.phaseModifier === SyntaxKind.TypeKeyword;
    return { specifier: literal(node.moduleSpecifier), typesOnly };
  }
  if (isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return { specifier: literal(node.moduleSpecifier), typesOnly: node.isTypeOnly };
  }
  if (isImportEqualsDeclaration(node) && isExternalModuleReference(node.moduleReference)) {
    return { specifier: literal(node.moduleReference.expression), typesOnly: node.isTypeOnly };
  }
  if (isImportTypeNode(node)) {
    const { argument } = node;
    return {
      specifier: isLiteralTypeNode(argument) ? literal(argument.literal) : undefined,
      typesOnly: true,
    };
  }
  if (isCallExpression(node) && loadsModule(node)) {
    return { specifier: literal(node.arguments[0]), typesOnly: false };
  }
  return undefined;
}

/** `import('…')` and `require('…')`. */
function loadsModule({ expression }: CallExpression): boolean {
  if (expression.kind === SyntaxKind.ImportKeyword) return true;
  return isIdentifier(expression) && expression.text === 'require';
}

function literal(node: Expression | Node | undefined): string | undefined {
  return node !== undefined && isStringLiteralLikeNode(node) ? node.text : undefined;
}

function lineOf(node: Node, source: SourceFile): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}
