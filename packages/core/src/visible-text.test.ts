import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Dialog } from "./dialog/dialog.ts";
import { visibleLine, visibleText } from "./visible-text.ts";

const hostile = "\u001b[2J\u001b]0;title\u0007\b\rover\u009b1A\u007f\u202e";

// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe("visibleText", () => {
  it("shows what a terminal would obey", () => {
    expect(visibleText(hostile)).toBe("␛[2J␛]0;title␇␈␍over\\u009b1A␡\\u202e");
    expect(visibleText("one\r\ntwo\tthree\nfour 🗼 שלום")).toBe("one\ntwo\tthree\nfour 🗼 שלום");
  });

  it("shows every mark of direction", () => {
    expect(visibleText("a\u061cb\u200ec\u200fd")).toBe(String.raw`a\u061cb\u200ec\u200fd`);
  });

  it("takes no colour for our own", () => {
    expect(visibleText("\u001b[31mred\u001b[8;5;28m")).toBe("␛[31mred␛[8;5;28m");
  });

  it("shows what breaks lines elsewhere", () => {
    expect(visibleText("a\u2028b\u2029c\u0085d")).toBe(String.raw`a\u2028b\u2029c\u0085d`);
    expect(visibleLine("a\r\nb\tc\nd\u2028e")).toBe(String.raw`a b c d\u2028e`);
  });

  it("lets no control character through, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(visibleText(text)).not.toMatch(obeyed);
      }),
    );
  });

  it("is how dialogues are shown", () => {
    const dialog = new Dialog({
      model: hostile,
      scenario: hostile,
      turns: [{ speaker: `A${hostile}`, text: hostile }],
      events: [{ agent: "A", action: "think", actionLabel: hostile, content: hostile, timestamp: 0 }],
    });
    for (const options of [{}, { scenario: true }, { all: true }])
      expect(dialog.format(options)).not.toMatch(obeyed);
  });
});
