import { beforeAll, describe, expect, it } from "vitest";
import { bundledModel } from "../bundled-model.ts";
import type { HookData } from "../hooks/hook-data.ts";
import { hookRequest } from "../hooks/hook-request.ts";
import { readModelFolder } from "../model-files/read-model-folder.ts";
import { Engine, type EngineResult } from "./engine.ts";
import type { EngineRequest } from "./engine-request.ts";

let engine: Engine;
let alone: Engine;
beforeAll(async () => {
  const description = await readModelFolder("local:pocket", bundledModel.folder);
  engine = await Engine.load(description, { threads: 1, reproducible: true, batch: 8, cachedTokens: 8192 });
  alone = await Engine.load(description, { threads: 1, reproducible: true, batch: 1, cachedTokens: 0 });
});

const direction = Float32Array.from({ length: 256 }, (_, index) => Math.sin(index));

function request(local: unknown, changes: Partial<EngineRequest> = {}): EngineRequest {
  return {
    messages: [
      { role: "system", content: "Your name: Alice\nYour role: friendly barista" },
      { role: "user", content: "Hi! What do you have?" },
    ],
    seed: 3,
    ...changes,
    hooks: hookRequest(local),
  };
}

async function generate(
  by: Engine,
  asked: EngineRequest,
): Promise<EngineResult & { readonly hookData: HookData }> {
  const result = await by.generate(asked, undefined, () => false);
  return result as EngineResult & { readonly hookData: HookData };
}

describe("captured activations", () => {
  it("stand at the positions asked for, whatever was cached", async () => {
    const { hookData, usage } = await generate(
      engine,
      request({ capture: [{ site: "model.layers.2", tokens: "all" }] }, { session: "a" }),
    );
    const again = await generate(
      engine,
      request({ capture: [{ site: "model.layers.2", tokens: { prompt: { from: -3 } } }] }, { session: "a" }),
    );
    const [all, some] = [hookData.captures[0]!, again.hookData.captures[0]!];
    expect(all.positions).toEqual(
      Array.from({ length: usage.inputTokens + usage.outputTokens - 1 }, (_, i) => i),
    );
    expect(some.positions).toEqual([-3, -2, -1].map((back) => usage.inputTokens + back));
    expect(again.usage.cachedInputTokens).toBe(usage.inputTokens - 3);
    const start = (usage.inputTokens - 3) * all.width;
    for (const [index, value] of some.data.entries()) expect(value).toBeCloseTo(all.data[start + index]!, 3);
  });

  it("of a token are those that produced it", async () => {
    const { hookData, logprobs } = await generate(
      engine,
      request(
        { capture: [{ site: "model.layers.5", tokens: "generated", lens: 1 }] },
        { logprobs: { top: 1 } },
      ),
    );
    const lens = hookData.captures[0]!.lens!;
    expect(lens).toHaveLength(hookData.reply.length);
    // Reading the last layer directly is what the model itself does.
    expect(lens.map((row) => row![0]!.token)).toEqual(logprobs!.map(({ top }) => top[0]!.token));
    for (const [j, row] of lens.entries())
      expect(Math.log(row![0]!.probability)).toBeCloseTo(logprobs![j]!.top[0]!.logprob, 3);
  });

  it("are not read by the lens to the end when nobody waits for it any more", async () => {
    const asked = request({ capture: [{ site: "model.layers.*", lens: 1 }] }, { maxTokens: 3 });
    // Asked once before each token, and then by the lens.
    let times = 0;
    const stopping = (after: number) => () => ++times > after;
    await engine.generate(asked, undefined, stopping(Number.POSITIVE_INFINITY));
    const all = times;
    times = 0;
    expect(await engine.generate(asked, undefined, stopping(all - 2))).toBeUndefined();
    expect(times).toBe(all - 1);
    times = 0;
    const states = new Float32Array(200 * 256);
    expect(await engine.readLens({ states, width: 256, count: 1 }, stopping(2))).toBeUndefined();
    expect(times).toBe(3);
    expect(await engine.readLens({ states, width: 256, count: 1 }, () => false)).toHaveLength(200);
  });

  it("are read by the lens only where it was asked to", async () => {
    const capture = [
      { site: "model.layers.5", lens: 1 },
      { site: "model.layers.5", lens: 1, lensTokens: "generated" },
    ];
    const { hookData } = await generate(engine, request({ capture }));
    const [all, generated] = hookData.captures.map(({ lens }) => lens!);
    const first = hookData.prompt.length - 1;
    expect(generated).toEqual(all!.map((row, position) => (position < first ? undefined : row)));
    expect(all!.every((row) => row!.length === 1)).toBe(true);
  });

  it("can be reduced while they are collected", async () => {
    const capture = ["none", "mean", "last"].map((reduce) => ({
      site: "model.norm",
      tokens: "prompt",
      reduce,
    }));
    const { hookData } = await generate(engine, request({ capture }));
    const [none, mean, last] = hookData.captures.map(({ data }) => data) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const rows = none.length / 256;
    const expected =
      Array.from({ length: rows }, (_, row) => none[row * 256]!).reduce((a, b) => a + b, 0) / rows;
    expect(mean[0]).toBeCloseTo(expected, 4);
    expect(last).toEqual(none.slice(-256));
  });

  it("are not changed by being looked at, and change nothing", async () => {
    const plain = await generate(engine, request(undefined));
    const watched = await generate(engine, request({ capture: [{ site: "model.layers.*" }] }));
    expect(watched.text).toBe(plain.text);
    expect(watched.hookData.captures).toHaveLength(6);
    expect(watched.hookData.reply.map(({ text }) => text).join("")).toContain(plain.text);
  });
});

describe("steered replies", () => {
  const steer = (strength: number, tokens: unknown = "all"): unknown => ({
    steer: [{ site: "model.layers.3", operation: "add", direction, strength, tokens }],
  });

  it("are the same alone and together with replies that are steered otherwise or not at all", async () => {
    // Each steering in each session once.
    const requests = Array.from({ length: 12 }, (_, index) =>
      request(index % 3 === 0 ? undefined : steer(3 * (index % 3)), {
        seed: index,
        session: `s${index % 4}`,
        maxTokens: 16,
      }),
    );
    const expected: string[] = [];
    for (const each of requests) expected.push((await generate(alone, each)).text);
    const results = await Promise.all(requests.map((each) => generate(engine, each)));
    expect(results.map(({ text }) => text)).toEqual(expected);
  });

  it("never reuse what was computed under other steering", async () => {
    const session = "steering";
    const plain = await generate(engine, request(undefined, { session }));
    const steered = await generate(engine, request(steer(4), { session }));
    expect(steered.usage.cachedInputTokens).toBe(0);
    expect((await generate(engine, request(steer(4), { session }))).usage.cachedInputTokens).toBeGreaterThan(
      0,
    );
    expect((await generate(engine, request(undefined, { session }))).text).toBe(plain.text);
    // What is steered from the last prompt token on leaves the rest of the prompt as it was.
    const late = await generate(engine, request(steer(4, "generated"), { session }));
    expect(late.usage.cachedInputTokens).toBe(late.usage.inputTokens - 1);
  });

  it("can be steered at the last token of the prompt alone", async () => {
    const capture = [{ site: "model.layers.3", tokens: "all" }];
    const plain = await generate(engine, request({ capture }, { maxTokens: 1 }));
    const steered = await generate(
      engine,
      request({ capture, ...(steer(4, "last") as object) }, { maxTokens: 1 }),
    );
    const [before, after] = [plain, steered].map(({ hookData }) => hookData.captures[0]!.data) as [
      Float32Array,
      Float32Array,
    ];
    const last = before.length - 256;
    for (let index = 0; index < 256; index++) {
      expect(after[last + index]! - before[last + index]!).toBeCloseTo(4 * direction[index]!, 3);
    }
    expect(after.slice(0, last)).toEqual(before.slice(0, last));
  });

  it("follow the last edit made to a site", async () => {
    const ablated = await generate(
      engine,
      request({
        capture: [{ site: "model.layers.3", tokens: "prompt" }],
        steer: [
          { site: "model.layers.3", operation: "add", direction, strength: 4 },
          { site: "model.layers.3", operation: "ablate", direction },
        ],
      }),
    );
    const { data } = ablated.hookData.captures[0]!;
    for (let start = 0; start < data.length; start += 256) {
      const along = direction.reduce((sum, value, index) => sum + value * data[start + index]!, 0);
      expect(Math.abs(along)).toBeLessThan(1e-3);
    }
  });
});

describe("hooks that cannot be", () => {
  it("are refused with what was found", async () => {
    const wrong = request({ capture: [{ site: "model.layers.17" }] });
    await expect(generate(engine, wrong)).rejects.toMatchObject({ code: "model_invalid_request" });
    await expect(generate(engine, wrong)).rejects.toThrow(/no module model\.layers\.17/);
    const narrow = { site: "model.layers.1", operation: "add", direction: new Float32Array(7).fill(1) };
    await expect(generate(engine, request({ steer: [narrow] }))).rejects.toThrow(/256 wide.*7 numbers/);
    expect((await generate(engine, request({ capture: [{ site: "model.layers.1" }] }))).text).not.toBe("");
    expect(() => hookRequest({ capture: [{ sight: "x" }] })).toThrow(/backendOptions.local/);
  });
});

describe("functions that change activations", () => {
  const at = (site: string, more: object = {}) => ({ site, tokens: "all", ...more });
  const added = (strength: number) => (x: Float32Array) =>
    x.map((value, i) => value + strength * direction[i]!);
  const capture = [{ site: "model.layers.4", tokens: "all" }];
  const close = (one: HookData, other: HookData): void => {
    const [a, b] = [one.captures[0]!.data, other.captures[0]!.data];
    expect(a).toHaveLength(b.length);
    expect(Math.max(...a.map((value, i) => Math.abs(value - b[i]!)))).toBeLessThan(1e-2);
  };

  it("do what edits along directions do, one after another and among them, layer upon layer", async () => {
    const along = { operation: "add", direction, strength: 0.5 };
    const pinned = { operation: "pin", direction, strength: 2 };
    const where = [at("model.layers.1"), at("model.layers.3", { tokens: "generated" })];
    const [plain, byFunction] = await Promise.all([
      generate(
        engine,
        request({
          capture,
          steer: where.flatMap((place) => [
            { ...place, ...along },
            { ...place, ...pinned },
          ]),
        }),
      ),
      // The later layer first: what counts is where it is computed.
      generate(
        engine,
        request({
          capture,
          steer: where.toReversed().flatMap((place) => [
            { ...place, operation: "function", change: added(0.5) },
            { ...place, ...pinned },
          ]),
        }),
      ),
    ]);
    expect(byFunction.text).toBe(plain.text);
    close(byFunction.hookData, plain.hookData);
  });

  it("leave to directions the tokens of a site that they do not change", async () => {
    const along = { operation: "add", direction, strength: 0.5 };
    const [plain, byFunction] = await Promise.all(
      [along, { operation: "function", change: added(0.5) }].map((last) =>
        generate(
          engine,
          request({
            capture,
            steer: [
              { ...at("model.layers.3"), operation: "pin", direction, strength: 2 },
              { ...at("model.layers.3", { tokens: "last" }), ...last },
            ],
          }),
        ),
      ),
    );
    expect(byFunction!.text).toBe(plain!.text);
    close(byFunction!.hookData, plain!.hookData);
  });

  it("are given each selected token, with what was done before, and its place", async () => {
    const places: string[] = [];
    const { hookData, usage } = await generate(
      engine,
      request({
        capture,
        steer: [
          { ...at("model.layers.4"), operation: "scale", direction, strength: 0 },
          {
            ...at("model.layers.4", { tokens: "last" }),
            operation: "function",
            change: async (x: Float32Array, place: { position: number; promptLength: number }) => {
              const along = x.reduce((sum, value, i) => sum + value * direction[i]!, 0);
              places.push(`${place.position} of ${place.promptLength}: ${Math.abs(along) < 1e-2}`);
              return Array.from({ length: x.length }, () => 7);
            },
          },
        ],
      }),
    );
    const last = usage.inputTokens - 1;
    expect(new Set(places)).toEqual(new Set([`${last} of ${usage.inputTokens}: true`]));
    const { data, width } = hookData.captures[0]!;
    expect(Math.abs(data[last * width]! - 7)).toBeLessThan(1e-3);
    expect(Math.abs(data[(last - 1) * width]! - 7)).toBeGreaterThan(1e-3);
  });

  it("change nothing for whoever is answered at the same time, nor for the session's next reply", async () => {
    const plain = await generate(alone, request({}));
    const change = (x: Float32Array) => x.map(() => 0);
    const steer = [{ ...at("model.layers.2"), operation: "function", change }];
    const [beside, changed] = await Promise.all([
      generate(engine, request({ capture }, { session: "b" })),
      generate(engine, request({ steer }, { session: "c", maxTokens: 8 })),
    ]);
    expect(changed.text).not.toBe(plain.text);
    expect(beside.text).toBe(plain.text);
    expect((await generate(engine, request({ capture }, { session: "c" }))).text).toBe(plain.text);
  });

  it.each([
    ["nothing", () => undefined, "returned nothing"],
    ["a number", () => 1, "returned number"],
    ["bytes without a type", (x: Float32Array) => new DataView(x.buffer), "returned object"],
    ["too few", () => [1, 2], "returned 2 numbers"],
    ["what is no number", (x: Float32Array) => x.fill(Number.NaN), "are not"],
  ])("that return %s are refused, and nobody else is", async (_, change, said) => {
    const steer = [{ ...at("model.layers.2"), operation: "function", change }];
    const wrong = generate(engine, request({ steer }));
    await expect(wrong).rejects.toThrow(`returns 256 finite numbers; for position 0 of`);
    await expect(wrong).rejects.toThrow(said);
    expect((await generate(engine, request({}))).text).not.toBe("");
  });
});
