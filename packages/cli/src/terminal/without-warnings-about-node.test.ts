import { spawnSync } from "node:child_process";
import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { withoutWarningsAboutNode } from "./without-warnings-about-node.ts";

const module = new URL("./without-warnings-about-node.ts", import.meta.url).href;
const program = `
const { withoutWarningsAboutNode } = await import(${JSON.stringify(module)});
withoutWarningsAboutNode(process);
for (const name of ["ExperimentalWarning", "DeprecationWarning", "SDialogWarning", "MaxListenersExceededWarning"])
  process.emitWarning(name.toLowerCase(), name, name === "DeprecationWarning" ? "DEP0040" : undefined);
process.emitWarning("ofapackage", "DeprecationWarning");
process.emitWarning("ofanother", "DeprecationWarning", "PACKAGE_1");
`;

function told(...options: readonly string[]): string {
  const { stderr } = spawnSync(process.execPath, [...options, "--input-type=module", "--eval", program], {
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "", NODE_NO_WARNINGS: "" },
  });
  return stderr;
}

it("warnings about Node's own features are not printed, all others are", () => {
  const printed = told();
  expect(printed).not.toMatch(/experimentalwarning|deprecationwarning: deprecationwarning/i);
  expect(printed).toContain("DeprecationWarning: ofapackage");
  expect(printed).toContain("DeprecationWarning: ofanother");
  expect(printed).toContain("SDialogWarning: sdialogwarning");
  expect(printed).toContain("MaxListenersExceededWarning: maxlistenersexceededwarning");
});

it("they are printed when Node was asked for them", () => {
  expect(told("--trace-warnings")).toContain("ExperimentalWarning: experimentalwarning");
  expect(told("--trace-deprecation")).toContain("DeprecationWarning: deprecationwarning");
});

/** Which of these warnings reach whoever listened before. */
function heard(execArgv: readonly string[], env: Readonly<Record<string, string>> = {}): readonly string[] {
  const emitter = new EventEmitter();
  const names: string[] = [];
  for (const _ of ["first", "second"])
    emitter.on("warning", ({ name, code }: NodeJS.ErrnoException) => names.push(`${name} ${code ?? "-"}`));
  withoutWarningsAboutNode(Object.assign(emitter, { execArgv, env }) as unknown as NodeJS.Process);
  for (const [name, code] of warnings) emitter.emit("warning", { name, code });
  return names;
}
const warnings = [
  ["ExperimentalWarning", undefined],
  ["DeprecationWarning", "DEP0040"],
  ["DeprecationWarning", undefined],
  ["DeprecationWarning", "PACKAGE_DEP"],
  ["SDialogWarning", "DEP1"],
] as const;
const others = ["DeprecationWarning -", "DeprecationWarning PACKAGE_DEP", "SDialogWarning DEP1"];

it.each([
  [[], {}, others],
  [["--no-warnings"], { NODE_OPTIONS: "--max-old-space-size=100" }, others],
  [["--trace-warnings"], {}, ["ExperimentalWarning -", "DeprecationWarning DEP0040", ...others]],
  [
    [],
    { NODE_OPTIONS: "--pending-deprecation" },
    ["ExperimentalWarning -", "DeprecationWarning DEP0040", ...others],
  ],
])("with %j and %j everybody who listened hears %j", (execArgv, env, names) => {
  expect(heard(execArgv, env as Record<string, string>)).toEqual(names.flatMap((name) => [name, name]));
});
