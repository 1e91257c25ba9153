// Fails on a regular expression that takes more than linear time: a reply of some kilobytes would stop the process.
// With --list it prints all of them by class.
import { globSync, readFileSync } from "node:fs";
import {
  classify,
  type ExpressionClass,
  findExpressions,
  type FoundExpression,
} from "./regular-expressions.ts";

const files = globSync("{packages,apps,tutorials}/**/*.{ts,tsx}", {
  exclude: (path) => /(?:^|\/)(?:node_modules|dist)$/.test(path),
}).filter((file) => !file.endsWith(".test.ts"));

const byClass = new Map<ExpressionClass, FoundExpression[]>();
let composed = 0;
for (const file of files.sort()) {
  const found = findExpressions(file, readFileSync(file, "utf8"));
  composed += found.composed;
  for (const literal of found.literals) {
    const group = classify(literal);
    byClass.set(group, [...(byClass.get(group) ?? []), literal]);
  }
}

const classes = ["bounded", "linear", "trade", "move", "restart", "exponential"] as const;
const count = (group: ExpressionClass): number => byClass.get(group)?.length ?? 0;
for (const group of classes) {
  const isSlow = group !== "bounded" && group !== "linear";
  if (!isSlow && !process.argv.includes("--list")) continue;
  for (const { place, source, flags } of byClass.get(group) ?? [])
    console.log(`${isSlow ? "✗ " : ""}${group}  ${place}  /${source}/${flags}`);
}
console.log(
  `${classes.map((group) => `${count(group)} ${group}`).join(", ")}; ${composed} put together at run time`,
);
if (classes.slice(2).some((group) => count(group) > 0)) {
  console.error(
    "Write it so that no two repetitions compete for the same text, anchor it, or scan with indexOf.",
  );
  process.exit(1);
}
