import type { ChatResult } from "@sdialog/llm";
import type { CapturedActivations } from "@sdialog/local";
import { describe, expect, it } from "vitest";
import { activationHeatMap, type HeatMapOptions, sweepHeatMap } from "./heat-map.ts";
import { InspectedResponse } from "./inspected-response.ts";

const seen = (texts: readonly string[]) => texts.map((text, id) => ({ id, text }));
/** Two numbers at each of four positions: three times the position, and four times it. */
const captured = (site: string): CapturedActivations => {
  const positions = [0, 1, 2, 3];
  const data = Float32Array.from(positions.flatMap((position) => [3 * position, 4 * position]));
  return { request: 0, site, width: 2, positions, data };
};
const captures = [captured("model.layers.0"), captured("model.layers.1")];
const response = new InspectedResponse({
  request: { messages: [] },
  result: { text: "Yes." } as ChatResult,
  data: { prompt: seen(["One", "two", "!"]), reply: seen(["Yes", "."]), captures },
  captures,
  names: new Map(),
  edits: [],
});

/** What a picture tells those who cannot see it, of its marks, its title and its axes. */
const labels = (svg: string): string[] =>
  Array.from(svg.matchAll(/aria-label="([^"]*)"/g), ([, label = ""]) => label);
const marks = (svg: string): string[] => labels(svg).filter((label) => label.includes("value: "));

describe("activationHeatMap", () => {
  it.each<[string, HeatMapOptions, readonly (readonly [token: string, value: number])[], string]>([
    [
      "the lengths of a reply",
      {},
      [
        ["0000 Yes", 10],
        ["0001 .", 15],
      ],
      "Activations (length)",
    ],
    [
      "the prompt",
      { tokens: "prompt" },
      [
        ["0000 One", 0],
        ["0001 two", 5],
        ["0002 !", 10],
      ],
      "Activations (length)",
    ],
    // The last token of the prompt is where the first of the reply was chosen.
    [
      "both",
      { tokens: "all", title: "Ours" },
      [
        ["0000 One", 0],
        ["0001 two", 5],
        ["0002 Yes", 10],
        ["0003 .", 15],
      ],
      "Ours",
    ],
    [
      "the component along a direction",
      { direction: [0, -2] },
      [
        ["0000 Yes", -8],
        ["0001 .", -12],
      ],
      "Activations (component along the direction)",
    ],
  ])("draws %s at each site, the first at the bottom", async (_what, options, tokens, title) => {
    const svg = await activationHeatMap(response, options);
    const rows = captures.flatMap(({ site }) =>
      tokens.map(
        ([token, value]) => `token: ${token}; site: ${site}; value: ${String(value).replace("-", "−")}`,
      ),
    );
    expect(marks(svg)).toEqual(rows);
    expect(labels(svg)).toContain(`Title text '${title}'`);
    expect(labels(svg).find((label) => label.startsWith("Y-axis"))).toMatch(
      /titled 'site' .*: model\.layers\.1, model\.layers\.0$/,
    );
    // Tokens go without the numbers that keep those of the same text apart.
    for (const [token] of tokens) expect(svg).toContain(`>${token.slice(5)}</text>`);
  });

  it("puts 0 in the middle of the colours of a component, which may go either way", async () => {
    const legend = async (options: HeatMapOptions): Promise<string> =>
      labels(await activationHeatMap(response, options)).find((label) => label.includes("legend")) ?? "";
    expect(await legend({})).toMatch(/from 10(\.0)? to 15(\.0)?$/);
    expect(await legend({ direction: [3, 4] })).toMatch(/from 0 to 15$/);
  });
});

describe("sweepHeatMap", () => {
  it("draws the mean of each site at each strength, the first site on top", async () => {
    const cell = (site: string, strength: number, mean: number) => ({
      site,
      strength,
      mean,
      error: 0,
      replies: [],
    });
    const svg = await sweepHeatMap([
      cell("b", 0, 0.25),
      cell("b", 1.5, 0.5),
      cell("a", 0, 0.25),
      cell("a", 1.5, 1),
    ]);
    expect(marks(svg)).toEqual([
      "strength: 0; site: b; value: 0.25",
      "strength: 1.5; site: b; value: 0.5",
      "strength: 0; site: a; value: 0.25",
      "strength: 1.5; site: a; value: 1",
    ]);
    expect(labels(svg)).toContain("Title text 'Sweep'");
    expect(labels(svg)).toContainEqual(expect.stringMatching(/^Y-axis titled 'site' .*: b, a$/));
    expect(labels(svg)).toContainEqual(expect.stringMatching(/^X-axis titled 'strength' .*: 0, 1\.5$/));
  });
});
