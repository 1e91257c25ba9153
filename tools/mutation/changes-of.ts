import { globSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { Random } from "@sdialog/core";
import type { Mutant } from "@stryker-mutator/api/core";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import ts from "typescript";

/** One place of a package's code, and what stands there instead. */
export interface Change {
  /** What switches it on. */
  readonly id: string;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  readonly mutator: string;
  readonly replacement: string;
}

/** The changes of a package that are tried, and its code with all of them in it, switched off. */
export interface SampledChanges {
  readonly sample: readonly Change[];
  readonly code: Readonly<Record<string, string>>;
  /** How many changes there are to draw from. */
  readonly total: number;
  /** How many more there are, by why they are left out. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** Programs of pages, threads and processes of their own, where no change can be switched on. */
const runElsewhere =
  /\/(?:page-script|report-script|score-worker|local-worker|speak-worker|comparison-thread|worker-process|array-task)\.ts$/;

/** What runs only with a model of one's own, without which its tests are skipped. */
const needsModel = /\/backends\/llama\/(?:erase-from|llama-engine|reply-logprobs)\.ts$/;

/** What runs with a database server or a cluster, whose tests see nothing of what is switched on in this process. */
const needsServer =
  /\/executors\/(?:postgres\/(?:postgres-executor|postgres-worker|queue-database|start-postgres)|slurm\/slurm-executor)\.ts$/;

const options = { plugins: null, excludedMutations: [], ignorers: [] };
/** The instrumenter logs what it does; nobody needs that here. */
const quiet = new Proxy({} as ConstructorParameters<typeof Instrumenter>[0], {
  get: (): unknown => () => undefined,
});

/**
 * Draws changes of a package's code. Left out is what no test of the package could or should notice: what is computed once
 * when a module is loaded, since every test would have to load it again; what runs in a page or a thread of its own; the wording of what people read; and what a
 * comment in the code says changes nothing (`// Stryker disable next-line NAME: why`).
 */
export async function changesOf(folder: string, size: number, seed: number): Promise<SampledChanges> {
  const files = codeOf(folder).map((name) => ({ name, content: readFileSync(name, "utf8"), mutate: true }));
  const { mutants } = await new Instrumenter(quiet).instrument(files, options);
  const sources = new Map(files.map(({ name, content }) => [name, sourceOf(name, content)]));
  const reasons = Map.groupBy(
    mutants,
    (mutant) => reasonToLeaveOut(mutant, sources.get(mutant.fileName) as ts.SourceFile) ?? "",
  );
  const candidates = reasons.get("") ?? [];
  const drawn = new Random(seed).fork("mutants").sample(candidates, Math.min(size, candidates.length));
  const wanted = new Set(drawn.map(keyOf));
  const chosen = files.map((file) => ({
    ...file,
    mutate: drawn.filter(({ fileName }) => fileName === file.name).map(({ location }) => location),
  }));
  const instrumented = await new Instrumenter(quiet).instrument(
    chosen.filter(({ mutate }) => mutate.length > 0),
    options,
  );
  return {
    sample: instrumented.mutants.filter((mutant) => wanted.has(keyOf(mutant))).map(changeOf),
    code: Object.fromEntries(instrumented.files.map(({ name, content }) => [name, content])),
    total: candidates.length,
    leftOut: Object.fromEntries(
      [...reasons].filter(([reason]) => reason !== "").map(([reason, each]) => [reason, each.length]),
    ),
  };
}

/** Not the files that `sdialog new` writes, which tools/try-new-packages.test.ts runs as packages. */
function codeOf(folder: string): string[] {
  return globSync(join(folder, "src/**/*.ts"))
    .map((file) => file.split(sep).join("/"))
    .filter(
      (file) =>
        !/\.(test|d)\.ts$|\/index\.ts$|\/src\/(?:.*\/)?(?:testing|template|new-persona|new-backend)\//.test(
          file,
        ),
    )
    .toSorted();
}

function sourceOf(name: string, content: string): ts.SourceFile {
  return ts.createSourceFile(name, content, ts.ScriptTarget.Latest, true);
}

function keyOf({ fileName, location, mutatorName, replacement }: Mutant): string {
  return JSON.stringify([fileName, location.start, location.end, mutatorName, replacement]);
}

function changeOf({ id, fileName, location, mutatorName, replacement }: Mutant): Change {
  return {
    id,
    file: fileName,
    line: location.start.line + 1,
    column: location.start.column + 1,
    mutator: mutatorName,
    replacement: replacement.replaceAll(/\s+/g, " ").slice(0, 120),
  };
}

function reasonToLeaveOut(mutant: Mutant, source: ts.SourceFile): string | undefined {
  if (runElsewhere.test(mutant.fileName)) return "run elsewhere";
  if (needsModel.test(mutant.fileName)) return "run with a model only";
  if (needsServer.test(mutant.fileName)) return "run with a database or cluster only";
  if (mutant.status === "Ignored") return "marked as equivalent";
  const [start, end] = [mutant.location.start, mutant.location.end].map(({ line, column }) =>
    source.getPositionOfLineAndCharacter(line, column),
  ) as [number, number];
  const node = nodeAt(source, start, end);
  const around = ancestorsOf(node);
  if (!around.some((each) => ts.isFunctionLike(each) || isFieldOfInstances(each))) return "computed once";
  if (mutant.mutatorName === "StringLiteral" && isWording(node, around)) return "wording";
  if (
    ts.isObjectLiteralExpression(node) &&
    mutant.replacement === "{}" &&
    node.properties.every(isWordingField)
  )
    return "wording";
  return undefined;
}

function nodeAt(source: ts.SourceFile, start: number, end: number): ts.Node {
  let found: ts.Node = source;
  const look = (node: ts.Node): void => {
    if (node.getStart(source) > start || node.end < end) return;
    found = node;
    node.forEachChild(look);
  };
  source.forEachChild(look);
  return found;
}

function ancestorsOf(node: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  for (let each = node.parent; each !== undefined; each = each.parent) found.push(each);
  return found;
}

function isFieldOfInstances(node: ts.Node): boolean {
  return (
    ts.isPropertyDeclaration(node) &&
    !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)
  );
}

/** Messages and hints of errors, what they call things, and descriptions of options: emptying one is not what a test of behaviour is for. */
function isWording(text: ts.Node, around: readonly ts.Node[]): boolean {
  let inner = text;
  for (const node of around) {
    if (ts.isNewExpression(node)) return /(?:Error|Warning)$/.test(node.expression.getText());
    if (ts.isPropertyAssignment(node)) return node.initializer === inner && isWordingField(node);
    if (ts.isCallExpression(node)) return node.expression !== inner && isForPeople(node, inner);
    if (!isPartOfText(node)) return false;
    inner = node;
  }
  return false;
}

function isWordingField(field: ts.ObjectLiteralElementLike): boolean {
  return /^(?:hint|description|message)$/.test(field.name?.getText() ?? "");
}

/** `.describe("…")` of a schema, and what a check of arguments puts into its message: lists are of what it looks for. */
function isForPeople(call: ts.CallExpression, argument: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(call.expression)) return call.expression.name.text === "describe";
  return !ts.isArrayLiteralExpression(argument) && /^(?:check|require)[A-Z]/.test(call.expression.getText());
}

function isPartOfText(node: ts.Node): boolean {
  return (
    ts.isConditionalExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isTemplateExpression(node) ||
    ts.isTemplateSpan(node) ||
    ts.isBinaryExpression(node) ||
    ts.isArrayLiteralExpression(node)
  );
}
