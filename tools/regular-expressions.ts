import { RegExpParser, type AST } from "@eslint-community/regexpp";
import { analyse } from "scslre";
import ts from "typescript";

/** A regular expression as it stands in a source file. */
export interface FoundExpression {
  /** `file:line`. */
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/**
 * How the time a regular expression takes grows with the text: not at all beyond a bound, in proportion, or faster,
 * because two of its quantifiers compete for the same characters (`trade`), because it starts over at every character of
 * a run (`move`), because it runs on to the end from every place where its beginning stands (`restart`), or
 * exponentially.
 */
export type ExpressionClass = "bounded" | "linear" | "trade" | "move" | "restart" | "exponential";

/** The regular expression literals of a source text, and how many are put together at run time. */
export function findExpressions(
  file: string,
  text: string,
): { readonly literals: readonly FoundExpression[]; readonly composed: number } {
  const literals: FoundExpression[] = [];
  let composed = 0;
  const sourceFile = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const line = sourceFile.getLineAndCharacterOfPosition(node.getStart(sourceFile)).line + 1;
      const end = node.text.lastIndexOf("/");
      literals.push({
        place: `${file}:${line}`,
        source: node.text.slice(1, end),
        flags: node.text.slice(end + 1),
      });
    }
    if (ts.isNewExpression(node) && node.expression.getText(sourceFile) === "RegExp") composed++;
    ts.forEachChild(node, visit);
  };
  visit(sourceFile);
  return { literals, composed };
}

/** The class of a regular expression, found without running it on anything but texts of some hundred characters. */
export function classify({ source, flags }: Pick<FoundExpression, "source" | "flags">): ExpressionClass {
  const { reports } = analyse({ source, flags }, { reportTypes: { Move: true, Self: true, Trade: true } });
  if (reports.some(({ exponential }) => exponential)) return "exponential";
  if (reports.some(({ type }) => type === "Trade" || type === "Self")) return "trade";
  // A sticky expression is tried at one place only.
  if (!flags.includes("y") && reports.length > 0) return "move";
  const { pattern } = new RegExpParser().parseLiteral(`/${source}/${flags}`);
  if (
    !flags.includes("y") &&
    pattern.alternatives.some(({ elements }) => restarts(inRow(elements), source, flags))
  )
    return "restart";
  return unbounded(pattern) ? "linear" : "bounded";
}

/**
 * Whether an alternative begins with something that the repetition after it takes in too, and then wants something
 * else: a text of nothing but beginnings is run through to its end from each of them.
 */
function restarts(elements: readonly AST.Element[], source: string, flags: string): boolean {
  for (const [index, element] of elements.entries()) {
    if (!isEndless(element) || index === 0) continue;
    const beginning = elements.slice(0, index).map(shortestText).join("");
    const taken = new RegExp(`^(?:${element.element.raw})*$`, flags.replaceAll(/[gy]/g, ""));
    if (beginning === "" || !taken.test(beginning)) continue;
    const many = beginning.repeat(100);
    if (new RegExp(source, flags.replaceAll(/[gy]/g, "")).test(many)) continue;
    // What looks behind itself may refuse to start over.
    const head = elements.slice(0, index).map(({ raw }) => raw);
    const again = new RegExp(head.join(""), `${flags.replaceAll(/[gy]/g, "")}y`);
    again.lastIndex = beginning.length;
    if (again.test(many)) return true;
  }
  return false;
}

/** The elements of groups without alternatives in place of the groups. */
function inRow(elements: readonly AST.Element[]): AST.Element[] {
  return elements.flatMap((element) =>
    (element.type === "Group" || element.type === "CapturingGroup") && element.alternatives.length === 1
      ? inRow(element.alternatives[0]?.elements ?? [])
      : [element],
  );
}

function isEndless(element: AST.Element): element is AST.Quantifier {
  return element.type === "Quantifier" && element.max === Number.POSITIVE_INFINITY;
}

const samples = [..."aA0 <>{}[]()\"'`#/*-_.,:;=|@\n\t", "é", "字", "\u0001"];

/** The shortest text an element takes in, as far as samples tell. */
function shortestText(element: AST.Element): string {
  switch (element.type) {
    case "Character":
      return String.fromCodePoint(element.value);
    case "CharacterSet":
    case "CharacterClass":
    case "ExpressionCharacterClass": {
      const one = new RegExp(`^${element.raw}$`, /\\p|&&|--/.test(element.raw) ? "u" : "");
      return samples.find((sample) => one.test(sample)) ?? "";
    }
    case "Group":
    case "CapturingGroup":
      return element.alternatives[0]?.elements.map(shortestText).join("") ?? "";
    case "Quantifier":
      return shortestText(element.element).repeat(element.min);
    default:
      return "";
  }
}

function unbounded(node: AST.Pattern | AST.Element): boolean {
  if ("alternatives" in node)
    return node.alternatives.some(({ elements }) => elements.some((element) => unbounded(element)));
  return node.type === "Quantifier" && (node.max === Number.POSITIVE_INFINITY || unbounded(node.element));
}
