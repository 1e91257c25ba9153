import type { ChatResult, Message } from "@sdialog/llm";
import type { CapturedActivations, LensRequest, ReadLens } from "@sdialog/local";
import { describe, expect, it } from "vitest";
import { InspectedResponse, type ResponseParts } from "./inspected-response.ts";
import { promptMessages } from "./prompt-messages.ts";

const seen = (texts: readonly string[]) => texts.map((text, index) => ({ id: 10 + index, text }));
/** Two numbers for each of the positions: the position, and 4. */
const captured = (site: string, positions = [0, 1, 2, 3]): CapturedActivations => ({
  request: 0,
  site,
  width: 2,
  positions,
  data: Float32Array.from(positions.flatMap((position) => [position, 4])),
});
/** A prompt of three tokens, and a reply of two. */
const responseOf = (captures: readonly CapturedActivations[], parts: Partial<ResponseParts> = {}) =>
  new InspectedResponse({
    request: { messages: [{ role: "user", content: "One two" }] },
    result: { text: "Yes." } as ChatResult,
    data: { prompt: seen(["One", " two", "\n"]), reply: seen(["Yes", "."]), captures },
    captures,
    names: new Map(),
    edits: [],
    ...parts,
  });

describe("InspectedResponse", () => {
  it("has the tokens of prompt and reply, from the first and from the last on", () => {
    const response = responseOf([captured("model.layers.1")]);
    expect(String(response)).toBe("Yes.");
    expect(response).toHaveLength(2);
    expect(response.prompt.map(({ id, text, index, position }) => [id, text, index, position])).toEqual([
      [10, "One", 0, 0],
      [11, " two", 1, 1],
      [12, "\n", 2, 2],
    ]);
    // A token of the reply was chosen at the place before its own.
    expect(response.tokens.map(({ id, text, index, position }) => [id, text, index, position])).toEqual([
      [10, "Yes", 0, 2],
      [11, ".", 1, 3],
    ]);
    expect([response.token(-2), response.promptToken(-1)].map(String)).toEqual(["Yes", "\n"]);
    expect([...response.token(1).activation()]).toEqual([3, 4]);
    expect(() => response.token(2)).toThrow("The reply has no token 2; it has 2");
    expect(() => response.promptToken(-4)).toThrow("The prompt has no token -4; it has 3");
  });

  it.each([
    ["the whole path", "model.layers.1"],
    ["the path without the model", "layers.1"],
    ["a name", "first"],
  ])("finds a site by %s, of outputs and of inputs", (_what, name) => {
    const names = new Map([["first", "layers.1"]]);
    for (const site of ["model.layers.1", "model.layers.1#input"]) {
      const capture = captured(site);
      const response = responseOf([captured("model.layers.0"), capture, captured("layers.11")], { names });
      expect(response.activations(name)).toBe(capture);
      expect(response.activations(site)).toBe(capture);
    }
  });

  it("says which sites there are when none is named, or one that is not among them", () => {
    const only = captured("model.layers.1");
    expect(responseOf([only]).activations()).toBe(only);
    const hinted = (hint: string) => expect.objectContaining({ hint }) as Error;
    expect(() => responseOf([]).activations()).toThrow("Nothing was captured");
    expect(() => responseOf([]).activations()).toThrow(hinted("Captured: none; set `target`."));
    expect(() => responseOf([]).activations("x")).toThrow('"x" was not captured');
    expect(() => responseOf([]).activations("x")).toThrow(hinted("Captured: nothing."));
    const several = responseOf([only, captured("model.norm")], { names: new Map([["last", "model.norm"]]) });
    expect(() => several.activations()).toThrow("Several sites were captured: name one");
    expect(() => several.activations()).toThrow(hinted("Captured: model.layers.1, model.norm."));
    expect(() => several.activations("lats")).toThrow(/^"lats" was not captured; did you mean "last"\?$/);
    expect(() => several.activations("embeddings")).toThrow(/^"embeddings" was not captured$/);
    expect(() => several.activations("embeddings")).toThrow(
      hinted("Captured: last, model.layers.1, model.norm."),
    );
  });

  it("has no activation and no lens of tokens that were not kept", () => {
    const kept = {
      ...captured("model.layers.1", [2, 3]),
      lens: [undefined, [{ token: "No", probability: 1 }]],
    };
    const response = responseOf([kept as CapturedActivations]);
    expect(() => response.promptToken(1).activation()).toThrow(
      'model.layers.1 was not kept for token 1 (" two")',
    );
    expect([...response.token(0).activation()]).toEqual([2, 4]);
    expect(response.token(1).lens()).toEqual([{ token: "No", probability: 1 }]);
    expect(() => response.token(0).lens()).toThrow("The logit lens was not captured");
    expect(() =>
      responseOf([captured("a")])
        .token(0)
        .lens(),
    ).toThrow("The logit lens was not captured");
    // One mean of all of them is nobody's.
    const mean = { ...captured("model.layers.1"), data: Float32Array.of(1.5, 4) };
    expect(() => responseOf([mean]).token(0).activation()).toThrow("was not kept for token 0");
  });

  it("has only states of equally wide sites read by the lens, token by token and site by site", async () => {
    const captures = [captured("model.layers.0"), captured("model.layers.1")];
    const asked: LensRequest[] = [];
    const readLens: ReadLens = async (request) => {
      asked.push(request);
      const rows = request.states.length / request.width;
      return Array.from({ length: rows }, (_, row) => [{ token: String(row), id: row, probability: 1 }]);
    };
    const data = { prompt: seen(["One", " two", "\n"]), reply: seen(["Yes", "."]), captures, readLens };
    const response = responseOf(captures, { data });
    const tokens = [response.token(1), response.promptToken(1)];
    const told = (await response.readLens(tokens, { count: 2 })).map((sites) =>
      sites.map(([first]) => first?.id),
    );
    expect(told).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(asked).toEqual([{ states: Float32Array.of(3, 4, 3, 4, 1, 4, 1, 4), width: 2, count: 2 }]);
    expect(await response.readLens(tokens, { count: 1, sites: ["layers.1"] })).toHaveLength(2);
    expect(asked[1]?.states).toHaveLength(4);
    expect(await response.readLens([], { count: 1 })).toEqual([]);
    expect(asked).toHaveLength(2);
    const wide = { ...captured("wide"), width: 4, data: new Float32Array(16) };
    const mixed = responseOf([...captures, wide], { data });
    await expect(mixed.readLens([mixed.token(0)], { count: 1 })).rejects.toThrow("equally wide");
    for (const count of [0, 1.5, Number.NaN])
      await expect(response.readLens(tokens, { count })).rejects.toThrow("count must be a whole number");
    const mute = responseOf(captures);
    await expect(mute.readLens([mute.token(0)], { count: 1 })).rejects.toThrow(
      "cannot read what was captured",
    );
    const few = responseOf([captured("model.layers.1", [3])], { data });
    await expect(few.readLens([few.token(0)], { count: 1 })).rejects.toThrow("was not kept for token 0");
  });

  it("knows how much each head looks where, and all of them together", () => {
    // At position 1, two heads: of the first token 1/4 and 1/2, of the second the rest, and nothing of those to come.
    const data = Float32Array.of(0.25, 0.5, 0.75, 0.5, 0, 0, 0, 0);
    const weights = { request: 0, site: "looks", width: 8, positions: [1], data, heads: 2 };
    const token = responseOf([weights]).promptToken(1);
    expect([...token.attention()]).toEqual([0.375, 0.625]);
    expect([...token.attention("looks", 0)]).toEqual([0.25, 0.75]);
    expect([...token.attention(undefined, 1)]).toEqual([0.5, 0.5]);
    for (const head of [-1, 2, 0.5])
      expect(() => token.attention("looks", head)).toThrow(
        `There is no head ${head}: there are 2, counted from 0`,
      );
  });
});

describe("promptMessages", () => {
  const prompt = responseOf([]).prompt;
  const find = (...contents: readonly string[]) =>
    promptMessages(
      contents.map((content): Message => ({ role: "user", content })),
      prompt,
    ).map(({ characters, tokens }) => [characters, tokens]);
  const span = (from: number, to: number) => ({ from, to });

  it.each<[string, readonly string[], readonly unknown[]]>([
    ["a token", ["One"], [[span(0, 3), span(0, 1)]]],
    ["what stands within one, without the blanks around it", ["  two "], [[span(4, 7), span(1, 2)]]],
    ["what several tokens share", ["e tw"], [[span(2, 6), span(0, 2)]]],
    [
      "the next of two that are the same",
      ["o", "o"],
      [
        [span(6, 7), span(1, 2)],
        [undefined, undefined],
      ],
    ],
    [
      "no message that was dropped, but those after it",
      ["Three", "two"],
      [
        [undefined, undefined],
        [span(4, 7), span(1, 2)],
      ],
    ],
    [
      "no message without words",
      ["", " \n"],
      [
        [undefined, undefined],
        [undefined, undefined],
      ],
    ],
  ])("finds %s", (_what, contents, places) => {
    expect(find(...contents)).toEqual(places);
  });
});
