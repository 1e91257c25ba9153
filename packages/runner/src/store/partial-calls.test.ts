import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { JournalEntry } from "@sdialog/generators/plan";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { TaskId } from "../task/task-id.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { PartialCalls } from "./partial-calls.ts";

const task = (key: number): TaskId => ({ key: `t${key}`, variant: 0, index: key });
const call = (number: number): JournalEntry =>
  ({ call: `c${number}`, result: { text: `é${number}` }, milliseconds: 1 }) as unknown as JournalEntry;
const good = (): undefined => undefined;

it("holds the calls of unfinished tasks, whatever was written, dropped or opened again in between", async () => {
  const step = fc.oneof(
    fc.record({ what: fc.constant("add" as const), key: fc.nat(3) }),
    fc.record({ what: fc.constant("forget" as const), key: fc.nat(3) }),
    fc.record({
      what: fc.constantFrom("flush" as const, "compact" as const, "reopen" as const),
      key: fc.nat(0),
    }),
  );
  const folder = await temporaryFolder();
  let file = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const path = join(folder, `${file++}.calls`);
      let calls = await PartialCalls.open(path, good);
      const announced: number[] = [];
      const announce = async (size: number): Promise<void> => void announced.push(size);
      const expected = new Map<string, string[]>();
      let number = 0;
      for (const { what, key } of steps) {
        if (what === "add") {
          calls.add(task(key), call(number));
          expected.set(`t${key}`, [...(expected.get(`t${key}`) ?? []), `c${number++}`]);
          expect(calls.hasNews).toBe(true);
        } else if (what === "forget") {
          calls.forget(task(key));
          expected.delete(`t${key}`);
        } else if (what === "flush") {
          await calls.flush();
          expect(calls.hasNews).toBe(false);
        } else if (what === "compact") await calls.compact(announce);
        else {
          await calls.close(async () => undefined, announce);
          calls = await PartialCalls.open(path, good);
        }
        if (what === "compact" || what === "reopen") {
          const text = await readFile(path);
          expect([calls.size, announced.at(-1)]).toEqual([text.length, text.length]);
          const rows = text.toString().split("\n").filter(Boolean);
          expect(rows.map((row) => (JSON.parse(row) as JournalEntry).call).toSorted()).toEqual(
            [...expected.values()].flat().toSorted(),
          );
        }
        expect(
          calls
            .tasks()
            .map((one) => one.key)
            .toSorted(),
        ).toEqual([...expected.keys()].toSorted());
        for (const [of, entries] of expected)
          expect(calls.of(task(Number(of.slice(1)))).map((entry) => entry.call)).toEqual(entries);
      }
      await calls.close(async () => undefined, announce);
    }),
    { numRuns: 25 },
  );
});

it("is rewritten only when it is large, and not by who has lost it", async () => {
  const path = join(await temporaryFolder(), "partial.calls");
  const calls = await PartialCalls.open(path, good);
  const sizes: number[] = [];
  const announce = async (size: number): Promise<void> => void sizes.push(size);
  calls.add(task(1), call(1));
  await calls.flush();
  calls.forget(task(1));
  await calls.tidy(announce);
  expect(sizes).toEqual([]);
  calls.add(task(2), { ...call(2), result: { text: "x".repeat(9 * 1024 * 1024) } } as never);
  await calls.flush();
  calls.forget(task(2));
  await calls.tidy(announce);
  expect([sizes, calls.size]).toEqual([[0], 0]);
  calls.add(task(3), call(3));
  await calls.flush();
  calls.add(task(3), call(4));
  const lost = new Error("another process has it");
  await expect(calls.close(() => Promise.reject(lost), announce)).rejects.toBe(lost);
  expect((await readFile(path, "utf8")).split("\n")).toHaveLength(2);
});
