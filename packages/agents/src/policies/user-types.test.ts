import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import "./built-in-policies.ts";
import { checkBehaviour, drawBehaviour, userPlace, type UserTypes } from "./user-types.ts";

const types: UserTypes = {
  users: [
    { name: "terse", share: 3, policies: [{ name: "terseness", words: 4 }] },
    { name: "wordy", share: 1, policies: [{ name: "message-length", words: 40 }, "politeness"] },
  ],
};

describe("drawBehaviour", () => {
  it("draws types in their shares, however few users there are", () => {
    const random = new Random(5);
    const drawn = Array.from({ length: 40 }, (_, index) =>
      drawBehaviour(types, random.fork(index), userPlace(random, index)),
    );
    const terse = drawn.filter(({ type }) => type === "terse");
    expect(Math.abs(terse.length - 30)).toBeLessThanOrEqual(1);
    expect(terse[0]?.orchestrators.map((rule) => rule.toJSON())).toMatchObject([
      { name: "message-length", args: { words: 4 } },
    ]);
  });

  it("takes a policy with a probability so often, the same under the same seed", () => {
    const list = [{ name: "scepticism", probability: 0.3 }, "vagueness"];
    const labels = (seed: number) =>
      drawBehaviour(list, new Random(seed)).orchestrators.map(({ label }) => label);
    const sceptics = Array.from({ length: 300 }, (_, seed) => labels(seed)).filter((all) => all.length === 2);
    expect(sceptics.length / 300).toBeCloseTo(0.3, 1);
    expect(labels(7)).toEqual(labels(7));
  });

  it("refuses what there is not", () => {
    expect(() => checkBehaviour(["terseness", "tersness"])).toThrow("tersness");
    expect(() =>
      checkBehaviour({ users: [{ name: "x", policies: [{ name: "impatience", patience: 0 }] }] }),
    ).toThrow("patience");
  });
});
