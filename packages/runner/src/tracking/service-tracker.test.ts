import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { ServiceTracker, textsOf, type TrackingService } from "./service-tracker.ts";

it("a run whose file of known runs cannot be read is tracked as a new one", async () => {
  const made: string[] = [];
  const tracker = new ServiceTracker<string>(await temporaryFolder(), {
    // Longer than a name may be: neither there nor missing.
    file: "x".repeat(300),
    create: async ({ name }) => (made.push(name), name),
    find: async () => undefined,
    idOf: (run) => run,
    update: async () => undefined,
    params: async () => undefined,
    metrics: async () => undefined,
    results: async () => undefined,
  });
  const variant = {
    overrides: {},
    recipe: {},
    identity: "",
    count: 1,
    inputs: {},
    prompts: {},
    promptTexts: {},
  };
  const manifest = { name: "a", kind: "dialogues", environment: {}, variants: [variant] };
  // Which runs they are cannot be kept there either, and that is told.
  await expect(tracker.start(manifest as never)).rejects.toMatchObject({ code: "ENAMETOOLONG" });
  expect(made).toEqual(["a"]);
});

/** A service that writes down what it is told. */
function listening(gone: readonly string[] = []) {
  const told: unknown[][] = [];
  let made = 0;
  const service: TrackingService<string> = {
    file: "tracked.txt",
    create: async ({ name, tags, parent }) => {
      told.push(["create", name, tags, parent]);
      return `id${made++}`;
    },
    find: async (id) => (gone.includes(id) ? undefined : id),
    idOf: (run) => run,
    update: async (run, status) => void told.push(["update", run, status]),
    params: async (run, recipe) => void told.push(["params", run, recipe]),
    metrics: async (run, values, step) => void told.push(["metrics", run, values, step]),
    results: async (run, { figures }) => void told.push(["results", run, figures]),
  };
  return { service, told };
}
const variantOf = (overrides: object) => ({
  overrides,
  recipe: { seed: 1, ...overrides },
  identity: "x",
  count: 2,
});
const manifestOf = (...overrides: readonly object[]): never =>
  ({
    name: "night",
    kind: "dialogues",
    results: "dialogues.jsonl",
    dialogs: true,
    environment: { node: "v24", git: { changed: true } },
    variants: overrides.map(variantOf),
  }) as never;
const tags = { kind: "dialogues", node: "v24", "git.changed": "true" };

describe("ServiceTracker", () => {
  it("tracks a run as one, and a sweep as one with one below it for each variant", async () => {
    const [folder, swept] = [await temporaryFolder(), await temporaryFolder()];
    const one = listening();
    await new ServiceTracker(folder, one.service).start(manifestOf({}));
    expect(one.told).toEqual([
      ["create", "night", tags, undefined],
      ["params", "id0", { seed: 1 }],
      ["update", "id0", "RUNNING"],
    ]);
    expect(await readFile(join(folder, "tracked.txt"), "utf8")).toBe("id0\n");
    const many = listening();
    await new ServiceTracker(swept, many.service).start(manifestOf({ seed: 2 }, { "a.b": { c: 3 } }));
    expect(many.told).toEqual([
      ["create", "night", tags, undefined],
      ["create", "night seed=2", {}, "id0"],
      ["params", "id1", { seed: 2 }],
      ["create", "night a.b.c=3", {}, "id0"],
      ["params", "id2", { seed: 1, "a.b": { c: 3 } }],
      ...["id0", "id1", "id2"].map((id) => ["update", id, "RUNNING"]),
    ]);
    expect(await readFile(join(swept, "tracked.txt"), "utf8")).toBe("id0\nid1\nid2\n");
  });

  it.each([
    [[], false],
    [["id1"], true],
  ])("goes on as the same runs where none is gone of those (%j gone)", async (gone, isNew) => {
    const folder = await temporaryFolder();
    const sweep = manifestOf({ seed: 2 }, { seed: 3 });
    await new ServiceTracker(folder, listening().service).start(sweep);
    const again = listening(gone);
    await new ServiceTracker(folder, again.service).start(sweep);
    expect(again.told.some(([what]) => what === "create")).toBe(isNew);
    expect(again.told.filter(([what]) => what === "update")).toHaveLength(3);
  });

  it("tells figures that there are, by how many tasks have ended, and how the run ended", async () => {
    for (const [end, status] of [
      ["complete", "FINISHED"],
      ["budget", "KILLED"],
      [undefined, "FAILED"],
    ] as const) {
      const { service, told } = listening();
      const tracker = new ServiceTracker(await temporaryFolder(), service);
      await tracker.progress({ done: 1, failed: 0, tasksPerSecond: 1, tokensPerSecond: 1 } as never);
      expect(told).toEqual([]);
      await tracker.start(manifestOf({}));
      const speed = { tasksPerSecond: 0.5, tokensPerSecond: Number.NaN };
      await tracker.progress({ done: 3, failed: 1, ...speed } as never);
      expect(told.at(-1)).toEqual(["metrics", "id0", { done: 3, failed: 1, tasksPerSecond: 0.5 }, 4]);
      const run = { done: 4, failed: 1, pending: 0, usage: { calls: 9 }, usageByModel: {} };
      await tracker.finish(run as never, end as never);
      expect(told.at(-1)).toEqual(["update", "id0", status]);
      expect(told.filter(([what]) => what === "metrics").map(([, , , step]) => step)).toEqual([4, 5, 5]);
    }
  });
});

it("names nested values by their paths", () => {
  expect(textsOf({ a: { b: 1, c: [1, 2] }, d: "x", e: {} })).toEqual({
    "a.b": "1",
    "a.c": "[1,2]",
    d: "x",
    e: "{}",
  });
});
