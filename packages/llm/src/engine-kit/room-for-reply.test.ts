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

  it("reads schemas that refer to themselves, and ones that say nothing", () => {
    const tree: z.ZodType = z.lazy(() => z.object({ left: tree.nullable(), right: tree.nullable() }));
    expect(room(tree)).toBe(512);
    for (const schema of [{}, { $ref: "#/nowhere" }, { type: ["string", "null"] }, { anyOf: [{}] }])
      expect(roomForReply(schema)).toBe(512);
  });
});
