import type { ESTree } from "rolldown/utils";

/** The names that are bound within a function, a block, a loop or another part of a module that has names of its own. */
export function bindingsOf(node: ESTree.Node): readonly string[] {
  switch (node.type) {
    case "FunctionExpression":
    case "FunctionDeclaration":
    case "ArrowFunctionExpression":
      return [
        ...(node.type === "FunctionExpression" && node.id !== null ? [node.id.name] : []),
        ...node.params.flatMap(boundNames),
      ];
    case "ClassExpression":
      return node.id === null ? [] : [node.id.name];
    case "CatchClause":
      return node.param === null ? [] : boundNames(node.param);
    case "BlockStatement":
    case "StaticBlock":
      return node.body.flatMap(declaredNames);
    case "SwitchStatement":
      return node.cases.flatMap(({ consequent }) => consequent.flatMap(declaredNames));
    case "ForStatement":
      return node.init === null ? [] : declaredNames(node.init);
    case "ForInStatement":
    case "ForOfStatement":
      return declaredNames(node.left);
    default:
      return [];
  }
}

/** `{ a, b: [c = 1, ...d] }` -> a, c, d */
export function boundNames(pattern: ESTree.Node): readonly string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "AssignmentPattern":
      return boundNames(pattern.left);
    case "RestElement":
      return boundNames(pattern.argument);
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element === null ? [] : boundNames(element)));
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === "RestElement" ? property : property.value),
      );
    default:
      return [];
  }
}

function declaredNames(node: ESTree.Node): readonly string[] {
  if (node.type === "VariableDeclaration") return node.declarations.flatMap(({ id }) => boundNames(id));
  const isNamed = node.type === "FunctionDeclaration" || node.type === "ClassDeclaration";
  return isNamed && node.id !== null ? [node.id.name] : [];
}
