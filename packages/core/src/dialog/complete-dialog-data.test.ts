import {
  assert,
  constant,
  constantFrom,
  dictionary,
  jsonValue,
  oneof,
  property,
  record,
  string,
} from "fast-check";
import { describe, expect, it } from "vitest";
import { frozenJson } from "../json.ts";
import { completeDialogData } from "./complete-dialog-data.ts";
import { dialogDataSchema, dialogKeys } from "./dialog-data.ts";

const json = jsonValue({ maxDepth: 2 });
const some = oneof(json, constant(null), constant(undefined), string());
const name = oneof(string(), constant(null), constant(undefined), json);
const turns = oneof(listOf({ speaker: name, text: oneof({ weight: 9, arbitrary: string() }, json) }), some);
const events = oneof(
  listOf({
    timestamp: oneof({ weight: 9, arbitrary: constant(1) }, json),
    content: oneof(string(), json, dictionary(string(), json)),
    agent: name,
    action: oneof({ weight: 9, arbitrary: string() }, json),
    actionLabel: name,
  }),
  some,
);
const others = dialogKeys.filter((key) => key !== "turns" && key !== "events");

function listOf(shape: Parameters<typeof record>[0]) {
  return record({ own: json, ...shape }, { requiredKeys: [] }).chain((item) =>
    constantFrom([item], [item, { ...item, speaker: "Ann" }], []),
  );
}

const dialogue = record(
  {
    ...Object.fromEntries(others.map((key) => [key, oneof({ weight: 3, arbitrary: constant(null) }, some)])),
    turns,
    events,
    own: json,
  },
  { requiredKeys: [] },
);

describe("a dialogue's data", () => {
  it("is completed as its schema would, and refused where its schema refuses it", () => {
    const seen = { right: 0, wrong: 0 };
    assert(
      property(oneof({ weight: 9, arbitrary: dialogue }, json), (value) => {
        const data = frozenJson(value);
        const { data: expected, success } = dialogDataSchema.safeParse(data);
        const parts = completeDialogData(data);
        seen[success ? "right" : "wrong"]++;
        // Text for text, so that the keys are in the same order.
        const completed = parts && JSON.stringify({ ...parts.known, ...parts.extra });
        expect(completed).toBe(success ? JSON.stringify(expected) : undefined);
      }),
      { seed: 7, numRuns: 500 },
    );
    expect(Math.min(seen.right, seen.wrong)).toBeGreaterThan(80);
  });

  it("keeps lists that are right as they are, and freezes those it had to complete", () => {
    const right = frozenJson({ turns: [{ speaker: "Ann", text: "Hi", mood: "good" }], events: [] });
    expect(completeDialogData(right)?.known.turns).toBe((right as { turns: unknown }).turns);
    const other = completeDialogData(frozenJson({ turns: [{ mood: "good", text: "Hi" }] }))?.known.turns;
    expect(JSON.stringify(other)).toBe('[{"speaker":null,"text":"Hi","mood":"good"}]');
    expect([other, other?.[0]].every(Object.isFrozen)).toBe(true);
  });
});
