import { describe, expect, it } from "vitest";
import { FileNames, recordingName } from "./file-names.ts";

describe("names of recordings", () => {
  it.each([
    ["ann-1", "ann-1"],
    [7, "7"],
    ["Gespräch_3.a", "Gespräch_3.a"],
    ["../x", /^__x-[\da-f]{8}$/],
    ["", /^dialog-[\da-f]{8}$/],
  ])("of %j is %s", (id, name) => {
    expect(recordingName(id)).toEqual(typeof name === "string" ? name : expect.stringMatching(name));
  });

  it.each(["a", "é", "对", "𠀋"])(
    "has room beside what is put behind it, in whole characters: %s",
    (character) => {
      const name = recordingName(character.repeat(400));
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(109);
      expect(name).toMatch(new RegExp(`^(?:${character})+-[\\da-f]{8}$`, "u"));
      expect(name).not.toBe(recordingName(character.repeat(401)));
    },
  );

  it("are each given once, in whatever case", () => {
    const names = new FileNames();
    expect(["a", "A", "a"].map((id) => names.nameOf(id))).toEqual(["a", "A-2", "a-3"]);
  });
});
