import { readFile } from "node:fs/promises";
import { registered } from "@sdialog/core";
import "@sdialog/core/fs";
import { expect, it } from "vitest";
import "./built-in-readers.ts";

it("every reader stands in the table of formats, and nothing else", async () => {
  const text = await readFile(new URL("../../../../docs/formats.md", import.meta.url), "utf8");
  const rows = [...text.matchAll(/^\| `([\w.-]+)` *\| (.*?) *\| [^|]+\|$/gm)].map(([, name, description]) => [
    name,
    description,
  ]);
  const known = registered("reader").map(({ name, description }) => [name, description]);
  expect(rows.toSorted()).toEqual(known.toSorted());
});
