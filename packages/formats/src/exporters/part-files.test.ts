import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import type { FileExporter, TextExporter } from "./exporter.ts";
import { PartFiles } from "./part-files.ts";

async function* dialogs(...ids: readonly string[]): AsyncGenerator<Dialog> {
  for (const id of ids) yield new Dialog({ id });
}

/** Writes a folder with a file for each dialogue. */
const folders: FileExporter = {
  async writeFile(path, given, remark) {
    await mkdir(path);
    for await (const { id } of given) await writeFile(join(path, String(id)), "");
    remark("Written.");
  },
};
const lines: TextExporter = { header: "id\n", rows: ({ id }) => (id === "none" ? [] : [`${id}\n`]) };

it.each([
  ["a folder", folders, "", "train"],
  ["a file", lines, "txt", "train.txt"],
] as const)(
  "%s takes the place of an earlier one when all are written",
  async (_, exporter, extension, name) => {
    const out = await temporaryFolder();
    const path = join(out, name);
    const held = async (): Promise<string[]> =>
      extension === ""
        ? (await readdir(path)).toSorted()
        : (await readFile(path, "utf8")).trim().split("\n").slice(1);
    for (const ids of [["a", "b"], ["c"]]) {
      const files = new PartFiles(out, extension);
      expect(await files.write("train", exporter, dialogs(...ids), () => undefined)).toBe(ids.length);
      expect(await readdir(out)).toContain(`${name}.new`);
      expect(await files.keep()).toEqual([path]);
      expect(await held()).toEqual(ids);
      expect(files.remarks).toEqual(extension === "" ? ["train: Written."] : []);
    }
    // Of one that fails nothing is left, and the earlier one stays.
    const failing = new PartFiles(out, extension);
    await failing.write("train", exporter, dialogs("d"), () => undefined);
    await failing.discard();
    expect(await readdir(out)).toEqual([name]);
    expect(await held()).toEqual(["c"]);
  },
);

it("tells of each dialogue of which nothing makes a row, and counts the rows", async () => {
  const out = await temporaryFolder();
  const files = new PartFiles(out, "txt");
  const refused: unknown[] = [];
  const count = await files.write("train", lines, dialogs("a", "none", "b"), ({ id }, { reason }) =>
    refused.push([id, reason]),
  );
  expect([count, refused]).toEqual([2, [["none", "no_row"]]]);
});

it("writes more than is held in memory at once", async () => {
  const out = await temporaryFolder();
  const files = new PartFiles(out, "txt");
  const long = "x".repeat(400_000);
  await files.write(
    "train",
    { rows: ({ id }) => [`${id}${long}\n`] },
    dialogs("a", "b", "c", "d"),
    () => undefined,
  );
  const [path = ""] = await files.keep();
  expect((await readFile(path, "utf8")).split("\n").map((line) => line.slice(0, 1))).toEqual([
    "a",
    "b",
    "c",
    "d",
    "",
  ]);
});
