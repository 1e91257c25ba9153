import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Interaction } from "../interactions/interaction.ts";
import { isInteractionFolder, readInteractions, writeInteractions } from "./interaction-folder.ts";

const clock = () => new Date("2026-02-06T12:00:00Z");
let folder: string;

beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), "sdialog-interactions-")), "run");
});
afterEach(() => rm(path.dirname(folder), { recursive: true }));

const interaction = (id: string, persona = "persona_001"): Interaction => ({
  interaction_id: id,
  persona_id: persona,
  persona_features: { role: "engineer" },
  original_query: "q",
  initial_query: "q",
  messages: [],
  num_turns: 3,
  metadata: { created_at: "2026-02-06T10:30:00Z", query_id: "query_001", stop_reason: "satisfied", place: 0 },
});
const read = () => Array.fromAsync(readInteractions(folder));

describe("a folder of interactions", () => {
  it("has a file for each and an index of them", async () => {
    const one = interaction("interaction_a");
    expect(await writeInteractions(folder, [one, one], { clock })).toEqual([
      "interaction_a.json",
      "index.json",
    ]);
    expect(await read()).toEqual([one]);
    expect(JSON.parse(await readFile(path.join(folder, "index.json"), "utf8"))).toEqual({
      interactions: [
        {
          interaction_id: "interaction_a",
          persona_id: "persona_001",
          filepath: "interaction_a.json",
          num_turns: 3,
          created_at: "2026-02-06T10:30:00Z",
          query_id: "query_001",
          place: 0,
          stop_reason: "satisfied",
        },
      ],
      count: 1,
      last_updated: "2026-02-06T12:00:00Z",
    });
  });

  it("lists files in the order of their names, and is known by its index", async () => {
    const ids = ["c", "a", "d", "b"];
    const names = await writeInteractions(
      folder,
      ids.map((id) => interaction(id)),
    );
    expect(names).toEqual(["a.json", "b.json", "c.json", "d.json", "index.json"]);
    const index = JSON.parse(await readFile(path.join(folder, "index.json"), "utf8")) as {
      interactions: { filepath: string }[];
    };
    expect(index.interactions.map(({ filepath }) => filepath)).toEqual(names.slice(0, -1));
    expect(await isInteractionFolder(folder)).toBe(true);
    for (const other of ["[]", "null", '{"interactions": []}', '{"count": 1}', "{", "7"]) {
      await writeFile(path.join(folder, "index.json"), other);
      expect(await isInteractionFolder(folder), other).toBe(false);
    }
    expect(await isInteractionFolder(path.join(folder, "none"))).toBe(false);
  });

  it("does not let an id lead out of the folder", async () => {
    const ids = ["../../outside", "a/b", ".hidden", "con*?"];
    await writeInteractions(
      folder,
      ids.map((id) => interaction(id)),
    );
    expect((await readdir(folder)).toSorted()).toHaveLength(5);
    expect((await read()).map(({ interaction_id: id }) => id).toSorted()).toEqual(ids.toSorted());
  });

  it("names a file that holds no interaction", async () => {
    await writeInteractions(folder, [interaction("interaction_a")]);
    await writeFile(path.join(folder, "notes.json"), '{"note": 1}');
    await expect(read()).rejects.toThrow(/notes\.json: not an interaction/);
    await writeFile(path.join(folder, "notes.json"), '{"note": ');
    await expect(read()).rejects.toThrow(/notes\.json:1: the JSON is cut off/);
    await expect(Array.fromAsync(readInteractions(path.join(folder, "none")))).rejects.toMatchObject({
      code: "file_not_found",
    });
  });
});
