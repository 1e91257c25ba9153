import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTable } from "./read-table.ts";

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), "sdialog-table-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const people = [
  { age: "30-49", job: "nurse", count: 3 },
  { age: "50+", job: "cook, retired", count: 1 },
];
const columns = [
  { name: "age", data: people.map(({ age }) => age) },
  { name: "job", data: people.map(({ job }) => job) },
  { name: "count", data: people.map(({ count }) => count), type: "INT32" as const },
];
const files = {
  "people.csv": `age;job;count\n30-49;nurse;3\n50+;"cook, retired";1\n`,
  "people.tsv": "age\tjob\tcount\n30-49\tnurse\t3\n50+\tcook, retired\t1\n",
  "people.jsonl": people.map((one) => JSON.stringify(one)).join("\n"),
  "people.json": JSON.stringify(people),
  "people.parquet": new Uint8Array(parquetWriteBuffer({ columnData: columns })),
};

async function read(name: string, content: string | Uint8Array) {
  await writeFile(join(folder, name), content);
  return Array.fromAsync(readTable(join(folder, name)));
}

describe("readTable", () => {
  it.each(Object.entries(files))("reads %s", async (name, content) => {
    const rows = await read(name, content);
    expect(rows.map((row) => ({ ...row, count: Number(row["count"]) }))).toEqual(people);
  });

  it.each([
    ["wide.csv", "a,b\n1,2,3\n", "wide.csv:2: this row has 3 cells for 2 columns"],
    ["list.jsonl", '{"a":1}\n[1]\n', "list.jsonl:2: this row is not an object"],
    ["broken.jsonl", '{"a":1}\n{"a":\n', "broken.jsonl:2"],
    ["text.docx", "x", "is not a table"],
    ["cut.parquet", "PAR1x", "not a whole Parquet file"],
  ])("refuses %s", async (name, content, message) => {
    await expect(read(name, content)).rejects.toThrow(message);
  });

  it("says that a file is not there", async () => {
    await expect(Array.fromAsync(readTable(join(folder, "none.csv")))).rejects.toThrow("none.csv");
  });
});
