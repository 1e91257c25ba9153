import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { BudgetWatch } from "./budget-watch.ts";

let number = 0;
const call = (tokens: number, cost?: number) => ({
  call: `c${number++}`,
  model: "x:y",
  inputTokens: tokens - 1,
  outputTokens: 1,
  calls: 1,
  milliseconds: 5,
  ...(cost === undefined ? {} : { cost }),
});
/** A folder in which earlier processes have recorded calls. */
async function spent(...calls: readonly object[]): Promise<string> {
  const folder = await temporaryFolder();
  const rows = calls.map((each) => `${JSON.stringify({ task: "t", ...each })}\n`);
  await writeFile(join(folder, "usage.jsonl"), rows.join(""));
  return folder;
}

describe("BudgetWatch", () => {
  it.each([
    [{ tokens: 100 }, [call(50), call(49)], false],
    [{ tokens: 100 }, [call(50), call(50)], true],
    [{ dollars: 1 }, [call(9, 0.5), call(9, 0.4)], false],
    [{ dollars: 1 }, [call(9, 0.5), call(9, 0.5)], true],
    // As a sum of floating-point numbers this is less.
    [{ dollars: 0.00084 }, [call(9, 0.00028), call(9, 0.00028), call(9, 0.00028)], true],
    [{ tokens: 1000, dollars: 1 }, [call(9, 2)], true],
    [{}, [call(1e9, 1e9)], false],
  ])("of %j stops once it is used up, whoever used it", async (limits, calls, stops) => {
    const [first, ...rest] = calls as [ReturnType<typeof call>, ...ReturnType<typeof call>[]];
    const own = await BudgetWatch.open(await temporaryFolder(), limits);
    own.spend({ calls });
    const resumed = await BudgetWatch.open(await spent(first), limits);
    resumed.spend({ calls: rest });
    const whole = await BudgetWatch.open(await spent(...calls), limits);
    for (const watch of [own, resumed, whole]) expect(watch.signal.aborted).toBe(stops);
    own.throwIfUnpriced();
  });

  it("is shared by the parts of a run", async () => {
    const watch = await BudgetWatch.open(await temporaryFolder(), { tokens: 100 }, 4);
    watch.spend({ calls: [call(24)] });
    expect(watch.signal.aborted).toBe(false);
    watch.spend({ calls: [call(1)] });
    expect(watch.signal.aborted).toBe(true);
  });

  it("stops at a call without a cost where dollars are limited, and says of which model", async () => {
    const watch = await BudgetWatch.open(await temporaryFolder(), { dollars: 1 });
    watch.spend({ calls: [call(1, 0)] });
    expect(watch.signal.aborted).toBe(false);
    watch.throwIfUnpriced();
    watch.spend({ calls: [call(1)] });
    expect(watch.signal.aborted).toBe(true);
    expect(() => watch.throwIfUnpriced()).toThrow("The price of x:y is not known");
    await expect(BudgetWatch.open(await spent(call(1)), { dollars: 1 })).rejects.toMatchObject({
      code: "budget_unpriced",
      message: expect.stringContaining("Earlier calls of x:y") as string,
    });
    const tokens = await BudgetWatch.open(await spent(call(1)), { tokens: 10 });
    tokens.throwIfUnpriced();
    expect(tokens.signal.aborted).toBe(false);
  });
});
