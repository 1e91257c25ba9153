import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { modelPool } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Interaction } from "../interactions/interaction.ts";
import { InteractionGenerator } from "../interactions/interaction-generator.ts";
import { queriesFrom } from "../interactions/query.ts";
import { InteractionStore } from "./interaction-store.ts";

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
const index = async () => JSON.parse(await readFile(path.join(folder, "index.json"), "utf8"));
const open = () => InteractionStore.open(folder, { clock });

describe("InteractionStore", () => {
  it("keeps a file per interaction and an index of them", async () => {
    const store = await open();
    const file = await store.save(interaction("interaction_a"));
    await store.save(interaction("interaction_a"));
    await store.close();
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual(interaction("interaction_a"));
    expect(await index()).toEqual({
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
    expect((await open()).known()).toEqual(store.known());
  });

  it.each([
    ["is missing", () => rm(path.join(folder, "index.json"))],
    ["is cut off", () => writeFile(path.join(folder, "index.json"), '{"interactions": [{')],
    ["is something else", () => writeFile(path.join(folder, "index.json"), "[]")],
    ["lists a file that is gone", () => rm(path.join(folder, "interaction_0.json"))],
  ])("is put right from the files when the index %s", async (_what, harm) => {
    const store = await open();
    for (const id of [0, 1, 2]) await store.save(interaction(`interaction_${id}`));
    await store.close();
    await harm();
    const again = await open();
    await again.close();
    const files = (await readdir(folder)).filter((name) => name.startsWith("interaction_"));
    expect(again.known().map(({ filepath }) => filepath)).toEqual(files.toSorted());
    expect(await index()).toMatchObject({ count: files.length });
  });

  it("finds what was saved after the index was last written", async () => {
    const store = await open();
    await store.save(interaction("interaction_a"));
    await store.writeIndex();
    await store.save(interaction("interaction_b"));
    expect((await index()).count).toBe(1);
    expect((await open()).size).toBe(2);
  });

  it("writes the index ever less often", async () => {
    const store = await open();
    let written = 0;
    const { writeIndex } = store;
    store.writeIndex = () => (written++, writeIndex.call(store));
    for (let id = 0; id < 300; id++) await store.save(interaction(`interaction_${id}`));
    expect(written).toBeGreaterThan(4);
    expect(written).toBeLessThan(20);
  });

  it("does not let an id lead out of the folder", async () => {
    const store = await open();
    const ids = ["../../outside", "a/b", ".hidden", "con*?"];
    for (const id of ids) await store.save(interaction(id));
    expect((await readdir(folder)).toSorted()).toHaveLength(4);
    expect(
      (await open())
        .known()
        .map((entry) => entry.interaction_id)
        .toSorted(),
    ).toEqual(ids.toSorted());
  });

  it("names a file that holds no interaction", async () => {
    await (await open()).save(interaction("interaction_a"));
    await writeFile(path.join(folder, "notes.json"), '{"note": 1}');
    await expect(open()).rejects.toThrow(/notes\.json: not an interaction/);
    await writeFile(path.join(folder, "notes.json"), '{"note": ');
    await expect(open()).rejects.toThrow(/notes\.json:1: the JSON is cut off/);
  });

  it("lets a run go on: personas at their quota and used queries are skipped", async () => {
    const user = scriptedModel(() => JSON.stringify({ satisfied: true, message: "More?" }));
    const pool = [
      { model: scriptedModel(() => "Yes.") },
      { model: scriptedModel(() => "No.", { id: "x:no" }) },
    ];
    const generator = new InteractionGenerator({
      user: { model: user },
      assistant: modelPool(pool),
      styleTransfer: "off",
      minTurns: 1,
    });
    const personas = [0, 1, 2].map((number) => ({ id: `p${number}`, features: { role: `r${number}` } }));
    const run = async (people: typeof personas, store: InteractionStore) => {
      const queries = queriesFrom(Array.from({ length: 12 }, (_, number) => `Question ${number}?`));
      const made: Interaction[] = [];
      const options = { personas: people, queries, perPersona: 3, seed: 5, store, clock };
      for await (const one of generator.generate(options)) made.push(one);
      await store.close();
      return made;
    };
    const first = await run(personas.slice(0, 2), await open());
    expect(first).toHaveLength(6);
    await rm(path.join(folder, "index.json"));
    const more = await run(personas, await open());
    expect(more.map(({ persona_id: id }) => id)).toEqual(["p2", "p2", "p2"]);
    const stored: Interaction[] = [];
    for await (const one of (await open()).load()) stored.push(one);
    expect(new Set(stored.map(({ original_query: query }) => query)).size).toBe(9);
  });
});
