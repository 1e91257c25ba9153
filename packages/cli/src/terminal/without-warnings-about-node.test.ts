import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

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
