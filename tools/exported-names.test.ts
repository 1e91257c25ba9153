import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ambiguousNames, namesOf } from "./exported-names.ts";

it("reads every way to export a name", () => {
  const file = join(mkdtempSync(join(tmpdir(), "names-")), "index.ts");
  writeFileSync(
    file,
    `export { a, type B, c as d } from "./x.ts";
export type {
  E,
  F,
} from "@sdialog/core";
const hidden = 1;
export { hidden as g };
export async function h() {}
export abstract class I {}
export interface J { readonly export: string }
export const k = "export const no = 1";
`,
  );
  const short = namesOf(file).map(({ name, origin }) => `${name} ${origin === file ? "here" : origin}`);
  const x = join(file, "../x.ts");
  expect(short.toSorted()).toEqual(
    [`B ${x}`, `a ${x}`, `d ${x}`, "E @sdialog/core", "F @sdialog/core"]
      .concat(["I here", "J here", "g here", "h here", "k here"])
      .toSorted(),
  );
});

it("tells what is declared twice from what is passed on", () => {
  const from = (name: string, origin: string) => ({ name, origin, subpath: "." });
  expect(
    ambiguousNames([
      from("Clock", "packages/a/clock.ts"),
      from("Clock", "packages/b/clock.ts"),
      from("Seed", "packages/a/random.ts"),
      from("Seed", "@sdialog/a"),
      from("Dialog", "packages/a/dialog.ts"),
      from("Dialog", "packages/a/dialog.ts"),
    ]),
  ).toEqual([{ name: "Clock", origins: ["packages/a/clock.ts", "packages/b/clock.ts"] }]);
});
