import { Agent } from "@sdialog/agents";
import type { Message, ModelMiddleware } from "@sdialog/llm";
import { describe, expect, it } from "vitest";
import { collectActivations } from "./collect-activations.ts";
import { contrast } from "./contrast.ts";
import { Inspector } from "./inspector.ts";
import { measure } from "./measure.ts";
import { exampleMessages, subjectModel } from "./subject.ts";
import { sweep } from "./sweep.ts";
import { watchedModel } from "./testing/watched-model.ts";

const user = (content: string): Message => ({ role: "user", content });
const system = (content: string): Message => ({ role: "system", content });
const site = "model.layers.1";

describe("exampleMessages", () => {
  const { model } = watchedModel();
  const agent = new Agent({ name: "Ann", model, systemPrompt: "Be Ann." });

  it.each([
    ["a model is asked what a user says", model, "Hi!", [user("Hi!")]],
    [
      "a model is given all messages",
      model,
      [system("Be kind."), user("Hi!")],
      [system("Be kind."), user("Hi!")],
    ],
    ["an agent has its prompt first", agent, "Hi!", [system("Be Ann."), user("Hi!")]],
    ["an agent has its prompt before messages", agent, [user("Hi!")], [system("Be Ann."), user("Hi!")]],
    [
      "an example has a prompt of its own",
      agent,
      [system("Be kind."), user("Hi!")],
      [system("Be kind."), user("Hi!")],
    ],
    ["an agent may have no prompt", new Agent({ model, systemPrompt: "" }), "Hi!", [user("Hi!")]],
  ] as const)("%s", (_what, subject, example, messages) => {
    expect(exampleMessages(subject, example)).toEqual(messages);
  });
});

it("takes an agent's model as the agent wraps it, and any other as it is", async () => {
  const { model } = watchedModel();
  const louder: ModelMiddleware = (inner) => ({
    ...inner,
    generate: async (request) => {
      const result = await inner.generate(request);
      return { ...result, text: result.text.toUpperCase() };
    },
  });
  const agent = new Agent({ name: "Ann", model }).with(louder);
  const says = async (subject: Parameters<typeof subjectModel>[0]): Promise<string> =>
    (await (await subjectModel(subject)).generate({ messages: [user("Hi!")] })).text;
  expect([await says(agent), await says(new Agent({ model })), await says(model)]).toEqual([
    "YES.",
    "Yes.",
    "Yes.",
  ]);
  expect((await measure(agent, { examples: ["Hi!"], metric: () => 1 })).replies).toEqual(["YES."]);
});

describe("collectActivations", () => {
  const capture = (data: readonly number[], more: object = {}) => ({
    request: 0,
    site,
    width: 2,
    positions: data.length === 0 ? [] : [1],
    data: Float32Array.from(data),
    ...more,
  });

  it("reads the mean at the last token of the prompt unless it is told otherwise, in the order of the examples", async () => {
    const { model, requests } = watchedModel(({ messages }) => ({
      captures: [capture([messages[0]?.content.length ?? 0, 1])],
    }));
    const { signal } = new AbortController();
    const options = { side: "input", token: "generated", maxTokens: 5, seed: 7, signal, site } as const;
    const read = await collectActivations(model, ["one", "longer", ""], { site });
    expect(read.map((each) => [...each])).toEqual([
      [3, 1],
      [6, 1],
      [0, 1],
    ]);
    await collectActivations(model, ["one"], options);
    const capturing = { site, side: "output", tokens: "last", reduce: "mean" };
    expect(requests[1]).toMatchObject({
      messages: [user("longer")],
      maxTokens: 1,
      seed: 0,
      backendOptions: { local: { capture: [capturing] } },
    });
    expect(requests.at(-1)).toMatchObject({
      maxTokens: 5,
      seed: 7,
      signal,
      backendOptions: { local: { capture: [{ ...capturing, side: "input", tokens: "generated" }] } },
    });
  });

  it.each([
    ["no site", [], "0 sites and 0 positions"],
    ["several sites", [capture([1, 2]), capture([1, 2])], "2 sites and 1 positions"],
    ["no token", [capture([])], "1 sites and 0 positions"],
  ])("refuses what stands for %s", async (_what, captures, counts) => {
    const { model } = watchedModel(() => ({ captures }));
    await expect(collectActivations(model, ["Hi!"], { site })).rejects.toThrow(
      `${site} with these tokens stands for ${counts}`,
    );
  });

  it("refuses attention weights", async () => {
    const { model } = watchedModel(() => ({ captures: [capture([1, 2], { heads: 2 })] }));
    await expect(collectActivations(model, ["Hi!"], { site })).rejects.toThrow("holds attention weights");
  });

  it("is what a contrast is the difference in means of, from the negative to the positive", async () => {
    const { model } = watchedModel(({ messages }) => ({
      captures: [capture((messages[0]?.content ?? "").split(" ").map(Number))],
    }));
    const sets = { positive: ["1 10", "3 20", "5 30"], negative: ["1 -1", "0 0"] };
    const direction = await contrast(model, { ...sets, site, side: "input" });
    expect([...direction.values]).toEqual([2.5, 20.5]);
    expect(direction.origin).toEqual({
      model: "local:two",
      site,
      side: "input",
      description: "difference in means of 3 and 2 examples",
    });
    await expect(contrast(model, { ...sets, negative: [], site })).rejects.toThrow(/examples in "negative"$/);
    await expect(contrast(model, { ...sets, positive: [], site })).rejects.toThrow(/examples in "positive"$/);
  });
});

describe("measure", () => {
  it.each([
    // Of 1, 2, 3 and 6, the variance is (4 + 1 + 0 + 9) / 3.
    ["numbers", [1, 2, 3, 6], 3, Math.sqrt(14 / 3 / 4)],
    ["yes and no", [true, false, true, true], 0.75, Math.sqrt(0.75 / 3 / 4)],
    ["a single reply", [7], 7, 0],
    ["promises", [Promise.resolve(1), Promise.resolve(3)], 2, 1],
  ])("gives the mean and the standard error of %s", async (_what, values, mean, error) => {
    const { model } = watchedModel(({ seed }) => ({ text: String(seed) }));
    const seeds = values.map((_, index) => index);
    const metric = (reply: string) => values[Number(reply)] as number;
    const measured = await measure(model, { examples: ["Hi!"], metric, seeds });
    expect(measured.mean).toBeCloseTo(mean, 12);
    expect(measured.error).toBeCloseTo(error, 12);
    expect(measured.replies).toEqual(seeds.map(String));
  });

  it("asks each example with each seed, 0 if there is none, and as it is told", async () => {
    const { model, requests } = watchedModel();
    const asked: unknown[] = [];
    const metric = (reply: string, messages: readonly Message[]) => asked.push([reply, messages[0]?.content]);
    await measure(model, { examples: ["a", "b"], metric });
    await measure(model, { examples: ["c", "d"], metric, seeds: [4, 5], maxTokens: 9, temperature: 0.5 });
    expect(requests.map(({ messages, seed }) => [messages[0]?.content, seed])).toEqual([
      ["a", 0],
      ["b", 0],
      ["c", 4],
      ["c", 5],
      ["d", 4],
      ["d", 5],
    ]);
    expect(requests[5]).toMatchObject({ maxTokens: 9, temperature: 0.5 });
    expect(asked.slice(0, 2)).toEqual([
      ["Yes.", "a"],
      ["Yes.", "b"],
    ]);
  });

  it("has inspectors steer in their order", async () => {
    const { model, asked } = watchedModel();
    const at = (where: string): Inspector => new Inspector({ target: where }).add([1, 0]);
    await measure(model, { examples: ["a"], metric: () => 1 }, [at("first"), at("second")]);
    expect(asked().steer.map((edit) => edit.site)).toEqual(["first", "second"]);
  });
});

describe("sweep", () => {
  it.each([undefined, "add", "ablate", "scale", "pin"] as const)(
    "with the operation %s, measures each site at each strength along its own direction",
    async (operation) => {
      const { model, requests } = watchedModel();
      const cells = await sweep(model, {
        examples: ["a"],
        metric: (reply) => reply.length,
        seeds: [3],
        sites: ["one", "two"],
        side: "input",
        strengths: [0, 2],
        tokens: "generated",
        direction: async (where) => (where === "one" ? [1, 0] : [0, 1]),
        ...(operation === undefined ? {} : { operation }),
      });
      expect(cells.map(({ site: where, strength, mean }) => [where, strength, mean])).toEqual([
        ["one", 0, 4],
        ["one", 2, 4],
        ["two", 0, 4],
        ["two", 2, 4],
      ]);
      const edit = (where: string, strength: number, direction: readonly number[]) => [
        {
          site: where,
          side: "input",
          tokens: "generated",
          operation: operation ?? "add",
          strength,
          direction: Float32Array.from(direction),
        },
      ];
      expect(requests.map(({ seed, backendOptions }) => [seed, backendOptions?.["local"]])).toMatchObject([
        [3, { steer: edit("one", 0, [1, 0]) }],
        [3, { steer: edit("one", 2, [1, 0]) }],
        [3, { steer: edit("two", 0, [0, 1]) }],
        [3, { steer: edit("two", 2, [0, 1]) }],
      ]);
    },
  );

  it("takes one direction for all sites", async () => {
    const { model, asked } = watchedModel();
    await sweep(model, {
      examples: ["a"],
      metric: () => 1,
      sites: ["one"],
      strengths: [1],
      direction: [3, 4],
    });
    expect(asked().steer).toMatchObject([
      { direction: Float32Array.of(3, 4), side: "output", tokens: "all" },
    ]);
  });
});
