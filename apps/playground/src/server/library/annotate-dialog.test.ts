import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { loadDialog } from "@sdialog/core/fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OpenedFolder } from "../opened-folder.ts";
import { annotateDialog } from "./annotate-dialog.ts";

let folder: OpenedFolder;
const good = { rating: 5, scores: { Ann: { overall: 5 } }, labels: ["funny"], comment: "Keep it." };
const dialog = (id: string, more: object = {}): Dialog =>
  new Dialog({ id, turns: [{ speaker: "Ann", text: `I am ${id}.` }], ...more });

beforeEach(async () => {
  folder = await OpenedFolder.open(await mkdtemp(join(tmpdir(), "sdialog-annotate-")));
});
afterEach(() => rm(folder.root, { recursive: true, force: true }));

const write = (name: string, text: string): Promise<void> => writeFile(join(folder.root, name), text);
const read = (name: string): Promise<string> => readFile(join(folder.root, name), "utf8");

describe("annotateDialog", () => {
  it("changes one line of many and leaves the others as they are, bad ones included", async () => {
    const odd = '{"turns":[ ],  "id":"odd"}';
    const lines = [
      JSON.stringify(dialog("a")),
      "not JSON",
      "",
      odd,
      JSON.stringify(dialog("b", { mine: [1] })),
    ];
    await write("all.jsonl", lines.join("\n"));
    await annotateDialog(folder, { file: "all.jsonl", at: 5 }, "b", good);
    const after = (await read("all.jsonl")).trimEnd().split("\n");
    expect(after.slice(0, 4)).toEqual(lines.slice(0, 4));
    expect(JSON.parse(after[4] as string)).toMatchObject({ id: "b", mine: [1], annotations: good });
  });

  it("keeps what other tools have annotated, and takes an annotation back", async () => {
    await write("one.json", JSON.stringify(dialog("a", { annotations: { sentiment: "calm" } })));
    const place = { file: "one.json", at: 0 };
    await annotateDialog(folder, place, "a", good);
    expect((await loadDialog(join(folder.root, "one.json"))).annotations).toEqual({
      sentiment: "calm",
      ...good,
    });
    await annotateDialog(folder, place, "a", { rating: null, scores: {}, labels: [], comment: "" });
    expect((await loadDialog(join(folder.root, "one.json"))).annotations).toEqual({ sentiment: "calm" });
  });

  it("finds its place in a JSON list", async () => {
    await write("list.json", JSON.stringify([dialog("a"), { something: "else" }, dialog("b")]));
    await annotateDialog(folder, { file: "list.json", at: 2 }, "b", good);
    expect(JSON.parse(await read("list.json"))).toMatchObject([
      { id: "a", annotations: null },
      { something: "else" },
      { id: "b", annotations: good },
    ]);
  });

  it("refuses when another dialogue stands there now", async () => {
    await write("all.jsonl", `${JSON.stringify(dialog("a"))}\n`);
    await expect(annotateDialog(folder, { file: "all.jsonl", at: 1 }, "b", good)).rejects.toMatchObject({
      code: "dialog_moved",
    });
    await expect(annotateDialog(folder, { file: "all.jsonl", at: 9 }, "a", good)).rejects.toMatchObject({
      code: "dialog_missing",
    });
  });
});
