import { describe, expect, it } from "vitest";
import { describeUnknownKeys, nearestName } from "./nearest-name.ts";

describe("nearestName", () => {
  it("finds what was probably meant, and nothing when nothing is near", () => {
    expect(nearestName("nmae", ["age", "name"])).toBe("name");
    expect(nearestName("xylophone", ["age", "name"])).toBeUndefined();
    expect(nearestName("x", [])).toBeUndefined();
  });

  it("is told beside unknown keys", () => {
    expect(describeUnknownKeys(["nmae", "x-ray-vision"], ["name"])).toBe(
      '"nmae" (did you mean "name"?), "x-ray-vision"',
    );
  });
});
