import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Dialog } from "@sdialog/core";
import { loadDialog, saveDialogs } from "@sdialog/core/fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { querySchema } from "../../protocol/library.ts";
import { editedDialog } from "../edited-dialog.ts";
import { OpenedFolder } from "../opened-folder.ts";
import { findDialog } from "./find-dialog.ts";
import { listDialogs } from "./list-dialogs.ts";
import { saveNewDialog } from "./save-new-dialog.ts";
import { sourceDialogs } from "./source-dialogs.ts";
import { librarySources, sourceFiles } from "./source-files.ts";

let folder: OpenedFolder;
beforeEach(async () => {
  folder = await OpenedFolder.open(await mkdtemp(join(tmpdir(), "sdialog-library-")));
});
afterEach(() => rm(folder.root, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder.root, name)), { recursive: true });
    await writeFile(join(folder.root, name), text);
  }
}
const said = (id: string | number, texts: readonly string[], more: object = {}): Dialog =>
  new Dialog({
    id,
    turns: texts.map((text, at) => ({ speaker: at % 2 === 0 ? "Ann" : "Bo", text })),
    ...more,
  });
const line = (dialog: Dialog): string => `${JSON.stringify(dialog)}\n`;

describe("a list of dialogues", () => {
  const dialogs = [
    said("a1", ["Hello there.", "Hi!"], { stopReason: "max_turns" }),
    said("b2", ["One", "two", "three four five"], {
      stopReason: "stop_signal",
      annotations: { rating: 4, scores: { Ann: { overall: 4 } }, labels: ["funny", "long"] },
    }),
    said("c3", ["Alone."], { annotations: { rating: 2, scores: { Bo: { overall: 2 } }, labels: ["funny"] } }),
    new Dialog({ id: "d4", turns: [] }),
  ];
  const list = (query: object = {}) => listDialogs(folder, querySchema.parse({ source: "", ...query }));
  const ids = async (query: object): Promise<unknown> => (await list(query)).rows.map(({ id }) => id);
  beforeEach(() => saveDialogs(dialogs, join(folder.root, "all.jsonl")));

  it.each([
    [{}, ["a1", "b2", "c3", "d4"]],
    [{ minTurns: 2 }, ["a1", "b2"]],
    [{ maxTurns: 2 }, ["a1", "c3", "d4"]],
    [{ minTurns: 1, maxTurns: 1 }, ["c3"]],
    [{ minRating: 2 }, ["b2", "c3"]],
    [{ minRating: 3 }, ["b2"]],
    [{ speaker: "Bo" }, ["a1", "b2"]],
    [{ speaker: "B" }, []],
    [{ stopReason: "max_turns" }, ["a1"]],
    [{ label: "funny" }, ["b2", "c3"]],
    [{ label: "long", minTurns: 4 }, []],
    [{ unratedBy: "Ann" }, ["a1", "c3", "d4"]],
    [{ text: "HELLO" }, ["a1"]],
    [{ text: "bo: two" }, ["b2"]],
    [{ text: "D4" }, ["d4"]],
    [{ text: "nowhere" }, []],
    [{ order: "most-turns" }, ["b2", "a1", "c3", "d4"]],
    [{ order: "fewest-turns" }, ["d4", "c3", "a1", "b2"]],
    [{ order: "most-words" }, ["b2", "a1", "c3", "d4"]],
    [{ order: "fewest-turns", offset: 1, limit: 2 }, ["c3", "a1"]],
    [{ offset: 1, limit: 2 }, ["b2", "c3"]],
    [{ minTurns: 1, offset: 1, limit: 1 }, ["b2"]],
  ])("asked for %o has %o", async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  it("counts what it found and all, and says who spoke, how they ended and what they are called", async () => {
    expect(await list({ minTurns: 2, limit: 1 })).toMatchObject({
      found: 2,
      total: 4,
      bad: { count: 0, first: null },
      notes: [],
      speakers: ["Ann", "Bo"],
      stopReasons: ["max_turns", "stop_signal"],
      labels: ["funny", "long"],
    });
    expect((await list({ limit: 1 })).rows).toMatchObject([
      {
        place: { file: "all.jsonl", at: 1 },
        id: "a1",
        speakers: ["Ann", "Bo"],
        turns: 2,
        words: 3,
        stopReason: "max_turns",
        first: "Hello there.",
        snippet: null,
      },
    ]);
    expect((await list({ text: "d4" })).rows).toMatchObject([{ first: "", words: 0, snippet: null }]);
  });

  it("shows the beginning of what is said first, and no more speakers than can be looked through", async () => {
    const many = Array.from({ length: 201 }, (_, at) => ({ speaker: `S${at}`, text: "x".repeat(200) }));
    await saveDialogs([new Dialog({ turns: many })], join(folder.root, "all.jsonl"));
    const { rows, speakers } = await list();
    expect(rows[0]?.first).toBe("x".repeat(160));
    expect(speakers).toHaveLength(200);
  });

  it.each([
    [0, 0, "", ""],
    [60, 60, "", ""],
    [61, 61, "…", "…"],
  ])("shows a text with %i letters before and %i after it", async (before, after, cutBefore, cutAfter) => {
    await saveDialogs(
      [said("s", ["Not here.", `${"x".repeat(before)}KEY${"y".repeat(after)}`, "key"])],
      join(folder.root, "all.jsonl"),
    );
    expect((await list({ text: "key" })).rows[0]?.snippet).toEqual({
      speaker: "Bo",
      before: cutBefore + "x".repeat(Math.min(before, 60)),
      match: "KEY",
      after: "y".repeat(Math.min(after, 60)) + cutAfter,
    });
  });

  it("passes over what is no dialogue, and says how often and what first", async () => {
    await write({
      "all.jsonl": `${line(said("a", ["Hi."]))}\n  \n{"no":"turns"}\n[1]\n${line(said("b", ["Hi."]))}`,
    });
    const { rows, bad } = await list();
    expect(rows.map(({ id, place }) => [id, place.at])).toEqual([
      ["a", 1],
      ["b", 6],
    ]);
    expect(bad).toEqual({ count: 2, first: expect.stringContaining("this is not a dialogue") as string });
    expect(bad.first).toMatch(/^all\.jsonl:4: /);
    expect(await Array.fromAsync(sourceDialogs(folder, ""), ({ id }) => id)).toEqual(["a", "b"]);
  });

  it("takes a JSON file for one dialogue, called by the file if it has no name, or for a list", async () => {
    await rm(join(folder.root, "all.jsonl"));
    await write({
      "in/Nameless.JSON": '{ "id": null, "turns": [] }',
      "in/list.json": `[${line(said("a", ["Hi."]))}, null, ${line(said("b", ["Hi."]))}]`,
      "in/broken.json": "{",
      "in/named.json": line(said("c", ["Hi."])),
    });
    const { rows, bad } = await list({ source: "in" });
    expect(rows.map(({ id, place }) => [id, place])).toEqual([
      ["a", { file: "in/list.json", at: 0 }],
      ["b", { file: "in/list.json", at: 2 }],
      ["c", { file: "in/named.json", at: 0 }],
      ["Nameless", { file: "in/Nameless.JSON", at: 0 }],
    ]);
    expect(bad.count).toBe(2);
    expect((await findDialog(folder, { file: "in/list.json", at: 2 })).id).toBe("b");
    await expect(findDialog(folder, { file: "in/list.json", at: 1 })).rejects.toMatchObject({
      code: "data_format",
    });
    await expect(findDialog(folder, { file: "in/list.json", at: 3 })).rejects.toMatchObject({
      code: "dialog_missing",
    });
  });
});

describe("the sources of a library", () => {
  it("are runs, the latest first, then folders with dialogues in them and files of many", async () => {
    const dialog = line(said("a", ["Hi."]));
    await write({
      "one.json": dialog,
      "two.jsonl": dialog,
      "10.ndjson": dialog,
      "9.ndjson": dialog,
      "old/manifest.json": "{}",
      "old/dialogues.jsonl": dialog,
      "old/failures.jsonl": "",
      "old/shards/0.jsonl": dialog,
      "new/manifest.json": "{}",
      "new/dialogues.jsonl": dialog,
      "sub/a/b/c/deep.json": dialog,
      "sub/a/b/c/d/deeper.json": dialog,
      "empty/notes.md": "Hello",
      "node_modules/x.json": dialog,
      "dist/x.json": dialog,
      "steering-directions/x.json": dialog,
      ".hidden/x.json": dialog,
      ".hidden.json": dialog,
      "spoken/audio.json": dialog,
      "spoken/audio.rttm": "",
    });
    await utimes(join(folder.root, "old/manifest.json"), 1000, 1000);
    await utimes(join(folder.root, "new/manifest.json"), 2000, 2000);
    expect(await librarySources(folder)).toEqual([
      { path: "new", kind: "run", files: 1 },
      { path: "old", kind: "run", files: 1 },
      { path: "", kind: "folder", files: 4 },
      { path: "9.ndjson", kind: "file", files: 1 },
      { path: "10.ndjson", kind: "file", files: 1 },
      { path: "two.jsonl", kind: "file", files: 1 },
      { path: "sub/a/b/c", kind: "folder", files: 1 },
    ]);
    expect(await sourceFiles(folder, "")).toEqual(["9.ndjson", "10.ndjson", "one.json", "two.jsonl"]);
    expect(await sourceFiles(folder, "new")).toEqual(["new/dialogues.jsonl"]);
    expect(await sourceFiles(folder, "sub/a/../a/b/c/deep.json")).toEqual(["sub/a/b/c/deep.json"]);
    expect(await sourceFiles(folder, "hf:owner/name")).toEqual(["hf:owner/name"]);
  });

  it("are the folder alone where there is nothing", async () => {
    expect(await librarySources(folder)).toEqual([{ path: "", kind: "folder", files: 0 }]);
  });
});

describe("a dialogue that is saved", () => {
  it.each([
    [said("d1", ["Hi.", "Hi."]), "ann-bo-d1.json"],
    [said(7, ["Hi."]), "ann-7.json"],
    [new Dialog({ id: "x", turns: [{ speaker: "Zoë O'Neill & Co.", text: "" }] }), "zoe-o-neill-co-x.json"],
    [new Dialog({ id: "x", turns: [{ speaker: "李", text: "" }] }), "x.json"],
    [new Dialog({ id: "x", turns: [] }), "x.json"],
    [
      new Dialog({
        id: "x",
        turns: ["Ann", "Bo", "Cy", "Di", "Eve"].map((speaker) => ({ speaker: speaker.repeat(20), text: "" })),
      }),
      /^(ann){8}-(bo){12}-(cy){12}-(di){12}-x\.json$/,
    ],
  ])("lies under a name of its speakers and its id", async (dialog, name) => {
    const path = await saveNewDialog(folder, dialog.toJSON());
    expect(path).toMatch(name);
    expect(await saveNewDialog(folder, dialog.toJSON())).toBe(path);
    expect((await loadDialog(join(folder.root, path))).toJSON()).toEqual(dialog.toJSON());
  });

  it("never takes the place of another one, however alike their ids are", async () => {
    const ids = [
      "interaction_ann_1",
      "interaction_ann_2",
      "李小龙",
      "李小",
      "a/b",
      "a_b",
      "..",
      "x y",
      "x\ty",
    ];
    const paths = new Set<string>();
    for (const id of ids) paths.add(await saveNewDialog(folder, said(id, ["Hi."]).toJSON()));
    expect(paths.size).toBe(ids.length);
    expect((await readdir(folder.root)).filter((name) => !name.startsWith("."))).toHaveLength(ids.length);
  });

  it("must be one", async () => {
    await expect(saveNewDialog(folder, { turns: [{ speaker: 1 }] })).rejects.toMatchObject({
      code: "data_format",
    });
  });
});

it("edits one turn of a dialogue, what was said in its events as well, and nothing else", () => {
  const event = (action: string, content: string) => ({
    agent: "Ann",
    action,
    actionLabel: null,
    content,
    timestamp: 1,
  });
  const before = said("a", ["One.", "Two.", "Three."], {
    notes: "Mine.",
    events: [event("utter", "One."), event("think", "Hm."), event("utter", "Two."), event("utter", "Three.")],
  });
  const after = editedDialog(before, 1, "2!").toJSON();
  const expected = before.toJSON();
  expect(after).toEqual({
    ...expected,
    turns: [expected.turns[0], { ...expected.turns[1], text: "2!" }, expected.turns[2]],
    events: expected.events?.map((each) => (each.content === "Two." ? { ...each, content: "2!" } : each)),
  });
  expect(editedDialog(said("a", ["One."]), 0, "1!").toJSON().events).toBeNull();
  for (const turn of [-1, 3])
    expect(() => editedDialog(before, turn, "x")).toThrow(`The dialogue has no turn ${turn + 1} to edit`);
});
