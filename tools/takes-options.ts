import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** A public function, constructor or method that takes options, found in the source of the packages. */
export interface TakesOptions {
  readonly package: string;
  /** The entry point it is exported from: `@sdialog/evaluation/judges`. */
  readonly entry: string;
  /** The exported name; for a method, its class's. */
  readonly name: string;
  readonly method?: string | undefined;
  readonly kind: "function" | "constructor" | "method" | "static";
  /** Which parameter the options are, counted from 0. */
  readonly position: number;
  /** Whether it is a list of such objects. */
  readonly isList: boolean;
}

type Callable = ts.SignatureDeclaration & { readonly parameters: ts.NodeArray<ts.ParameterDeclaration> };

/** Everything the packages' entry points export that takes options. */
export function takesOptions(): TakesOptions[] {
  const found = new Map<string, TakesOptions>();
  for (const manifest of globSync("{packages,apps}/*/package.json").toSorted()) {
    const { name, exports } = JSON.parse(readFileSync(manifest, "utf8")) as {
      readonly name: string;
      readonly exports: Readonly<Record<string, unknown>>;
    };
    for (const [path, target] of Object.entries(exports)) {
      const source = (target as Record<string, string>)["@sdialog/source"];
      // What only siblings use is called with what they know to be right.
      if (source?.endsWith(".ts") !== true || path === "./internal") continue;
      const entry = name + path.slice(1);
      for (const [exported, at] of exportsOf(join(dirname(manifest), source)))
        for (const place of placesOf(exported, at))
          found.set(`${at.file} ${place.name}.${place.method ?? ""} ${place.kind} ${place.position}`, {
            ...place,
            package: name,
            entry,
          });
    }
  }
  return [...found.values()];
}

interface Place {
  readonly file: string;
  readonly name: string;
}

const parsed = new Map<string, ts.SourceFile>();

function sourceOf(file: string): ts.SourceFile {
  let source = parsed.get(file);
  if (source === undefined) {
    source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
    parsed.set(file, source);
  }
  return source;
}

/** The values a file exports, by name, each with the file and the name of its declaration. */
function exportsOf(file: string): Map<string, Place> {
  const all = new Map<string, Place>();
  for (const statement of sourceOf(file).statements) {
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly) {
      const from = moduleOf(file, statement.moduleSpecifier);
      if (from === undefined || statement.exportClause === undefined) continue;
      if (!ts.isNamedExports(statement.exportClause)) continue;
      for (const { name, propertyName, isTypeOnly } of statement.exportClause.elements) {
        const place = exportsOf(from).get((propertyName ?? name).text);
        if (!isTypeOnly && place !== undefined) all.set(name.text, place);
      }
    } else if (ts.canHaveModifiers(statement) && isExported(statement)) {
      if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
        const name = statement.name?.text;
        if (name !== undefined) all.set(name, { file, name });
      } else if (ts.isVariableStatement(statement)) {
        for (const { name } of statement.declarationList.declarations)
          if (ts.isIdentifier(name)) all.set(name.text, { file, name: name.text });
      }
    }
  }
  return all;
}

function isExported(node: ts.HasModifiers): boolean {
  return ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

function moduleOf(file: string, specifier: ts.Expression | undefined): string | undefined {
  if (specifier === undefined || !ts.isStringLiteral(specifier) || !specifier.text.startsWith("."))
    return undefined;
  const path = join(dirname(file), specifier.text);
  return existsSync(path) ? path : undefined;
}

type Found = Omit<TakesOptions, "package" | "entry">;

function* placesOf(exported: string, { file, name }: Place): Generator<Found> {
  for (const statement of sourceOf(file).statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name)
      yield* callable(statement, { name: exported, kind: "function" });
    if (ts.isClassDeclaration(statement) && statement.name?.text === name)
      yield* members(statement, file, exported);
  }
}

/** A class's own members, and those of the classes it extends that are written in the same package. */
function* members(
  declaration: ts.ClassDeclaration,
  file: string,
  name: string,
  // One that is abstract is made through those that extend it, by its constructor where they have none.
  isAbstract = modifiersOf(declaration).has(ts.SyntaxKind.AbstractKeyword),
): Generator<Found> {
  let hasConstructor = false;
  for (const member of declaration.members) {
    const modifiers = modifiersOf(member);
    if (modifiers.has(ts.SyntaxKind.PrivateKeyword) || modifiers.has(ts.SyntaxKind.ProtectedKeyword))
      continue;
    if (ts.isConstructorDeclaration(member)) {
      hasConstructor = true;
      if (!isAbstract) yield* callable(member, { name, kind: "constructor" });
    } else if (ts.isMethodDeclaration(member) && ts.isIdentifier(member.name)) {
      const kind = modifiers.has(ts.SyntaxKind.StaticKeyword) ? "static" : "method";
      yield* callable(member, { name, kind, method: member.name.text });
    }
  }
  const base = baseOf(declaration, file);
  if (base === undefined) return;
  for (const inherited of members(base.declaration, base.file, name, isAbstract))
    if (inherited.kind !== "constructor" || !hasConstructor) yield inherited;
}

function modifiersOf(node: ts.Node): ReadonlySet<ts.SyntaxKind> {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return new Set(modifiers.map(({ kind }) => kind));
}

function baseOf(
  declaration: ts.ClassDeclaration,
  file: string,
): { readonly declaration: ts.ClassDeclaration; readonly file: string } | undefined {
  const expression = declaration.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    ?.types[0]?.expression;
  if (expression === undefined || !ts.isIdentifier(expression)) return undefined;
  const { text } = expression;
  for (const statement of sourceOf(file).statements) {
    if (ts.isClassDeclaration(statement) && statement.name?.text === text)
      return { declaration: statement, file };
    if (!ts.isImportDeclaration(statement)) continue;
    const from = moduleOf(file, statement.moduleSpecifier);
    const place = from === undefined ? undefined : exportsOf(from).get(text);
    if (place === undefined) continue;
    const found = sourceOf(place.file).statements.find(
      (one): one is ts.ClassDeclaration => ts.isClassDeclaration(one) && one.name?.text === place.name,
    );
    if (found !== undefined) return { declaration: found, file: place.file };
  }
  return undefined;
}

// Types of objects with fields of a known name that are not called options.
const namedFields = /(?:Options|Limits|Knowledge|Definition|Goal|PoolMember|ChatRequest|Defaults)\b/;

/** The parameters that are called or typed as options, or other named fields, or are an object written out on the spot. */
function* callable(
  { parameters }: Callable,
  found: Pick<TakesOptions, "name" | "kind" | "method">,
): Generator<Found> {
  const given = parameters.filter(({ name }) => name.getText() !== "this");
  for (const [position, { name, type }] of given.entries()) {
    const typed = type === undefined || ts.isFunctionTypeNode(type) ? "" : type.getText();
    const isOptions =
      (ts.isIdentifier(name) && ["options", "settings", "changes", "filter"].includes(name.text)) ||
      namedFields.test(typed) ||
      (type !== undefined && ts.isTypeLiteralNode(type));
    if (isOptions) yield { ...found, position, isList: /^readonly \w+\[\]$/.test(typed) };
  }
}
