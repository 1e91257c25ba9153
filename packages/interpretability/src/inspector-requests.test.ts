import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { thinkingTags } from "@sdialog/agents";
import {
  type ChatRequest,
  compose,
  type ModelMiddleware,
  readRecording,
  withCache,
  withRecording,
  withRetry,
} from "@sdialog/llm";
import type { CapturedActivations, Edit } from "@sdialog/local";
import { describe, expect, it } from "vitest";
import { Direction } from "./direction.ts";
import { type EditOptions, Inspector, type InspectorOptions } from "./inspector.ts";
import { watchedModel } from "./testing/watched-model.ts";

const request: ChatRequest = { messages: [{ role: "user", content: "Hi!" }] };
const along = [3, 4];
const site = "model.layers.1";
const watching = (options: InspectorOptions = {}): Inspector => new Inspector({ target: site, ...options });

describe("what an inspector asks of a model", () => {
  const defaults = { site, side: "output", tokens: "all", reduce: "none", lens: 0, lensTokens: "all" };

  it.each<[string, InspectorOptions, readonly object[]]>([
    ["nothing without a target", { target: undefined }, []],
    ["nothing when it shall not capture", { capture: false }, []],
    ["one path", {}, [defaults]],
    [
      "several",
      { target: ["a", "b"] },
      [
        { ...defaults, site: "a" },
        { ...defaults, site: "b" },
      ],
    ],
    ["names of one's own", { target: { first: "a", second: "b" } }, [{ site: "a" }, { site: "b" }]],
    [
      "all that it can be told",
      { side: "input", tokens: "last", reduce: "mean", lens: 4, lensTokens: "generated" },
      [{ site, side: "input", tokens: "last", reduce: "mean", lens: 4, lensTokens: "generated" }],
    ],
  ])("captures %s", async (_what, options, captures) => {
    const { model, asked } = watchedModel();
    await watching(options).wrap(model).generate(request);
    expect(asked().capture).toHaveLength(captures.length);
    expect(asked().capture).toMatchObject(captures);
  });

  it("comes after what is asked already, of which it keeps nothing, and leaves other backends' options alone", async () => {
    const { model, asked, requests } = watchedModel();
    const theirs = new Inspector({ target: ["a", "b"] }).add([1, 0]);
    const inspector = watching().ablate(along);
    const backendOptions = { openai: { user: "me" }, local: { threads: 1 } };
    await theirs.wrap(inspector.wrap(model)).generate({ ...request, backendOptions });
    expect(asked().capture.map((each) => each.site)).toEqual(["a", "b", site]);
    expect(asked().steer.map(({ operation }) => operation)).toEqual(["add", "add", "ablate"]);
    expect(requests[0]?.backendOptions).toMatchObject(backendOptions);
    const sites = ({ captures }: { readonly captures: readonly CapturedActivations[] }): string[] =>
      captures.map((each) => each.site);
    expect(sites(inspector.response(0))).toEqual([site]);
    expect(sites(theirs.response(0))).toEqual(["a", "b"]);
  });

  it.each<[InspectorOptions["topK"], ChatRequest["logprobs"], ChatRequest["logprobs"], boolean]>([
    [undefined, undefined, undefined, false],
    [0, undefined, undefined, false],
    [0, { top: 3 }, { top: 3 }, true],
    [5, undefined, { top: 5 }, false],
    [5, { top: 3 }, { top: 5 }, true],
    [5, { top: 9 }, { top: 9 }, true],
    ["all", { top: 9 }, { top: 2 ** 31 - 1 }, true],
  ])(
    "with topK %s and logprobs %o, asks for %o and keeps them from others: %s",
    async (topK, own, sent, given) => {
      const { model, requests } = watchedModel();
      const inspector = watching({ topK });
      const { logprobs } = await inspector.wrap(model).generate({ ...request, logprobs: own });
      expect(requests[0]?.logprobs).toEqual(sent);
      expect(logprobs !== undefined).toBe(given);
      if (sent === undefined) return;
      const { top } = inspector.response(0).token(0);
      expect(top.map(({ token }) => token)).toEqual(["Yes", "No"]);
      expect(top.map(({ probability }) => probability)).toEqual([expect.closeTo(0.75), expect.closeTo(0.25)]);
      expect(() => inspector.response(0).token(1).top).toThrow("There are no candidates for this token");
    },
  );

  it.each([-1, 1.5, Number.NaN, "some"])("refuses the topK %s", (topK) => {
    expect(() => new Inspector({ topK: topK as number })).toThrow(`or "all", not ${topK}`);
  });

  it("hands on a stream as it comes, and keeps its end", async () => {
    const { model, asked } = watchedModel();
    const inspector = watching({ topK: 2 });
    const chunks = await Array.fromAsync(inspector.wrap(model).stream(request));
    expect(chunks).toMatchObject([
      { type: "text", delta: "Yes." },
      { type: "finish", result: { text: "Yes.", logprobs: undefined } },
    ]);
    expect(asked().capture).toHaveLength(1);
    expect(inspector.responses.map(String)).toEqual(["Yes."]);
  });

  it("is the model in all else, which must be a local one", async () => {
    const { model } = watchedModel();
    const close = async () => undefined;
    const { id, capabilities, notice, close: closed } = watching().wrap({ ...model, close });
    expect(closed).toBe(close);
    expect({ id, capabilities, notice }).toEqual({
      id: "local:two",
      capabilities: model.capabilities,
      notice: "Two tokens.",
    });
    expect(() => watching().wrap({ ...model, id: "openai:local:two" })).toThrow(
      expect.objectContaining({ kind: "unsupported" }),
    );
  });

  it("keeps no reply of a model that tells nothing of what it computes", async () => {
    const { model } = watchedModel();
    const silent = { ...model, generate: async () => model.generate(request) };
    const inspector = watching();
    expect((await inspector.wrap(silent).generate(request)).text).toBe("Yes.");
    expect(inspector.length).toBe(0);
  });
});

describe("what an inspector changes", () => {
  const everywhere = { tokens: "generated", site: ["a", "b"], side: "input" } as const;
  const double = (x: Float32Array): Float32Array => x.map((value) => 2 * value);
  /** By operation: how it is made, with the strength that is written down for it. */
  const made: readonly [string, number, (inspector: Inspector, options?: EditOptions) => Inspector][] = [
    ["add", 1, (inspector, options) => inspector.add(along, options)],
    ["ablate", 1, (inspector, options) => inspector.ablate(along, options)],
    ["scale", 7, (inspector, options) => inspector.scale(along, 7, options)],
    ["pin", -2, (inspector, options) => inspector.pin(along, -2, options)],
  ];

  describe.each(made)("%s", (operation, strength, edit) => {
    it("acts at the target, on all tokens, unless it is told otherwise, along as many numbers as were given", () => {
      const numbers = { operation, strength, width: 2, norm: 5 };
      expect(edit(watching({ side: "input" })).describe()).toEqual([
        { site, side: "input", tokens: "all", ...numbers },
      ]);
      expect(edit(watching()).describe()).toEqual([{ site, side: "output", tokens: "all", ...numbers }]);
      expect(edit(watching(), everywhere).describe()).toEqual([
        { site: "a", side: "input", tokens: "generated", ...numbers },
        { site: "b", side: "input", tokens: "generated", ...numbers },
      ]);
      expect(edit(watching(), { site: "a" }).describe()).toMatchObject([{ site: "a" }]);
      expect(edit(new Inspector({ target: { mine: "a" } })).describe()).toMatchObject([{ site: "a" }]);
    });

    it("is what the model is told to do from then on", async () => {
      const { model, asked } = watchedModel();
      const inspector = watching();
      const wrapped = inspector.wrap(model);
      await wrapped.generate(request);
      expect(asked().steer).toEqual([]);
      edit(inspector);
      await wrapped.generate(request);
      const direction = Float32Array.from(along);
      expect(asked().steer).toEqual([
        { site, side: "output", tokens: "all", operation, strength, direction },
      ]);
      inspector.release();
      await wrapped.generate(request);
      expect(asked().steer).toEqual([]);
      expect(inspector.responses.map(({ edits }) => edits.length)).toEqual([0, 1, 0]);
    });

    it("knows its options, and needs a place", () => {
      expect(() => edit(watching(), { sites: "a" } as EditOptions)).toThrow(`Inspector.${operation}`);
      expect(() => edit(new Inspector())).toThrow(`There is no site at which to ${operation} a direction`);
      expect(() => edit(watching(), { site: [] })).toThrow("There is no site");
    });
  });

  it("takes strengths where there is no other number for them", () => {
    for (const edit of [made[0], made[1]])
      expect(edit?.[2](watching(), { strength: 0 }).describe()).toMatchObject([{ strength: 0 }]);
    for (const edit of [made[2], made[3]])
      expect(() => edit?.[2](watching(), { strength: 0 })).toThrow("strength");
    expect(() => watching().steer(double, { strength: 1 } as object)).toThrow("strength");
  });

  it("steers by functions, each place by its own edit, and tells their names", () => {
    const inspector = watching()
      .steer(double, everywhere)
      .steer((x) => x);
    expect(inspector.describe()).toEqual([
      { site: "a", side: "input", operation: "function", name: "double", tokens: "generated" },
      { site: "b", side: "input", operation: "function", name: "double", tokens: "generated" },
      { site, side: "output", operation: "function", name: "a function without a name", tokens: "all" },
    ]);
    expect(inspector.edits).toMatchObject([{ change: double }, { change: double }, {}]);
    expect(() => new Inspector().steer(double)).toThrow("There is no site at which to steer by a function");
  });

  it("shows its edits without letting them be changed", () => {
    const inspector = watching().add(new Direction(along));
    (inspector.edits as Edit[]).length = 0;
    expect(inspector.edits).toHaveLength(1);
  });
});

describe("what an inspector tells", () => {
  it.each<[string, Inspector, readonly string[]]>([
    ["without a target", new Inspector(), ["0 replies of 0 tokens", "captured: nothing"]],
    ["without capturing", watching({ capture: false }), ["0 replies of 0 tokens", "captured: nothing"]],
    [
      "of several sites and edits of each sort",
      new Inspector({ target: ["a", "b"] })
        .scale(along, 3, { site: "a", side: "input", tokens: { prompt: { from: 1 } } })
        .steer(Math.fround as never, { site: "b", tokens: "last" }),
      [
        "0 replies of 0 tokens",
        "captured: a, b",
        'scale at a (input), strength 3, tokens {"prompt":{"from":1}}',
        "function at b, fround, tokens last",
      ],
    ],
  ])("recaps %s", (_what, inspector, lines) => {
    expect(inspector.recap().split("\n")).toEqual(lines);
  });

  it("counts replies and their tokens, and tells the instructions of each", async () => {
    const { model } = watchedModel();
    const inspector = watching();
    const told = { role: "system", content: "Be\nbrief." } as const;
    await inspector.wrap(model).generate(request);
    await inspector.wrap(model).generate({ messages: [...request.messages, told] });
    expect(inspector.recap().split("\n")).toEqual([
      "2 replies of 4 tokens",
      `captured: ${site}`,
      "told before reply 1: Be brief.",
    ]);
    expect(inspector.findInstructions()).toEqual([{ ...told, turn: 1, response: 1 }]);
    expect(inspector.clear().recap()).toContain("0 replies");
  });
});

describe("answers that are remembered", () => {
  const seeded: ChatRequest = { ...request, seed: 1 };
  /** Tells how the model is steered, and what it is asked for the how manieth time. */
  const steered = () => {
    let calls = 0;
    return watchedModel(({ backendOptions }) => {
      const { steer = [] } = (backendOptions?.["local"] ?? {}) as { steer?: readonly Edit[] };
      const told = steer.map((edit) =>
        edit.operation === "function" ? "function" : `${edit.operation} ${edit.strength}`,
      );
      return { text: `${++calls}: ${told.join(", ")}` };
    }).model;
  };
  const edits: readonly (readonly [string, (inspector: Inspector) => Inspector])[] = [
    ["add", (inspector) => inspector.add(along)],
    ["a strength", (inspector) => inspector.release().add(along, { strength: 2 })],
    ["another direction", (inspector) => inspector.release().add([4, 3], { strength: 2 })],
    ["ablate", (inspector) => inspector.ablate(along)],
    ["another site", (inspector) => inspector.release().ablate(along, { site: "model.layers.2" })],
    [
      "other tokens",
      (inspector) => inspector.release().ablate(along, { site: "model.layers.2", tokens: "last" }),
    ],
  ];
  const folder = () => mkdtemp(join(tmpdir(), "remembered-"));
  const remembering: readonly (readonly [string, () => Promise<ModelMiddleware>])[] = [
    ["a cache", async () => withCache({ directory: await folder() })],
    [
      "a cache around other middleware",
      async () => compose(withCache({ directory: await folder() }), withRetry(), thinkingTags()),
    ],
  ];

  it.each(remembering)("in %s know every edit that the model had", async (_, made) => {
    const inspector = watching({ capture: false });
    const model = (await made())(inspector.wrap(steered()));
    const ask = async () => (await model.generate(seeded)).text;
    const answers = [await ask()];
    expect(await ask()).toBe(answers[0]);
    for (const [, edit] of edits) {
      edit(inspector);
      const answer = await ask();
      expect(answers).not.toContain(answer);
      expect(await ask()).toBe(answer);
      answers.push(answer);
    }
    inspector.release();
    expect(await ask()).toBe(answers[0]);
  });

  it.each(remembering)("in %s stand for no call that a function steers", async (_, made) => {
    const inspector = watching({ capture: false }).steer((values) => values);
    const model = (await made())(inspector.wrap(steered()));
    const first = await model.generate(seeded);
    expect((await model.generate(seeded)).text).not.toBe(first.text);
  });

  it("in a recording come back as they were given, edit by edit", async () => {
    const file = join(await folder(), "calls.jsonl");
    const inspector = watching({ capture: false });
    const model = withRecording(file)(inspector.wrap(steered()));
    const answers = [(await model.generate(seeded)).text];
    for (const [, edit] of edits) {
      edit(inspector);
      answers.push((await model.generate(seeded)).text);
    }
    const again = (await readRecording(file)).model();
    for (const answer of answers) expect((await again.generate(seeded)).text).toBe(answer);
    inspector.steer((values) => values);
    await expect(model.generate(seeded)).rejects.toThrow(/hangs on functions/);
  });
});
