import { Agent } from "@sdialog/agents";
import { type ChatChunk, type ChatModel, resolveModel } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { Direction } from "./direction.ts";
import { Inspector } from "./inspector.ts";

let model: ChatModel;
beforeAll(async () => {
  model = await resolveModel("local");
});

const request = {
  messages: [
    { role: "system", content: "Your name: Alice\nYour role: friendly barista" },
    { role: "user", content: "Hi! What do you have?" },
  ],
  seed: 3,
} as const;
const direction = new Direction(Array.from({ length: 256 }, (_, index) => Math.sin(index)));
const everyLayer = "model.layers.*";
const component = (inspector: Inspector, token: number): number =>
  direction.project(inspector.response(-1).token(token).activation());

describe("looking", () => {
  it("gives every token of a reply the activation that produced it", async () => {
    const inspector = new Inspector({ target: "model.layers.5", topK: 3, lens: 3 });
    const { text, logprobs } = await inspector.wrap(model).generate(request);
    const response = inspector.response(0);
    expect(response.text).toBe(text);
    expect(logprobs).toBeUndefined();
    expect(response.tokens.map(String).join("")).toBe(`${text}<|im_end|>`);
    for (const token of response.tokens) {
      expect(token.activation()).toHaveLength(256);
      // At the last layer, the logit lens sees what the model itself makes of the activation.
      expect(token.lens().map((each) => each.token)).toEqual(token.top.map((each) => each.token));
      expect(token.position).toBe(response.prompt.length - 1 + token.index);
    }
    expect(response.token(0).activation()).toEqual(response.promptToken(-1).activation());
  });

  it("reads by the lens later what it would have read at once, unless it is told to stop", async () => {
    const [now, later] = [
      new Inspector({ target: everyLayer, lens: 3 }),
      new Inspector({ target: everyLayer }),
    ];
    await later.wrap(now.wrap(model)).generate(request);
    const response = later.response(0);
    const tokens = [...response.prompt, ...response.tokens];
    const read = await response.readLens(tokens, { count: 3 });
    const atOnce = [...now.response(0).prompt, ...now.response(0).tokens].map((token) =>
      later.response(0).captures.map(({ site }) => token.lens(site)),
    );
    expect(read.length).toBeGreaterThan(30);
    // Rows are multiplied together with others than before.
    for (const [index, sites] of read.entries())
      for (const [at, likely] of sites.entries())
        for (const [place, { token, probability }] of likely.entries()) {
          expect(token).toBe(atOnce[index]?.[at]?.[place]?.token);
          expect(probability).toBeCloseTo(atOnce[index]?.[at]?.[place]?.probability ?? 0, 4);
        }
    const stop = new AbortController();
    const stopped = response.readLens(tokens, { count: 3, signal: stop.signal });
    stop.abort(new Error("looked elsewhere"));
    await expect(stopped).rejects.toThrow("looked elsewhere");
    const inside = new Inspector({ target: "model.layers.2.mlp.gate_proj" });
    await inside.wrap(model).generate({ ...request, maxTokens: 1 });
    await expect(inside.response(0).readLens(inside.response(0).tokens, { count: 1 })).rejects.toThrow(
      "the logit lens cannot read states 704 wide",
    );
  });

  it("keeps the whole vocabulary when it is asked to, and tells what it has seen", async () => {
    const inspector = new Inspector({ target: "model.layers.5", tokens: "last", topK: "all" }).add(
      direction,
      {
        strength: 0,
      },
    );
    const told = [...request.messages, { role: "system", content: "Be brief." } as const];
    await inspector.wrap(model).generate({ ...request, messages: told, maxTokens: 2 });
    const { top } = inspector.response(0).token(0);
    expect(top).toHaveLength(5000);
    expect(top.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 4);
    expect(top.every(({ probability }, index) => probability <= (top[index - 1]?.probability ?? 1))).toBe(
      true,
    );
    expect(inspector.findInstructions()).toMatchObject([
      { response: 0, role: "system", content: "Be brief." },
    ]);
    expect(inspector.recap().split("\n")).toEqual([
      "1 reply of 2 tokens",
      "captured: model.layers.5",
      "add at model.layers.5, strength 0, tokens all",
      "told before reply 0: Be brief.",
    ]);
    expect(() => new Inspector({ topK: -1 })).toThrow(/topK must be/);
  });

  it("binds tokens to their response and place, also in slices and between inspectors", async () => {
    const [first, second] = [new Inspector({ target: "layers.1" }), new Inspector({ target: "layers.4" })];
    await first.wrap(second.wrap(model)).generate(request);
    await first.wrap(second.wrap(model)).generate({ ...request, seed: 4 });
    const [a, b] = [first.response(0), second.response(0)];
    expect(a.tokens.slice(2, 4)[0]!.activation()).toEqual(a.token(2).activation());
    expect(a.token(2).activation()).not.toEqual(b.token(2).activation());
    expect(a.token(-1).index).toBe(a.length - 1);
    expect([...first.responses].map(String)).toEqual([a.text, first.response(1).text]);
  });

  it("takes one path, several, patterns and names of one's own", async () => {
    const targets = ["model.layers.2", ["model.layers.2", "model.layers.2.mlp"], "model.layers.*"] as const;
    const inspectors = targets.map((target) => new Inspector({ target, tokens: "last" }));
    const named = new Inspector({ target: { middle: "model.layers.2" }, tokens: "last", side: "output" });
    const wrapped = [...inspectors, named].reduce((inner, inspector) => inspector.wrap(inner), model);
    await wrapped.generate({ ...request, maxTokens: 1 });
    expect(inspectors.map((inspector) => inspector.response(0).captures.length)).toEqual([1, 2, 6]);
    const token = named.response(0).token(0);
    expect(token.activation("middle")).toEqual(
      inspectors[1]!.response(0).token(0).activation("model.layers.2"),
    );
    expect(() => inspectors[1]!.response(0).token(0).activation()).toThrow(/name one/);
    expect(() => token.activation("midle")).toThrow(/did you mean "middle"/);
  });

  it("sees what enters a module as what leaves the one before", async () => {
    const entering = new Inspector({ target: "model.layers.3", side: "input" });
    const leaving = new Inspector({ target: "model.layers.2" });
    await entering.wrap(leaving.wrap(model)).generate({ ...request, maxTokens: 3 });
    expect(entering.response(0).activations().data).toEqual(leaving.response(0).activations().data);
    const named = new Inspector({
      target: { mid: "layers.3.post_attention_layernorm" },
      side: "input",
      tokens: "last",
    });
    await named.wrap(model).generate({ ...request, maxTokens: 1 });
    const token = named.response(0).token(0);
    expect(token.activation("mid")).toEqual(token.activation("model.layers.3.post_attention_layernorm"));
    expect(token.activation("mid")).toEqual(token.activation("layers.3.post_attention_layernorm"));
  });

  it("tells how much each token was looked at, by all heads and by one", async () => {
    const target = { looks: "model.layers.2.attention_weights", state: "model.layers.2" };
    const inspector = new Inspector({ target });
    const { text } = await inspector.wrap(model).generate(request);
    expect(text).toBe((await model.generate(request)).text);
    const { tokens, prompt, captures } = inspector.response(0);
    const heads = captures.find(({ site }) => site === target.looks)?.heads ?? 0;
    expect(heads).toBeGreaterThan(1);
    for (const token of [prompt.at(3)!, ...tokens]) {
      const all = token.attention("looks");
      expect(all).toHaveLength(token.position + 1);
      expect(all.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 2);
      const each = Array.from({ length: heads }, (_, head) => token.attention("looks", head));
      for (const [at, weight] of all.entries())
        expect(each.reduce((sum, looks) => sum + looks[at]!, 0) / heads).toBeCloseTo(weight, 5);
    }
    const token = inspector.response(0).token(0);
    expect(() => token.attention("looks", heads)).toThrow(`There is no head ${heads}: there are ${heads}`);
    expect(() => token.attention("state")).toThrow("holds activations, not attention weights");
  });

  it("finds messages, and instructions among them, in the prompt", async () => {
    const inspector = new Inspector({ target: "model.layers.0", tokens: "prompt" });
    const instruction = "Offer a piece of cake.";
    const messages = [...request.messages, { role: "system", content: instruction } as const];
    await inspector.wrap(model).generate({ messages, maxTokens: 1 });
    const response = inspector.response(0);
    const [found, ...others] = response.instructions;
    expect(others).toEqual([]);
    expect(found).toMatchObject({ role: "system", turn: 2, content: instruction });
    const { from, to } = found!.tokens!;
    expect(response.prompt.slice(from, to).map(String).join("").trim()).toBe(instruction);
    const text = response.prompt.map(String).join("");
    expect(text.slice(found!.characters!.from, found!.characters!.to)).toBe(instruction);
    expect(response.promptToken(from).activation()).toHaveLength(256);
  });

  it("finds the first instruction of a speaker that has no system prompt, and takes no prompt for one", async () => {
    const rule = {
      label: "rule",
      persistent: false,
      begin: () => ({ instruct: () => "Offer cake." }),
      toJSON: () => ({}),
    };
    const firstTold = async (options: { readonly persona?: string }) => {
      const inspector = new Inspector({ target: "model.layers.0" });
      const speaker = { model: inspector.wrap(model), orchestrators: [rule], maxTokens: 2, ...options };
      await new Agent({ name: "Ann", ...speaker }).dialogWith(
        new Agent({ name: "Bob", model: scriptedModel(["Hi."]) }),
        {
          maxTurns: 1,
        },
      );
      expect(inspector.recap()).toContain("told before reply 0: Offer cake.");
      return inspector.findInstructions().map(({ content, turn }) => [content, turn]);
    };
    expect(await firstTold({})).toEqual([["Offer cake.", 0]]);
    expect(await firstTold({ persona: "A barista" })).toEqual([["Offer cake.", 1]]);
  });

  it("keeps only what is asked for, and lets go of it", async () => {
    const inspector = new Inspector({ target: "model.layers.0", tokens: "prompt", reduce: "mean", keep: 2 });
    const seen: unknown[] = [];
    for (const seed of [1, 2, 3]) {
      await inspector.wrap(model).generate({ ...request, seed, maxTokens: 1 });
      seen.push(inspector.response(-1));
    }
    expect(inspector.length).toBe(2);
    expect(inspector.response(0)).toBe(seen[1]);
    expect(inspector.response(1)).toBe(seen[2]);
    expect(inspector.response(0).activations().data).toHaveLength(256);
    expect(() => inspector.response(0).token(0).activation()).toThrow(/was not kept/);
    expect(inspector.clear().length).toBe(0);
    expect(() => inspector.response(0)).toThrow(/no response 0/);
  });

  it("works while a reply is streamed, and when nothing but candidates is asked for", async () => {
    const inspector = new Inspector({ topK: 2 });
    const chunks: ChatChunk[] = [];
    for await (const chunk of inspector.wrap(model).stream(request)) chunks.push(chunk);
    expect(chunks.at(-1)).toMatchObject({ type: "finish", result: { text: inspector.response(0).text } });
    const [best, next] = inspector.response(0).token(0).top;
    expect(best!.probability).toBeGreaterThanOrEqual(next!.probability);
    expect(() => inspector.response(0).promptToken(0).top).toThrow(/no candidates/);
  });

  it("needs a model that runs here", () => {
    expect(() => new Inspector().wrap(scriptedModel(["x"]))).toThrow(/cannot be inspected/);
  });
});

describe("steering", () => {
  const site = "model.layers.3";
  const watcher = (): Inspector => new Inspector({ target: site });

  it("acts from the next reply on when it is added after attaching", async () => {
    const inspector = watcher();
    const agent = new Agent({ name: "Bob", model: "local", systemPrompt: "Your name: Bob", seed: 1 }).with(
      inspector,
    );
    await agent.respond("Hi!");
    inspector.add(direction, { strength: 8 });
    agent.reset();
    await agent.respond("Hi!");
    const [before, after] = inspector.responses;
    expect(direction.project(after!.token(0).activation())).toBeGreaterThan(
      direction.project(before!.token(0).activation()) + 0.9 * 8 * direction.length,
    );
    expect(before!.edits).toEqual([]);
    expect(after!.edits).toHaveLength(1);
    expect(inspector.release().edits).toEqual([]);
  });

  it("adds up over inspectors on the same site, in the order they are attached", async () => {
    const [outer, inner] = [watcher().add(direction, { strength: 5 }), watcher().ablate(direction)];
    await outer.wrap(inner.wrap(model)).generate(request);
    expect(component(outer, 1)).toBeCloseTo(0, 3);
    await inner.wrap(outer.wrap(model)).generate(request);
    expect(component(outer, 1)).toBeCloseTo(5 * direction.length, 2);
    expect(inner.response(-1).token(1).activation()).toEqual(outer.response(-1).token(1).activation());
  });

  it("can pin, scale and choose tokens", async () => {
    const plain = watcher();
    await plain.wrap(model).generate({ ...request, maxTokens: 1 });
    const pinned = watcher().pin(direction, 7);
    await pinned.wrap(model).generate({ ...request, maxTokens: 1 });
    expect(component(pinned, 0)).toBeCloseTo(7, 3);
    const scaled = watcher().scale(direction, 3);
    await scaled.wrap(model).generate({ ...request, maxTokens: 1 });
    expect(component(scaled, 0)).toBeCloseTo(3 * component(plain, 0), 2);
    const late = watcher().add(direction, { strength: 5, tokens: { generated: { from: 1 } } });
    await late.wrap(model).generate({ ...request, maxTokens: 3 });
    expect(late.response(0).token(0).activation()).toEqual(plain.response(0).token(0).activation());
    expect(component(late, 1)).toBeGreaterThan(4 * direction.length);
  });

  it("says what it does, for the dialogue's metadata", () => {
    expect(watcher().add(direction, { strength: 2, tokens: "generated" }).describe()).toEqual([
      {
        site,
        side: "output",
        operation: "add",
        strength: 2,
        tokens: "generated",
        width: 256,
        norm: expect.closeTo(direction.length, 3),
      },
    ]);
  });

  it("is written into the dialogues it shaped", async () => {
    const agent = new Agent({ name: "Bob", model: "local", systemPrompt: "Your name: Bob" });
    const steered = agent.with(watcher().add(direction, { strength: 2 }));
    const dialog = await steered.dialogWith(agent.clone({ name: "Ann" }), { maxTurns: 2, seed: 1 });
    const { model: information } = JSON.parse(JSON.stringify(dialog)) as { readonly model: unknown };
    expect(JSON.stringify(information)).toContain(`"steering":[{"site":"${site}"`);
    expect(agent.with(watcher()).modelInfo).not.toHaveProperty("steering");
  });

  it("can do what a function says, across the thread, and tell its name", async () => {
    const seen = new Set<number>();
    const inspector = watcher().steer(
      function seven(x, { position, promptLength }) {
        seen.add(position - promptLength + 1);
        return x.map((value, index) => value + 7 * (direction.values[index] as number));
      },
      { tokens: "generated" },
    );
    await inspector.wrap(model).generate({ ...request, maxTokens: 3 });
    const added = watcher().add(direction, { strength: 7, tokens: "generated" });
    await added.wrap(model).generate({ ...request, maxTokens: 3 });
    expect([...seen]).toEqual([0, 1, 2]);
    expect(inspector.response(0).text).toBe(added.response(0).text);
    expect(component(inspector, 2)).toBeCloseTo(component(added, 2), 2);
    expect(inspector.describe()).toEqual([
      { site: "model.layers.3", side: "output", operation: "function", name: "seven", tokens: "generated" },
    ]);
    expect(inspector.recap()).toContain("function at model.layers.3, seven, tokens generated");
  });

  it("fails with what a function throws, and stops waiting for one that never answers", async () => {
    const thrown = new RangeError("not today");
    const failing = watcher().steer(() => {
      throw thrown;
    });
    await expect(failing.wrap(model).generate(request)).rejects.toBe(thrown);
    const stop = new AbortController();
    const waiting = watcher().steer(() => {
      stop.abort(new Error("enough"));
      return new Promise<never>(() => undefined);
    });
    await expect(waiting.wrap(model).generate({ ...request, signal: stop.signal })).rejects.toThrow("enough");
    expect((await model.generate({ ...request, maxTokens: 2 })).text).not.toBe("");
    expect(() => watcher().steer(1 as never)).toThrow("needs a function");
  });

  it("refuses a direction without a place or without a length", () => {
    expect(() => new Inspector().add(direction)).toThrow(/no site at which to add/);
    expect(() => watcher().add(new Float32Array(256))).toThrow(/not all 0/);
  });
});
