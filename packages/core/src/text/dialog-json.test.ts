import { describe, expect, it } from "vitest";
import { Dialog } from "../dialog/dialog.ts";
import { formatDialogJson, parseDialogJson } from "./dialog-json.ts";

describe("a dialogue as JSON", () => {
  const dialog = new Dialog({
    id: 1,
    turns: [{ speaker: "Zoë", text: "añejo 東京" }],
    custom: { deep: [1] },
  });

  it("keeps letters of all scripts readable and reads back everything", () => {
    const json = formatDialogJson(dialog);
    expect(json).toContain("añejo 東京");
    expect(parseDialogJson(json).toJSON()).toEqual(dialog.toJSON());
  });

  it("tolerates a byte order mark", () => {
    expect(parseDialogJson(`\uFEFF${formatDialogJson(dialog)}`).id).toBe(1);
  });

  it("names file and line of malformed JSON, and tells a file that was cut off", () => {
    expect(() => parseDialogJson('{\n"turns": [\nx]}', "a.json")).toThrow("a.json:3: this is not JSON");
    expect(() => parseDialogJson('{\n"turns": [', "a.json")).toThrow("a.json:2: the JSON is cut off");
    expect(() => parseDialogJson("", "a.json")).toThrow("a.json:1: the JSON is cut off");
  });

  it("names the wrong place of a value of the wrong type", () => {
    expect(() => parseDialogJson('{"turns": [{"speaker": 5, "text": "x"}]}', "a.json")).toThrow(
      "a.json:1: not a dialogue: turns[0].speaker",
    );
    expect(() => parseDialogJson("[1, 2]", "a.json")).toThrow("a.json:1: not a dialogue");
    expect(() => parseDialogJson('{"turns": [], "notes": 1e999}', "a.json")).toThrow(
      "a.json:1: dialog.notes is Infinity",
    );
  });
});
