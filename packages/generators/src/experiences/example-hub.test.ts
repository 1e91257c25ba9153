import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { exampleHub, type DrawPolicy, type ExampleHubOptions } from "./example-hub.ts";
import type { Experience } from "./experience.ts";
import { seedExperience } from "./seed-experience.ts";

const subjects = ["orchard harvest", "sailing regatta", "broken elevator", "village theatre", "chess club"];
const about = (subject: string): Experience => ({
  ...seedExperience,
  personas: seedExperience.personas.map(({ name, ...person }) => ({
    ...person,
    name: `${name} (${subject})`,
  })),
  situation: `The ${subject}.`,
  topic: subject,
  conversation_starter: `And the ${subject}?`,
});
const examples = subjects.map(about);
/** The topics of what is drawn under a hundred seeds. */
function drawn(draw: DrawPolicy, options: ExampleHubOptions = {}): Set<string> {
  const hub = exampleHub({ draw, examples, ...options });
  return new Set(Array.from({ length: 100 }, (_, seed) => hub.draw(new Random(seed)).experience.topic));
}
const topics = (some: readonly Experience[]): Set<string> => new Set(some.map(({ topic }) => topic));

describe("ExampleHub", () => {
  it.each<[DrawPolicy, ExampleHubOptions, readonly Experience[]]>([
    ["fixed", {}, examples.slice(0, 1)],
    ["uniform", {}, examples],
    ["recent", { recent: 2 }, examples.slice(-2)],
    ["recent", {}, examples],
    ["least-used", {}, examples],
  ])("draws by the policy %s %j", (draw, options, expected) => {
    expect(drawn(draw, options)).toEqual(topics(expected));
  });

  it("counts uses, and shows all as often when the least used is next", () => {
    const hub = exampleHub({ draw: "least-used", examples });
    for (let seed = 0; seed < 10; seed++) hub.draw(new Random(seed));
    expect(hub.examples.map(({ uses }) => uses)).toEqual([2, 2, 2, 2, 2]);
  });

  it("names what the latest examples have taken", () => {
    const { names, topics: taken } = exampleHub({ examples, recent: 2 }).taken;
    expect(taken).toEqual(subjects.slice(-2));
    expect(names).toHaveLength(2 * seedExperience.personas.length);
    expect(exampleHub({ examples: [examples[0]!, examples[0]!] }).taken.topics).toHaveLength(1);
  });

  it("grows unless it is fixed, whose refusals are kept", () => {
    const [first, second] = examples as [Experience, Experience];
    for (const [draw, grows] of [
      ["uniform", true],
      ["fixed", false],
    ] as const) {
      const hub = exampleHub({ draw, examples: [first] });
      expect(hub.grows).toBe(grows);
      expect(hub.add(second, "x")).toBe(grows ? undefined : "the hub is fixed");
      expect([hub.size, hub.rejected.length]).toEqual(grows ? [2, 0] : [1, 1]);
    }
    expect(exampleHub({ examples: [first] }).examples[0]?.parent).toBeNull();
  });

  it("is copied with its uses, and the copy grows by itself", () => {
    const hub = exampleHub({ examples: examples.slice(0, 2), draw: "least-used" });
    const first = hub.draw(new Random(1));
    const copy = hub.copy();
    expect(copy.toJSON()).toEqual(hub.toJSON());
    expect(copy.draw(new Random(1)).id).not.toBe(first.id);
    copy.add(examples[4]!, "x");
    expect([copy.size, hub.size]).toEqual([3, 2]);
    expect(hub.examples.map(({ uses }) => uses).toSorted()).toEqual([0, 1]);
  });

  it("drops the oldest but the first, or the only one where there is room for one", () => {
    for (const [limit, kept] of [
      [3, [0, 3, 4]],
      [1, [4]],
    ] as const) {
      const hub = exampleHub({ limit, examples: examples.slice(0, 1) });
      for (const example of examples.slice(1)) hub.add(example, "x");
      expect(hub.examples.map(({ experience }) => experience.topic)).toEqual(
        kept.map((index) => examples[index]?.topic),
      );
    }
  });

  it.each<[ExampleHubOptions, string]>([
    [{ limit: 0 }, "limit and recent must be at least 1"],
    [{ recent: 0 }, "limit and recent must be at least 1"],
    [{ duplicate: 0 }, "duplicate more than 0"],
    [{ duplicate: 1.1 }, "at most 1"],
    [{ examples: [] }, "at least one example"],
  ])("refuses %j", (options, message) => {
    expect(() => exampleHub(options)).toThrow(message);
  });

  it("takes the least and the most of each limit", () => {
    for (const options of [{ limit: 1 }, { recent: 1 }, { duplicate: 1 }])
      expect(exampleHub(options).size).toBe(1);
  });
});
