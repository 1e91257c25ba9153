import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { exchangesOf, personOf, roleplayTexts } from "./roleplay-exchanges.ts";

const turns = (...speakers: readonly string[]) =>
  speakers.map((speaker, index) => ({ speaker, text: `${speaker} ${index}` }));

describe("exchangesOf", () => {
  it.each([
    [[], []],
    [["User"], []],
    [["User", "Bot"], [["User 0", "Bot 1"]]],
    [["Bot", "User", "Bot", "User"], [["User 1", "Bot 2"]]],
    [["User", "User", "Bot"], [["User 1", "Bot 2"]]],
    [
      ["User", "Bot", "Bot", "User", "Bot"],
      [
        ["User 0", "Bot 1"],
        ["User 3", "Bot 4"],
      ],
    ],
  ])("of %j are the messages that were answered", (speakers, expected) => {
    expect(exchangesOf({ turns: turns(...speakers) })).toEqual(
      expected.map(([asked, answer], turn) => ({ turn, model_inquirer: asked, model_responder: answer })),
    );
  });

  it("are none of a dialogue without turns", () => {
    expect(exchangesOf({})).toEqual([]);
  });
});

describe("personOf", () => {
  it.each([
    [{ User: { description: "a young cook", age: 20 } }, "a young cook"],
    [
      { User: { age: 20, native: true, goal: "x", orchestrators: [], _metadata: { id: 1 } } },
      "age: 20, native: true",
    ],
    [{ Bot: { age: 20 } }, ""],
    [{ User: "a cook" }, ""],
    [["User"], ""],
    [undefined, ""],
  ])("of %j is %j", (personas, person) => {
    expect(personOf({ personas })).toBe(person);
  });
});

it("tracks what both said under the hash of the person", () => {
  const dialog = { id: 7, personas: { User: { description: "a cook" } }, turns: turns("User", "Bot") };
  const hash = createHash("md5").update("a cook").digest("hex");
  const context = { sample_id: "7", turn: 0, persona_hash: hash };
  expect(roleplayTexts([dialog, { ...dialog, turns: [] }])).toEqual({
    personas: { [hash]: "a cook" },
    texts: [
      { name: "inquirer_output_extract", context, text: "User 0" },
      { name: "responder_output", context, text: "Bot 1" },
    ],
  });
});
