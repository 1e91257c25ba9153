import { describe, expect, it } from "vitest";
import * as z from "zod";
import { roomForReply } from "./room-for-reply.ts";

const room = (schema: z.ZodType): number => roomForReply(z.toJSONSchema(schema) as never);

describe("roomForReply", () => {
  it("is enough for the longest reply that a schema allows", () => {
    const person = z.object({
      name: z.string().max(60),
      memories: z.array(z.string().max(240)).max(8),
      mood: z.enum(["good", "bad"]),
    });
    const people = z.object({ people: z.array(person).length(3) });
    const full = {
      name: "x".repeat(60),
      memories: Array.from({ length: 8 }, () => "x".repeat(240)),
      mood: "good",
    };
    const written = JSON.stringify({ people: [full, full, full] });
    expect(room(people)).toBeGreaterThanOrEqual(written.length / 3);
    expect(room(people)).toBeLessThan(written.length / 2);
  });

  it("is neither less than a short reply needs nor more than any reply gets", () => {
    expect(room(z.object({ done: z.boolean() }))).toBe(512);
    expect(room(z.object({ text: z.string().max(1_000_000) }))).toBe(4096);
    expect(room(z.array(z.array(z.array(z.array(z.array(z.string()))))))).toBe(4096);
  });

  it.each([
    [{ type: "string", maxLength: 88 }, 90],
    [{ type: "string" }, 202],
    [{ type: "integer" }, 12],
    [{ type: "number" }, 12],
    [{ type: "boolean" }, 12],
    [{ type: "null" }, 12],
    [{ type: ["null", "string"], maxLength: 88 }, 90],
    [{ const: "four" }, 6],
    [{ enum: ["a", "longest", true] }, 9],
    [{ anyOf: [{ type: "null" }, { type: "string", maxLength: 88 }] }, 90],
    [{}, 200],
  ])("takes %j for %d characters", (item, characters) => {
    // So many of them that it is neither the least nor the most.
    const fields = Object.fromEntries(
      Array.from({ length: 50 }, (_, at) => [`f${at}`.padEnd(20, "x"), item]),
    );
    const object = { type: "object", properties: fields } as never;
    expect(roomForReply(object)).toBe(Math.ceil((4 + 50 * (20 + 6 + characters)) / 3));
    const list = { type: "array", items: object, maxItems: 2 } as never;
    const two = Math.ceil((4 + 2 * (2 + 4 + 50 * (20 + 6 + characters))) / 3);
    expect(roomForReply(list)).toBe(Math.min(4096, two));
  });

  it("takes what a schema refers to for as long as it is, wherever it stands", () => {
    const text = { type: "string", maxLength: 1500 };
    const referring = (reference: string, more: object) =>
      roomForReply({
        type: "object",
        properties: { a: { $ref: reference }, b: { $ref: reference } },
        ...more,
      } as never);
    const whole = Math.ceil((4 + 2 * (1 + 6 + 1502)) / 3);
    expect(referring("#/$defs/text", { $defs: { text } })).toBe(whole);
    expect(referring("#/$defs/deep/text", { $defs: { deep: { text } } })).toBe(whole);
    expect(
      referring("#/properties//c", {
        properties: { c: text, a: { $ref: "#/properties//c" }, b: { $ref: "#/properties/c/" } },
      }),
    ).toBe(Math.ceil((4 + 3 * (1 + 6 + 1502)) / 3));
  });

  it("reads schemas that refer to themselves, and ones that say nothing", () => {
    const tree: z.ZodType = z.lazy(() => z.object({ left: tree.nullable(), right: tree.nullable() }));
    expect(room(tree)).toBe(512);
    for (const schema of [{}, { $ref: "#/nowhere" }, { type: ["string", "null"] }, { anyOf: [{}] }])
      expect(roomForReply(schema)).toBe(512);
  });
});
