import { modelPool } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { expect, it } from "vitest";
import { lockedModel } from "./locked-model.ts";

const members = ["x:a", "x:b"].map((id) => ({ model: scriptedModel(() => id, { id }) }));
const messages = [{ role: "user" as const, content: "Who?" }];

it("stays with one member of a pool and has its id, whatever seed a call has", async () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < 20; seed++) {
    const locked = lockedModel(modelPool(members), seed);
    for (const call of [1, 2, 3])
      expect((await locked.generate({ messages, seed: call })).text).toBe(locked.id);
    seen.add(locked.id);
  }
  expect([...seen].toSorted()).toEqual(["x:a", "x:b"]);
});

it("leaves the id of other models, and of pools that choose turn by turn", () => {
  const pool = modelPool(members, { lock: "turn" });
  expect(lockedModel(pool, 1).id).toBe(pool.id);
  expect(lockedModel(members[0]!.model, 1).id).toBe("x:a");
});
