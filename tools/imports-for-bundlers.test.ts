import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ESTree, parseSync } from "rolldown/utils";
import { expect, it } from "vitest";
import { optionalPeers } from "./page-bundle.ts";

type Node = ESTree.Node;

/** What is imported late in a module, and within what. */
function lateImports(
  file: string,
): readonly { readonly source: Node; readonly said: string; readonly isGuarded: boolean }[] {
  const text = readFileSync(file, "utf8");
  const found: { source: Node; said: string; isGuarded: boolean }[] = [];
  const visit = (node: Node, isGuarded: boolean): void => {
    if (node.type === "ImportExpression") {
      const said = text.slice(node.start, node.source.start);
      found.push({ source: node.source, said, isGuarded });
    }
    for (const [key, value] of Object.entries(node) as [string, unknown][])
      for (const child of (Array.isArray(value) ? value : [value]) as Node[]) {
        if (typeof child?.type !== "string") continue;
        // The build puts what a function does nothing but import within `try`.
        const loads =
          node.type === "ArrowFunctionExpression" && key === "body" && child.type === "ImportExpression";
        const isTried = node.type === "TryStatement" && key === "block";
        visit(child, loads || isTried || (isGuarded && !/Function/.test(node.type)));
      }
  };
  visit(parseSync(file, text).program, false);
  return found;
}

const packages = globSync("packages/*/package.json").map((path) => ({
  folder: join(path, ".."),
  peers: optionalPeers(JSON.parse(readFileSync(path, "utf8")) as never),
}));
const sources = packages.flatMap(({ folder, peers }) =>
  globSync(`${folder}/src/**/*.ts`)
    .filter((file) => !/\.test\.ts$|\/testing\//.test(file))
    .flatMap((file) => lateImports(file).map((found) => ({ file, peers, ...found }))),
);

it("optional peers are imported where bundlers let them be missing", () => {
  const ofPeers = sources.filter(
    ({ source, peers }) =>
      source.type === "Literal" &&
      peers.some((peer) => source.value === peer || String(source.value).startsWith(`${peer}/`)),
  );
  expect(ofPeers.length).toBeGreaterThan(20);
  expect(ofPeers.filter(({ isGuarded }) => !isGuarded).map(({ file }) => file)).toEqual([]);
});

it("what only a variable names is left alone by bundlers", () => {
  const named = sources.filter(
    ({ source }) => source.type !== "Literal" && source.type !== "TemplateLiteral",
  );
  expect(named.length).toBeGreaterThan(6);
  expect(named.filter(({ said }) => !said.includes("webpackIgnore")).map(({ file }) => file)).toEqual([]);
});
