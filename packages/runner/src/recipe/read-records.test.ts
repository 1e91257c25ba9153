import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { readRecords } from "./read-records.ts";

async function read(name: string, text: string): Promise<readonly unknown[]> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, name), text);
  return readRecords(name, (path) => join(folder, path), "goals");
}

it.each<[string, string, readonly unknown[]]>([
  ["a.txt", "one\r\n\n  two  \n", ["one", "two"]],
  ["a", "one\n", ["one"]],
  ["a.jsonl", '{"a": 1}\n\n  2\n', [{ a: 1 }, 2]],
  ["a.JSONL", "1\n", [1]],
  ["a.json", '["one", {"a": 1}]', ["one", { a: 1 }]],
  ["a.yaml", "- one\n- a: 1\n", ["one", { a: 1 }]],
  ["a.yml", "[one]", ["one"]],
])("reads the records of %s", async (name, text, expected) => {
  expect(await read(name, text)).toEqual(expected);
});

it("takes a list as it is, and refuses a file of anything else", async () => {
  expect(await readRecords(["one", 2], () => "nowhere", "goals")).toEqual(["one", 2]);
  await expect(read("a.json", '{"a": 1}')).rejects.toThrow("a.json holds no list");
  await expect(read("a.yaml", "one")).rejects.toThrow("a.yaml holds no list");
  await expect(read("a.jsonl", '1\n{"a":\n')).rejects.toThrow(/a\.jsonl:2/);
});
