import {
  createByName,
  type Facts,
  type InstructionResult,
  lookUp,
  type Orchestrator,
  Random,
  registered,
  type Turn,
} from "@sdialog/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import "./built-in-policies.ts";

const own = registered("policy").filter(({ from }) => from === "@sdialog/agents");
const facts: Facts = { "order number": "A-4711-X", "postal code": "20095" };

function told(result: InstructionResult): { text?: string | undefined; end?: boolean | undefined } {
  return typeof result === "string" ? { text: result } : (result ?? {});
}

/** What a policy tells the user before the message that follows `said`, the user's own messages first. */
async function instruct(policy: Orchestrator, said: readonly string[], seed = 1, known = facts) {
  const turns: Turn[] = said.map((text, index) => ({ speaker: index % 2 === 0 ? "User" : "Bot", text }));
  const session = policy.begin({ agent: "User", past: [], facts: known, random: new Random(seed) });
  const results: ReturnType<typeof told>[] = [];
  for (let at = 0; at <= turns.length; at += 2) {
    const result = await session.instruct?.({
      agent: "User",
      turns: turns.slice(0, at),
      utterance: turns[at - 1]?.text ?? "",
      random: new Random(seed).fork(at),
      lookahead: () => Promise.resolve(""),
    });
    results.push(told(result));
  }
  return results;
}

const typed = (name: string, options: object, text: string, seed: number, index = 2) =>
  createByName("policy", name, options).noise?.apply(text, {
    speaker: "User",
    index,
    random: new Random(seed),
  }).text;

describe("every policy", () => {
  it("is there by name", () => {
    expect(own.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["disclosure", "impatience", "casual-spelling", "change-of-mind"]),
    );
    expect(own.length).toBeGreaterThanOrEqual(16);
    expect(lookUp("policy", "terseness").name).toBe("message-length");
  });

  it.each(own.map(({ name }) => name))(
    "%s comes back from its JSON, and behaves alike under a seed",
    async (name) => {
      const policy = createByName("policy", name);
      const { args, ...json } = policy.toJSON() as { name: string; args: object };
      expect(json.name).toBe(name);
      const again = createByName("policy", name, JSON.parse(JSON.stringify(args)));
      expect(again.toJSON()).toEqual(policy.toJSON());
      const said = [
        "I want my money back",
        "Which order? And why?",
        "the chair",
        "I did not understand that.",
      ];
      for (const seed of [1, 2, 3]) {
        expect(await instruct(again, said, seed)).toEqual(await instruct(policy, said, seed));
        const text = "I don't want the chair, because it is broken. Please send it back.";
        expect(typed(name, args, text, seed)).toBe(typed(name, {}, text, seed));
      }
    },
  );

  it.each(own.map(({ name }) => name))("%s refuses options it does not have", (name) => {
    expect(() => createByName("policy", name, { noSuchOption: 1 })).toThrow("noSuchOption");
  });
});

describe("what is typed carelessly", () => {
  it.each(["casual-spelling", "bursts"])("keeps numbers, codes and addresses: %s", (name) => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom("A-4711-X", "20095", "ana.B@example.org", "Please", "you", "don't", "want", "it."),
          {
            minLength: 1,
          },
        ),
        fc.integer(),
        (words, seed) => {
          const kept = (text: string | undefined) => text?.match(/\S*[\d@]\S*/gu) ?? [];
          const text = words.join(" ");
          const share = name === "bursts" ? { share: 1 } : { lowercase: 1, shortForms: 1, slips: 1 };
          expect(kept(typed(name, share, text, seed))).toEqual(kept(text));
        },
      ),
      { numRuns: 50 },
    );
  });

  it("is what people type", () => {
    const sure = { lowercase: 1, punctuation: 1, apostrophes: 1, shortForms: 1, slips: 0 };
    expect(typed("casual-spelling", sure, "Please tell Ana I don't want A-4711-X.", 1)).toBe(
      "pls tell ana i dont want A-4711-X",
    );
    expect(typed("bursts", { share: 1 }, "Hi. My chair is broken, and I want a new one. Now!", 1)).toBe(
      "Hi.\nMy chair is broken\nand I want a new one.\nNow!",
    );
    expect(typed("incomplete-messages", { share: 1 }, "I would like to have a new chair soon", 1)).toMatch(
      /^I would like to(?: have)?(?: a)?(?: new)?$/,
    );
    expect(typed("incomplete-messages", { share: 1 }, "A new chair", 1)).toBe("A new chair");
    expect(
      typed("message-length", { words: 3, spread: 0, cut: true }, "A new chair. It is red. Yes.", 1),
    ).toBe("A new chair.");
  });
});

describe("disclosure", () => {
  const policy = () => createByName("policy", "disclosure");

  it("tells what it was asked for, one fact at a time, and nothing else", async () => {
    const said = [
      "I want my money back",
      "Of course. What is your order number, and your postal code?",
      "A-4711-X",
      "Thank you. And the postal code?",
      "20095",
      "Done.",
    ];
    const [opening, first, second, last] = await instruct(policy(), said);
    expect(opening?.text).toContain("without any of the details");
    expect(first?.text).toContain("order number (A-4711-X)");
    expect(first?.text).not.toContain("20095");
    expect(second?.text).toContain("postal code (20095)");
    expect(second?.text).not.toContain("A-4711-X");
    expect(last?.text).toContain("Tell nothing more");
  });

  it("leaves to whoever is asked whether a fact is meant that is called something else", async () => {
    const known: Facts = { "place of purchase": "York", colour: "red" };
    const [, next] = await instruct(policy(), ["Hi", "Where did you buy it?"], 1, known);
    expect(next?.text).toMatch(
      /^If one of these answers what you were just asked, .*: place of purchase \(York\)\. Otherwise: Tell nothing more/,
    );
    expect(next?.text).not.toContain("red");
  });

  it("tells one thing when it is asked for anything", async () => {
    const [, next] = await instruct(policy(), ["Hi", "Can you give me more details?"]);
    expect(next?.text).toContain("order number (A-4711-X)");
    expect(next?.text).not.toContain("20095");
  });

  it("may open with so many facts", async () => {
    const [opening] = await instruct(createByName("policy", "disclosure", { opening: 1 }), []);
    expect(opening?.text).toContain("A-4711-X");
    expect(opening?.text).not.toContain("20095");
  });
});

describe("impatience", () => {
  it.each([
    ["empty", ["", " ", "…"]],
    [
      "not understood",
      ["Sorry, I didn't understand.", "I cannot help with that.", "Das habe ich nicht verstanden."],
    ],
    [
      "repeated",
      [
        "Please hold the line, we are here.",
        "Please hold the line, we are here!",
        "please hold the line we are here",
      ],
    ],
  ])("grows with answers of no use (%s), and leaves", async (kind, answers) => {
    const said = answers.flatMap((answer) => ["Where is my chair?", answer]);
    const results = await instruct(
      createByName("policy", "impatience", { patience: kind === "repeated" ? 2 : 3 }),
      said,
    );
    expect(results[0]).toEqual({});
    expect(results.at(-1)).toMatchObject({ end: true });
    expect(results.slice(0, -1).every(({ end }) => end === undefined)).toBe(true);
  });

  it("grows with every answer that does not help, and ends in anger where it does not leave", async () => {
    const policy = createByName("policy", "impatience", { patience: 3, leaves: false });
    const results = await instruct(policy, ["Hi", "", "Hello?", "", "So?", "", "And?"].slice(0, 6));
    expect(results.map(({ text }) => text)).toEqual([
      undefined,
      expect.stringContaining("a little annoyed"),
      expect.stringContaining("shorter than before"),
      expect.stringContaining("You are angry"),
    ]);
    expect(results.every(({ end }) => end === undefined)).toBe(true);
  });

  it("is annoyed when it is asked for what it said, and stays calm when it is answered", async () => {
    const policy = createByName("policy", "impatience");
    const again = ["It is A-4711-X", "What is your order number?"];
    expect((await instruct(policy, again))[1]?.text).toContain("a little annoyed");
    expect((await instruct(policy, ["Where is it?", "It is at the door."]))[1]).toEqual({});
  });
});

describe("ways off the path", () => {
  const said = ["a", "b", "c", "d", "e", "f"];

  it("happen so many times at most, and never in the first message", async () => {
    for (const name of ["digression", "unavailable-request", "change-of-mind"]) {
      const results = await instruct(createByName("policy", name, { share: 1, maxTimes: 1 }), said);
      expect(results[0]).toEqual({});
      expect(results[1]?.text).toBeDefined();
      expect(results[2]?.text ?? "").toBe(
        name === "change-of-mind" ? "You have thought again: you want what you wanted at first. Say so." : "",
      );
      expect(results[3]).toEqual({});
    }
  });

  it("answers one of several questions", async () => {
    const policy = createByName("policy", "selective-attention", { share: 1 });
    const [, result] = await instruct(policy, ["Hi", "What is your name? And your order?"]);
    expect(result?.text).toMatch(/: (?:What is your name|And your order)\?$/);
    expect((await instruct(policy, ["Hi", "What is your name?"]))[1]).toEqual({});
  });
});

describe("shares", () => {
  it("are about what they say", async () => {
    let polite = 0;
    for (let seed = 0; seed < 400; seed++) {
      const [first] = await instruct(createByName("policy", "politeness", { share: 0.25 }), [], seed);
      if (first?.text?.startsWith("Say please")) polite++;
    }
    expect(polite / 400).toBeCloseTo(0.25, 1);
  });

  it("of time end the conversation with the last message there is time for", async () => {
    const policy = createByName("policy", "limited-time", { messages: 2, spread: 0 });
    expect(await instruct(policy, ["a", "b"])).toEqual([{}, expect.objectContaining({ end: true })]);
    const staying = createByName("policy", "limited-time", { messages: 2, spread: 0, stays: true });
    expect((await instruct(staying, ["a", "b"])).map(({ end }) => end)).toEqual([false, true]);
  });
});
