import { createHash } from "node:crypto";
import { assert, jsonValue, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, contentHash, contentId, portableSha256, sha256Hex } from "./content-hash.ts";

describe("content hashes", () => {
  it("are SHA-256 of UTF-8 text", () => {
    assert(
      property(string({ unit: "binary" }), (text) => {
        const digest = createHash("sha256").update(text, "utf8").digest("hex");
        expect([sha256Hex(text), portableSha256(text)]).toEqual([digest, digest]);
      }),
    );
  });

  it("do not depend on the order of keys", () => {
    expect(canonicalJson({ b: { d: 1, c: [2, { f: 1, e: 0 }] }, a: 1 })).toBe(
      '{"a":1,"b":{"c":[2,{"e":0,"f":1}],"d":1}}',
    );
    expect(contentHash({ a: 1, b: 2 })).toBe(contentHash({ b: 2, a: 1 }));
    assert(
      property(jsonValue(), (value) => {
        // JSON has no -0.
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("give ids in UUID form", () => {
    expect(contentId("x")).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(contentId("x")).not.toBe(contentId("y"));
  });
});
