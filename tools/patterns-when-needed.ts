import { RolldownMagicString, type Plugin } from "rolldown";
import { parseSync, type ESTree } from "rolldown/utils";
import { bindingsOf, boundNames } from "./bindings-of.ts";

/** Remembers what it made; no source has a name like it. */
const helper = "$whenNeeded";
const helperCode = `const ${helper} = (make, made) => () => made ??= make();\n`;

/**
 * In builds for Node, a pattern that a module holds in a constant is made when it is first used: most programs use few of the
 * hundreds, and reading them all takes a tenth of an import. Sources stay as they are written.
 */
export function patternsWhenNeeded(): Plugin {
  return {
    name: "patterns-when-needed",
    renderChunk: (code) => withPatternsWhenNeeded(code),
  };
}

/** A module with its patterns made when they are first used; nothing where it has none. */
export function withPatternsWhenNeeded(code: string): RolldownMagicString | undefined {
  const { program } = parseSync("module.mjs", code);
  const declared = program.body.filter((node) => node.type === "VariableDeclaration");
  const changing = new Set(
    declared.flatMap(({ kind, declarations }) =>
      kind === "const" ? [] : declarations.flatMap(({ id }) => boundNames(id)),
    ),
  );
  const constants = new Map(declared.flatMap((node) => constantWithPattern(node, changing)));
  const changed = new RolldownMagicString(code);
  const unsure = new Set(exportedNames(program));
  const uses: Use[] = [];
  for (const node of program.body) findUses(node, new Set(constants.keys()), uses, unsure);
  const made = [...constants].filter(([name]) => !unsure.has(name));
  if (made.length === 0) return undefined;
  for (const [, { start, end }] of made) changed.appendLeft(start, `${helper}(() => `).appendRight(end, ")");
  const names = new Set(made.map(([name]) => name));
  for (const { name, end, shorthand } of uses)
    if (names.has(name)) changed.appendLeft(end, shorthand ? `: ${name}()` : "()");
  return changed.prepend(helperCode);
}

interface Use {
  readonly name: string;
  readonly end: number;
  readonly shorthand: boolean;
}

type Node = ESTree.Node;

function constantWithPattern(
  node: ESTree.VariableDeclaration,
  changing: ReadonlySet<string>,
): readonly (readonly [string, Node])[] {
  const [{ id, init }] = node.declarations as [ESTree.VariableDeclarator];
  const only = node.kind === "const" && node.declarations.length === 1 && id.type === "Identifier";
  return only && init !== null && isPattern(init, changing) ? [[id.name, init]] : [];
}

/** What is a pattern and nothing else, so that it does not matter when it is made. */
function isPattern(node: Node, changing: ReadonlySet<string>): boolean {
  if (node.type === "Literal") return "regex" in node;
  const isMade =
    node.type === "NewExpression" && node.callee.type === "Identifier" && node.callee.name === "RegExp";
  return isMade && node.arguments.every((argument) => isText(argument, changing));
}

/** Texts put together of constants: they are the same whenever they are read. */
function isText(node: Node, changing: ReadonlySet<string>): boolean {
  const areTexts = (nodes: readonly (Node | null)[]) =>
    nodes.every((each) => each !== null && isText(each, changing));
  switch (node.type) {
    case "Literal":
      return true;
    case "Identifier":
      return !changing.has(node.name);
    case "TemplateLiteral":
      return areTexts(node.expressions);
    case "TaggedTemplateExpression":
      return isMember(node.tag, "raw", "String") && areTexts(node.quasi.expressions);
    case "BinaryExpression":
      return areTexts([node.left, node.right]);
    case "ArrayExpression":
      return areTexts(node.elements);
    case "MemberExpression":
      return isMember(node, "source") && isText(node.object, changing);
    case "CallExpression":
      return isMember(node.callee, "join") && areTexts([node.callee.object, ...node.arguments]);
    default:
      return false;
  }
}

function isMember(node: Node, name: string, of?: string): node is ESTree.StaticMemberExpression {
  return (
    node.type === "MemberExpression" &&
    !node.computed &&
    node.property.type === "Identifier" &&
    node.property.name === name &&
    (of === undefined || (node.object.type === "Identifier" && node.object.name === of))
  );
}

function exportedNames(program: ESTree.Program): readonly string[] {
  return program.body.flatMap((node) =>
    node.type !== "ExportNamedDeclaration"
      ? []
      : node.declaration?.type === "VariableDeclaration"
        ? node.declaration.declarations.flatMap(({ id }) => boundNames(id))
        : node.specifiers.flatMap(({ local }) => (local.type === "Identifier" ? [local.name] : [])),
  );
}

/**
 * Finds where names of the module are used, and not names of functions and blocks that are called the same.
 *
 * @param unsure gets the names that are not changed, since `var` may have hoisted another one of the name
 */
function findUses(node: Node, names: ReadonlySet<string>, uses: Use[], unsure: Set<string>): void {
  const bound = bindingsOf(node);
  const visible = bound.length === 0 ? names : names.difference(new Set(bound));
  if (node.type === "VariableDeclaration" && node.kind === "var")
    for (const { id } of node.declarations) for (const name of boundNames(id)) unsure.add(name);
  if (node.type === "Identifier") {
    if (visible.has(node.name)) uses.push({ name: node.name, end: node.end, shorthand: false });
    return;
  }
  for (const [key, child] of Object.entries(node) as [string, unknown][]) {
    if (isNoUse(node, key)) continue;
    for (const each of Array.isArray(child) ? (child as unknown[]) : [child])
      if (isNode(each)) findUses(each, visible, uses, unsure);
  }
  const last = uses.at(-1);
  const isShort = node.type === "Property" && node.shorthand && last?.end === node.end;
  if (isShort) uses.splice(-1, 1, { ...last, shorthand: true });
}

/** Names of properties, of what is bound, imported and exported, and of labels. */
function isNoUse(node: Node, key: string): boolean {
  if (key === "key" || key === "property") return !(node as { computed?: boolean }).computed;
  if (node.type === "VariableDeclarator") return key === "id" && node.id.type === "Identifier";
  return key === "label" || node.type === "ImportDeclaration" || node.type === "ExportSpecifier";
}

function isNode(value: unknown): value is Node {
  return typeof (value as { type?: unknown } | null)?.type === "string";
}
