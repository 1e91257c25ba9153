import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { assessAll } from "./assess-all.ts";
import { defineScore, type ScoreOptions } from "./dialog-score.ts";

const dialogs = Array.from({ length: 12 }, (_, id) => new Dialog({ id }));
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("assessAll", () => {
  it("scores as many dialogues at a time as it may, and keeps their order", async () => {
    let [running, most] = [0, 0];
    const slow = defineScore("slow", async (dialog) => {
      most = Math.max(most, ++running);
      await pause(12 - Number(dialog.id));
      running--;
      return Number(dialog.id);
    });
    const outcomes = await assessAll(slow, dialogs, { concurrency: 4 });
    expect(most).toBe(4);
    expect(outcomes).toEqual(dialogs.map(({ id }) => ({ value: id })));
  });

  it("asks once per dialogue and seed, and again after a failure", async () => {
    const asked: unknown[] = [];
    const score = defineScore("counted", async (dialog, options: ScoreOptions = {}) => {
      asked.push(options.seed);
      if (asked.length === 1) throw new Error("busy");
      return 1;
    });
    const [dialog] = dialogs as [Dialog];
    expect(await assessAll(score, [dialog], { seed: 5 })).toEqual([{ error: new Error("busy") }]);
    expect(await assessAll(score, [dialog, dialog], { seed: 5 })).toEqual([{ value: 1 }, { value: 1 }]);
    await assessAll(score, [dialog], { seed: 6 });
    expect(asked).toEqual(["5/0", "5/0", "6/0"]);
  });

  it.each(["4", true, {}, ["4"], [[1]]])(
    "says of a value that is no number what it is: %j",
    async (value) => {
      const score = defineScore("odd", () => value as unknown as number);
      const [outcome] = await assessAll(score, [new Dialog()]);
      expect(outcome).toMatchObject({
        error: { code: "invalid_argument", message: expect.stringMatching(/^The score "odd" gave a /) },
      });
    },
  );

  it("stops between dialogues when told to, and passes the signal on", async () => {
    const controller = new AbortController();
    const seen: unknown[] = [];
    const score = defineScore("stopping", (dialog, options) => {
      seen.push(dialog.id);
      if (seen.length === 3) controller.abort(new Error("enough"));
      expect(options?.signal).toBe(controller.signal);
      return 0;
    });
    await expect(assessAll(score, dialogs, { signal: controller.signal, concurrency: 1 })).rejects.toThrow(
      "enough",
    );
    expect(seen).toEqual([0, 1, 2]);
  });
});
