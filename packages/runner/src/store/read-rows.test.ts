import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { readRows } from "./read-rows.ts";

it("a row that is nested without end is damage, and those around it are read", async () => {
  const path = join(await temporaryFolder(), "rows.jsonl");
  const deep = `{"a":`.repeat(100_000) + "1" + "}".repeat(100_000);
  await writeFile(path, `{"a":1}\n${deep}\n{"a":2}\n`);
  const damage: unknown[] = [];
  const rows = await Array.fromAsync(
    readRows<{ a: number }>(path, () => undefined, { onDamage: (found) => damage.push(found) }),
  );
  expect(rows.map(({ row, line }) => [row.a, line])).toEqual([
    [1, 1],
    [2, 3],
  ]);
  expect(damage).toEqual([{ file: "rows.jsonl", line: 2, problem: "is nested deeper than 1000 brackets" }]);
});
