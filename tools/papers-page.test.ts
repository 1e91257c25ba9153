import { readFileSync } from "node:fs";
import { lookUp } from "@sdialog/core";
import "@sdialog/runner";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { z } from "zod";
import { runnableCommands } from "../packages/cli/src/testing/runnable-commands.ts";

const page = readFileSync(new URL("../docs/papers.md", import.meta.url), "utf8");

/** Whatever stands as code in the middle column of a kind's table. */
function told(kind: string): readonly string[] {
  const section = page.split(/^## /m).find((text) => text.includes(`\`kind: ${kind}\`\n`)) ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).flatMap((row) => {
    const [, , here = ""] = row.split(" | ").length === 3 ? ["", ...row.split(" | ")] : [];
    return [...here.matchAll(/`([^`]+)`/g)].map(([, code]) => code as string);
  });
}

/** The recipe that a setting such as `bank.distance: 3` makes, and where the setting stands. */
function recipeOf(kind: string, setting: string): { recipe: object; place: readonly string[] } {
  const [, key = "", value = ""] = /^([^:]+): (.*)$/s.exec(setting) ?? [];
  const place = key.split(".");
  const nested = place.reduceRight<unknown>((inner, name) => ({ [name]: inner }), parse(value));
  return { recipe: { kind, count: 1, queries: ["a"], ...(nested as object) }, place };
}

describe.each(["convogen", "interactions", "roleplay"])("docs/papers.md, kind %s", (kind) => {
  const all = told(kind);
  const commands = all.filter((code) => code.startsWith("sdialog "));
  const settings = all.filter((code) => !code.startsWith("sdialog "));

  it("has a command or a setting in each of its many rows", () => {
    const lines = page.split(/^## /m).find((text) => text.includes(`\`kind: ${kind}\`\n`)) ?? "";
    expect(lines.split("\n").filter((line) => line.startsWith("|")).length - 2).toBeGreaterThan(14);
    expect(all.length).toBeGreaterThan(14);
  });

  it("names settings that its recipes have, with values they can have", () => {
    const { schema } = lookUp("recipe", kind) as unknown as { schema: z.ZodType };
    const wrong = settings.flatMap((setting) => {
      if (!setting.includes(": ")) return [`${setting}: without a value`];
      const { recipe, place } = recipeOf(kind, setting);
      const issues = schema.safeParse(recipe).error?.issues ?? [];
      return issues
        .filter((issue) =>
          issue.code === "unrecognized_keys" && issue.path.length === 0
            ? issue.keys.includes(place[0] as string)
            : issue.path[0] === place[0],
        )
        .map(({ message }) => `${setting}: ${message}`);
    });
    expect(wrong).toEqual([]);
  });

  it("calls commands that there are, with flags they have", () => {
    const wrong = commands.filter((line) => {
      const words = line.split(" ").slice(1);
      const found = runnableCommands().find(([path]) => path.every((word, at) => words[at] === word));
      if (found === undefined) return true;
      const flags = new Set(found[1].options.map(({ long }) => long));
      return words.some((word) => word.startsWith("--") && !flags.has(word));
    });
    expect(wrong).toEqual([]);
  });
});
