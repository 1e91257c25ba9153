import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Dialog } from "../dialog/dialog.ts";
import { DataFormatError } from "../errors/data-format-error.ts";
import { register } from "../registry/registry.ts";
import { loadDialogs, type LoadDialogsOptions, saveDialogs } from "./index.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function load(path: string, options?: LoadDialogsOptions): Promise<Dialog[]> {
  const dialogs: Dialog[] = [];
  for await (const dialog of loadDialogs(path, options)) dialogs.push(dialog);
  return dialogs;
}

function* manyDialogs(count: number): Generator<Dialog> {
  for (let id = 1; id <= count; id++) yield new Dialog({ id, turns: [{ speaker: "A", text: `text ${id}` }] });
}

describe("loadDialogs of a folder", () => {
  let mixed: string;
  beforeAll(async () => {
    mixed = join(folder, "mixed");
    await mkdir(join(mixed, "inner"), { recursive: true });
    const files = {
      "10.json": '{"turns": []}',
      "2.json": '{"turns": [], "id": "own"}',
      "b.jsonl": '{"id": 21, "turns": []}\n{"id": 22, "turns": []}\n',
      "a.txt": "A: x",
      "C.CSV": "speaker,text\nA,x",
      "README.md": "not a dialogue",
      ".hidden.json": "{",
      "inner/3.json": "{",
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(mixed, name), text);
  });

  it("takes every format in natural order of the names, ids from files or names", async () => {
    expect((await load(mixed)).map((dialog) => dialog.id)).toEqual(["own", 10, "a", 21, 22, "C"]);
  });

  it("takes one format when told", async () => {
    expect((await load(mixed, { format: "json" })).map((dialog) => dialog.id)).toEqual(["own", 10]);
  });

  it("gives a dialogue the same id whatever other files come", async () => {
    await writeFile(join(mixed, "0.txt"), "A: x");
    const ids = (await load(mixed)).map((dialog) => dialog.id);
    expect(ids).toEqual([0, "own", 10, "a", 21, 22, "C"]);
    await rm(join(mixed, "0.txt"));
  });

  it("ends at a bad file, or goes on when errors are collected", async () => {
    await writeFile(join(mixed, "9.json"), "{oops");
    await writeFile(join(mixed, "b.jsonl"), '{"id": 21, "turns": []}\n{"id": 22, "tu');
    await expect(load(mixed)).rejects.toThrow("9.json:1: this is not JSON");
    const errors: string[] = [];
    const dialogs = await load(mixed, { onError: (error) => errors.push(error.message.replace(mixed, "")) });
    expect(dialogs.map((dialog) => dialog.id)).toEqual(["own", 10, "a", 21, "C"]);
    expect(errors.toSorted()).toEqual([
      "/9.json:1: this is not JSON",
      "/b.jsonl:2: the last line is incomplete",
    ]);
  });
});

describe("a reader of one's own", () => {
  it("is found by its extension and its name, and its bad files are told of like any", async () => {
    register("reader", {
      name: "chat-log",
      description: "a line a turn, said by nobody in particular",
      extensions: [".log"],
      create: () =>
        async function* ({ text, source, id }) {
          const lines = (await text()).split("\n");
          yield new Dialog({ id, turns: lines.slice(0, 1).map((line) => ({ text: line })) });
          if (lines.includes("!")) throw new DataFormatError("half of a log", { source });
        },
    });
    const logs = join(folder, "logs");
    await mkdir(logs);
    await writeFile(join(logs, "1.log"), "Hi");
    await writeFile(join(logs, "2.LOG"), "Yes\n!");
    await writeFile(join(logs, "3.json"), '{"turns": []}');
    const errors: string[] = [];
    const onError = (error: Error): void => void errors.push(error.message.replace(logs, ""));
    expect((await load(logs, { onError })).map((dialog) => dialog.id)).toEqual([1, 2, 3]);
    expect(errors).toEqual(["/2.LOG: half of a log"]);
    expect((await load(logs, { onError, format: "chat-log" })).map((dialog) => dialog.id)).toEqual([1, 2]);
    await expect(load(join(logs, "3.json"), { format: "chatlog" })).rejects.toMatchObject({
      hint: expect.stringContaining("chat-log") as string,
    });
  });
});

describe("loadDialogs of what a tool exports as a whole", () => {
  it("reads the folders that hold dialogues, and says what it leaves out", async () => {
    const exported = join(folder, "exported");
    for (const inner of ["rooms", "people"])
      await mkdir(join(exported, inner, "deeper"), { recursive: true });
    for (const name of ["rooms/1.json", "rooms/2.json", "rooms/list.json", "rooms/.hidden", "people/3.json"])
      await writeFile(join(exported, name), '{"turns": []}');
    const format = {
      description: "of a tool that exports rooms and people",
      extensions: [],
      create: () =>
        async function* ({ id }: { id: string | number }) {
          yield new Dialog({ id, turns: [] });
        },
    };
    register("reader", { ...format, name: "no-rooms", layout: () => undefined });
    register("reader", {
      ...format,
      name: "rooms",
      layout: (entries) =>
        entries.some(({ name, isFolder }) => name === "rooms" && isFolder)
          ? { folders: ["rooms"], holdsDialogs: (name) => /^\d/.test(name), note: "people are left out" }
          : undefined,
    });
    const read = async (more: LoadDialogsOptions) => {
      const notes: string[] = [];
      const onNote = (note: string, source: string): void =>
        void notes.push(`${source.slice(exported.length)} ${note.split(":")[0]}`);
      const ids = (await load(exported, { ...more, onNote })).map(({ id }) => id);
      return { ids, notes: notes.toSorted() };
    };
    const whole = {
      ids: [1, 2],
      notes: [
        " people are left out",
        "/rooms/deeper a file of an export that holds no dialogues, by its name",
        "/rooms/list.json a file of an export that holds no dialogues, by its name",
      ],
    };
    expect(await read({})).toEqual(whole);
    expect(await read({ format: "rooms" })).toEqual(whole);
    // Another format's folders have no layout, and nothing stands in this one itself.
    await expect(read({ format: "no-rooms" })).rejects.toMatchObject({ code: expect.any(String) as string });
    expect((await load(exported)).map(({ id }) => id)).toEqual([1, 2]);
  });
});

describe("loadDialogs of a source", () => {
  it("asks the one whose name stands before the colon, unless a file is called so", async () => {
    register("source", {
      name: "made-up",
      description: "dialogues that are made up",
      create: (_, { name }) =>
        (async function* () {
          yield new Dialog({ id: name, turns: [] });
        })(),
    });
    expect((await load("made-up:a/b")).map(({ id }) => id)).toEqual(["made-up:a/b"]);
    await expect(load("invented:a/b")).rejects.toMatchObject({ code: "file_not_found" });
    await expect(load("x made-up:a/b")).rejects.toMatchObject({ code: "file_not_found" });
  });
});

describe("loadDialogs of what holds no dialogues", () => {
  it("says so of a folder, and which folders inside may be meant", async () => {
    const outer = join(folder, "outer");
    await mkdir(join(outer, "json"), { recursive: true });
    await expect(load(outer)).rejects.toMatchObject({
      message: `${outer}: this folder holds no dialogues`,
      hint: expect.stringContaining(join(outer, "json")) as string,
    });
    await expect(load(join(outer, "json"))).rejects.toMatchObject({ code: "data_format" });
  });

  it("names the line of an item of a list that is not a dialogue", async () => {
    const path = join(folder, "broken-list.json");
    await writeFile(path, '[{"turns": []}, {"name": "x"}]');
    await expect(load(path)).rejects.toThrow(`${path}:1: not a dialogue: it has no "turns"`);
  });
});

describe("saveDialogs and loadDialogs", () => {
  it("stream through JSON Lines", async () => {
    const path = join(folder, "deep", "many.jsonl");
    expect(await saveDialogs(manyDialogs(3000), path)).toBe(3000);
    const again = await load(path);
    expect(again.map((dialog) => dialog.toJSON())).toEqual(
      [...manyDialogs(3000)].map((dialog) => dialog.toJSON()),
    );
  });

  it("leave the old file as it was when the source fails half-way", async () => {
    const path = join(folder, "old.jsonl");
    await writeFile(path, "old");
    function* failing(): Generator<Dialog> {
      yield* manyDialogs(2000);
      throw new RangeError("out of dialogues");
    }
    await expect(saveDialogs(failing(), path)).rejects.toThrow("out of dialogues");
    expect(await readFile(path, "utf8")).toBe("old");
    expect((await readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("do not begin to draw from the source when the file may not be replaced", async () => {
    const path = join(folder, "old.jsonl");
    function* never(): Generator<Dialog> {
      yield new Dialog();
      throw new Error("drawn");
    }
    await expect(saveDialogs(never(), path, { overwrite: false })).rejects.toMatchObject({
      code: "file_exists",
    });
  });

  it("want a name that says JSON Lines", async () => {
    await expect(saveDialogs([], join(folder, "x.json"))).rejects.toThrow("written as JSON Lines");
  });

  it("read a JSON list of dialogues", async () => {
    const path = join(folder, "list.json");
    await writeFile(path, JSON.stringify([...manyDialogs(3)]));
    expect((await load(path)).map((dialog) => dialog.id)).toEqual([1, 2, 3]);
    await expect(load(join(folder, "none"))).rejects.toMatchObject({ code: "file_not_found" });
  });
});

describe("loadDialogs of a file that ends in .json", () => {
  it("reads JSON Lines there, too", async () => {
    const file = join(folder, "lines.json");
    await writeFile(file, '{"id":1,"turns":[]}\n{"id":2,"turns":[]}\n');
    const ids = (await Array.fromAsync(loadDialogs(file))).map(({ id }) => id);
    expect(ids).toEqual([1, 2]);
  });

  it("keeps times out of the names of a text, and says where every line has a speaker of its own", async () => {
    const read = async (text: string) => {
      const file = join(folder, "talk.txt");
      await writeFile(file, text);
      const notes: string[] = [];
      const [dialog] = await Array.fromAsync(loadDialogs(file, { onNote: (note) => void notes.push(note) }));
      return { speakers: dialog?.speakers(), annotations: dialog?.annotations, notes };
    };
    expect(await read("[10:15] Ann: hi\n[10:16] Bo: ho\n[10:17] Bo left\n")).toEqual({
      speakers: ["Ann", "Bo"],
      annotations: { asides: ["[10:17] Bo left"] },
      notes: ["lines that nobody says: kept as an annotation"],
    });
    expect((await read("Flour: 200 g\nEggs: 3\nMilk: 1 l\nSugar: none\n")).notes).toEqual([
      expect.stringContaining("nearly every line has a speaker of its own (4 in 4 turns)"),
    ]);
    expect((await read("Ann: a\nBo: b\nCy: c\nDi: d\nAnn: e\nBo: f\n")).notes).toEqual([
      expect.stringContaining('2 heads that speak once, such as "Cy"'),
    ]);
    expect((await read("Ann: a\nBo: b\nAnn: c\nNote: d\nBo: e\n")).notes).toEqual([
      expect.stringContaining('1 head that speaks once, such as "Note"'),
    ]);
    expect((await read("Ann: a\nBo: b\nAnn: c\nBo: d\n")).notes).toEqual([]);
    expect((await read("客服：您好，请问：什么？\n顾客：在哪里？\n")).speakers).toEqual(["客服", "顾客"]);
  });
});
