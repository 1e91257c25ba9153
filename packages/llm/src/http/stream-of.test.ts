import { expect, it } from "vitest";
import { streamOf } from "./stream-of.ts";

it("gives what it is made of, fails as it fails, and ends it when nobody reads on", async () => {
  let ended = 0;
  async function* counting(most: number): AsyncGenerator<number> {
    try {
      for (let each = 1; ; each++) {
        if (each > most) throw new Error(`no ${each}`);
        yield each;
      }
    } finally {
      ended++;
    }
  }
  const seen: number[] = [];
  await expect(async () => {
    for await (const each of streamOf(counting(2))) seen.push(each);
  }).rejects.toThrow("no 3");
  expect([seen, ended]).toEqual([[1, 2], 1]);
  for await (const _ of streamOf(counting(9))) break;
  expect(ended).toBe(2);
});
