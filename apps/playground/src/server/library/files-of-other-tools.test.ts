import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evaluateSets } from "../evaluate/evaluate-sets.ts";
import { OpenedFolder } from "../opened-folder.ts";
import { annotateDialog } from "./annotate-dialog.ts";
import { findDialog } from "./find-dialog.ts";
import { listDialogs } from "./list-dialogs.ts";
import { librarySources } from "./source-files.ts";

const files: Readonly<Record<string, string>> = {
  "chat.txt":
    "[13/03/2024, 10:15:22] Ann: When do you close?\n[13/03/2024, 10:16:01] Bo: At noon.\n[13/03/2024, 10:17:00] Ann: Thanks\n",
  "sharegpt.json": JSON.stringify([
    {
      id: "s1",
      conversations: [
        { from: "human", value: "When do you close?" },
        { from: "gpt", value: "At noon." },
      ],
    },
  ]),
  "tickets.csv": 'ticket;author;body\n7;Ann;"When; today?"\n7;Bo;At noon.\n8;Cy;Hello\n',
  // Neither of these holds dialogues.
  "requirements.txt": "numpy==2.0\npandas\n",
  "recipe.yaml": "kind: dialogues\ncount: 3\n",
};

let folder: OpenedFolder;
beforeAll(async () => {
  folder = await OpenedFolder.open(await mkdtemp(join(tmpdir(), "sdialog-other-tools-")));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.root, name), text);
});
afterAll(() => rm(folder.root, { recursive: true, force: true }));

const all = { offset: 0, limit: 100, order: "place" } as const;

describe("files of other tools in the library", () => {
  it("are listed, and files that hold no dialogues are not", async () => {
    expect((await librarySources(folder)).map(({ path, files: count }) => [path, count])).toEqual([
      ["", 3],
      ["chat.txt", 1],
      ["tickets.csv", 1],
    ]);
  });

  it.each([
    ["chat.txt", ["When do you close?"], [3]],
    ["sharegpt.json", ["When do you close?"], [2]],
    ["tickets.csv", ["When; today?", "Hello"], [2, 1]],
  ])("%s is read, row by row and dialogue by dialogue", async (source, first, turns) => {
    const { rows, bad } = await listDialogs(folder, { source, ...all });
    expect(bad).toEqual({ count: 0, first: null });
    expect(rows.map((row) => row.first)).toEqual(first);
    expect(rows.map((row) => row.turns)).toEqual(turns);
    for (const { place, id } of rows) expect((await findDialog(folder, place)).id).toBe(id);
  });

  it("are never written into", async () => {
    const { rows } = await listDialogs(folder, { source: "chat.txt", ...all });
    const [{ place, id }] = rows as [(typeof rows)[number]];
    await expect(
      annotateDialog(folder, place, id, { rating: 1, scores: {}, labels: [], comment: "" }),
    ).rejects.toMatchObject({ code: "file_of_another_tool" });
  });

  it("say what is wrong with them by their names inside the folder", async () => {
    await writeFile(join(folder.root, "bad.csv"), "author,text\nAnn,Hi\nBo\n");
    const { bad, total } = await listDialogs(folder, { source: "bad.csv", ...all });
    expect(total).toBe(1);
    expect(bad).toMatchObject({ count: 1, first: expect.stringMatching(/^bad\.csv:3: /) as string });
  });

  it("a PersonaGym folder is one of interactions, each once, without its index and samples", async () => {
    const path = join(folder.root, "gym");
    await mkdir(path);
    const messages = [
      { role: "user", content: "When do you close?" },
      { role: "assistant", content: "At noon." },
    ];
    const ids = ["interaction_ann_1", "interaction_ann_2"];
    const lying: Readonly<Record<string, unknown>> = {
      ...Object.fromEntries(
        ids.map((id) => [
          `${id}.json`,
          { interaction_id: id, persona_id: "ann", persona_features: { age: 30 }, messages, num_turns: 1 },
        ]),
      ),
      "index.json": { interactions: ids.map((id) => ({ interaction_id: id })), count: 2 },
      "training_samples.jsonl": { sample_id: ids[0], messages },
      "preference_pairs.jsonl": { prompt: messages, chosen: messages, rejected: messages },
    };
    for (const [name, data] of Object.entries(lying))
      await writeFile(join(path, name), `${JSON.stringify(data)}\n`);
    expect((await librarySources(folder)).filter((source) => source.path.startsWith("gym"))).toEqual([
      { path: "gym", kind: "folder", files: 2 },
    ]);
    const { rows, bad, total } = await listDialogs(folder, { source: "gym", ...all });
    expect({ total, bad }).toEqual({ total: 2, bad: { count: 0, first: null } });
    expect(rows.map(({ id, turns }) => [id, turns])).toEqual(ids.map((id) => [id, 2]));
    for (const { place, id } of rows)
      expect((await findDialog(folder, place)).toJSON()).toMatchObject({
        id,
        personas: { user: { age: 30 } },
      });
  });

  it("can be compared", async () => {
    const sets = ["chat.txt", "tickets.csv"].map((source) => ({ name: source, source }));
    const request = { sets, metrics: ["turn-count"], reference: null, model: "", embedder: "", seed: 1 };
    const { datasets } = (await evaluateSets(folder, request, {})).toJSON();
    expect(datasets).toMatchObject([{ name: "chat.txt" }, { name: "tickets.csv" }]);
  });
});
