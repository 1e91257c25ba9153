import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Dialog } from "../dialog/dialog.ts";
import { FileError, loadDialog, saveDialog } from "./index.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const dialog = new Dialog({
  id: "original",
  turns: [
    { speaker: "Zoë", text: "one\ntwo, “three”" },
    { speaker: null, text: "???" },
    { speaker: "a: b", text: "" },
  ],
});

describe("saveDialog and loadDialog", () => {
  it.each(["json", "jsonl", "csv", "tsv", "txt", "TXT"])(
    "keep the turns in a .%s file",
    async (extension) => {
      const path = join(folder, "new", "folders", `dialog.${extension}`);
      await saveDialog(dialog, path);
      expect((await loadDialog(path)).turns).toEqual(dialog.turns);
    },
  );

  it("keep everything in JSON", async () => {
    const path = join(folder, "all.json");
    await saveDialog(dialog, path);
    expect((await loadDialog(path)).toJSON()).toEqual(dialog.toJSON());
  });

  it("name a dialogue without an id after its file", async () => {
    await writeFile(join(folder, "12.txt"), "A: x\n");
    await writeFile(join(folder, "012.json"), '{"turns": []}');
    expect((await loadDialog(join(folder, "12.txt"))).id).toBe(12);
    expect((await loadDialog(join(folder, "012.json"))).id).toBe("012");
  });

  it("take the format, the template, the columns and the merging they are told", async () => {
    const path = join(folder, "chat.log");
    await saveDialog(dialog, path, { format: "txt", template: "<{speaker}> {text}" });
    expect(await readFile(path, "utf8")).toBe("<Zoë> one\n\ttwo, “three”\n<\\-> ???\n<a: b> \n");
    const again = await loadDialog(path, { format: "txt", template: "<{speaker}> {text}" });
    expect(again.turns).toEqual(dialog.turns);

    const table = join(folder, "table.csv");
    await writeFile(table, "A,hi\nA,ho\nB,hu\n");
    const merged = await loadDialog(table, { columns: { speaker: 0, text: 1 }, mergeTurns: " " });
    expect([...merged]).toEqual([
      { speaker: "A", text: "hi ho" },
      { speaker: "B", text: "hu" },
    ]);
    expect(merged.id).toBe("table");
    expect(merged.parentId).toBeNull();
  });

  it("refuse a format they do not know", async () => {
    await expect(saveDialog(dialog, join(folder, "x.doc"))).rejects.toMatchObject({
      code: "invalid_argument",
    });
    await writeFile(join(folder, "y.doc"), "Dear Sir or Madam");
    await expect(loadDialog(join(folder, "y.doc"))).rejects.toThrow("no known format fits this file");
    await expect(loadDialog("x.json", { format: "xml" as never })).rejects.toThrow('no format "xml"');
  });

  it("replace a file only when they may", async () => {
    const path = join(folder, "kept.txt");
    await saveDialog(dialog, path);
    await saveDialog(dialog.upper(), path);
    const refused = saveDialog(dialog, path, { overwrite: false });
    await expect(refused).rejects.toMatchObject({ code: "file_exists", path });
    await expect(refused).rejects.toBeInstanceOf(FileError);
    expect(await readFile(path, "utf8")).toContain("TWO");
  });

  it("read the one dialogue of a file, or say that it holds another number", async () => {
    const path = join(folder, "many.jsonl");
    await writeFile(path, '{"turns": []}\n{"turns": []}\n');
    await expect(loadDialog(path)).rejects.toThrow("many.jsonl: this holds more than one dialogue");
    await writeFile(path, "");
    await expect(loadDialog(path)).rejects.toThrow("many.jsonl: this holds no dialogue");
    await writeFile(join(folder, "list.json"), '[{"turns": []}]');
    expect((await loadDialog(join(folder, "list.json"))).length).toBe(0);
  });

  it("name the file that is missing, a folder, or not UTF-8", async () => {
    await expect(loadDialog(join(folder, "none.json"))).rejects.toMatchObject({ code: "file_not_found" });
    await mkdir(join(folder, "sub.json"));
    await expect(loadDialog(join(folder, "sub.json"))).rejects.toMatchObject({ code: "file_is_folder" });
    await expect(saveDialog(dialog, join(folder, "sub.json"))).rejects.toMatchObject({
      code: "file_is_folder",
    });
    await expect(saveDialog(dialog, join(folder, "12.txt", "x.json"))).rejects.toBeInstanceOf(FileError);
    await writeFile(join(folder, "latin1.txt"), Buffer.from("Zo\xC3\xAB: hi\nZo\xEB: hi", "latin1"));
    await expect(loadDialog(join(folder, "latin1.txt"))).rejects.toThrow(
      "latin1.txt:2: this is not UTF-8 text",
    );
  });

  it("read Windows-1252 and UTF-16 as what they are", async () => {
    const path = join(folder, "excel.txt");
    await writeFile(path, Buffer.from("Zo\xEB: \x80 5", "latin1"));
    const notes: string[] = [];
    expect((await loadDialog(path, { onNote: (note) => notes.push(note) })).turns).toEqual([
      { speaker: "Zoë", text: "€ 5" },
    ]);
    expect(notes).toEqual([
      "read as Windows-1252, since it is not UTF-8; where letters come out wrong, name its encoding, such as windows-1251 (--encoding)",
    ]);
    for (const mark of ["\uFEFF", ""]) {
      await writeFile(path, Buffer.from(`${mark}Zoë: € 5`, "utf16le"));
      expect((await loadDialog(path)).turns).toEqual([{ speaker: "Zoë", text: "€ 5" }]);
    }
    await expect(loadDialog(path, { encoding: "utf-9" })).rejects.toThrow('no text encoding "utf-9"');
  });

  it("leave no temporary files behind", async () => {
    const names = await readdir(folder, { recursive: true });
    expect(names.filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});
