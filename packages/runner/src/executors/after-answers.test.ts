import { describe, expect, it } from "vitest";
import { AfterAnswers } from "./after-answers.ts";

describe("turns after answers", () => {
  it("come in order, one each time around, whatever waits meanwhile", async () => {
    const later = new AfterAnswers();
    const log: string[] = [];
    const work = async (name: string): Promise<void> => {
      await later.turn();
      log.push(name);
    };
    let around = 0;
    const loop = (): void => {
      log.push(`round ${++around}`);
      if (around < 4) setImmediate(loop);
    };
    const all = Promise.all(["a", "b", "c"].map(work));
    setImmediate(loop);
    await all;
    expect(log).toEqual(["a", "round 1", "b", "round 2", "c"]);
    await work("d");
    expect(log.at(-1)).toBe("d");
  });
});
