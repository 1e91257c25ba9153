import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { balanced, hasPath, stratumOf } from "./balance.ts";

const dialog = new Dialog({
  id: 7,
  stopReason: "max_turns",
  personas: { Bob: { role: "cook", tags: ["a", "b"] } },
  turns: [{ speaker: "Bob", text: "Hi" }],
});

describe("the kind of a dialogue", () => {
  it.each([
    ["stopReason", "max_turns", true],
    ["id", "7", true],
    ["personas.Bob.role", "cook", true],
    ["personas.Bob.tags", '["a","b"]', true],
    ["personas.Ann.role", "null", false],
    ["stopReason.length", "null", false],
    ["annotations", "null", false],
  ])("at %s is %s, and whether anything is there: %s", (path, kind, isThere) => {
    expect([stratumOf(dialog, path), hasPath(dialog, path)]).toEqual([kind, isThere]);
  });
});

describe("balance", () => {
  // Positions of 2, 4 and 7 dialogues of a kind.
  const strata = new Map(["a", "a", ..."bbbb", ..."ccccccc"].map((kind, at) => [10 + at, kind]));
  const counts = (kept: ReadonlySet<number>) =>
    ["a", "b", "c"].map((kind) => [...kept].filter((at) => strata.get(at) === kind).length);

  it.each([
    [{ most: 3 }, [2, 3, 3]],
    [{ most: 9 }, [2, 4, 7]],
    [{ ratio: 1 }, [2, 2, 2]],
    [{ ratio: 1.6 }, [2, 3, 3]],
    [{ ratio: 2, most: 3 }, [2, 3, 3]],
    [{ ratio: 2, most: 6 }, [2, 4, 4]],
  ])("with %j keeps %j of each", (balance, expected) => {
    expect(counts(balanced(strata, { by: "x", ...balance }, 1))).toEqual(expected);
  });

  it("draws the same for the same seed, whichever other kinds there are", () => {
    const drawn = (seed: number, of = strata) =>
      [...balanced(of, { by: "x", most: 3 }, seed)].filter((at) => strata.get(at) === "c");
    expect(drawn(1)).toEqual(drawn(1));
    expect(new Set([1, 2, 3, 4].map((seed) => drawn(seed).join())).size).toBeGreaterThan(1);
    expect(drawn(1, new Map([...strata].filter(([, kind]) => kind === "c")))).toEqual(drawn(1));
  });

  it("keeps nothing of nothing", () => {
    expect(balanced(new Map(), { by: "x", ratio: 2 }, 1)).toEqual(new Set());
  });
});
