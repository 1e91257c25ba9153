import { describe, expect, it } from "vitest";
import { checkTemplate } from "./check-template.ts";

describe("checkTemplate", () => {
  it.each([
    ["blanks", `a${" ".repeat(1001)}b`, /1000 blanks/],
    ["line breaks", `{{ 1 -}}${"\n".repeat(1001)}`, /1000 blanks/],
    ["blanks of other kinds", `{% generation${"\t\u00A0 ".repeat(334)}%}`, /1000 blanks/],
    ["characters", "{{".repeat(32_769), /65538 characters/],
  ])("refuses too many %s", (_what, source, says) => {
    expect(() => checkTemplate(source)).toThrow(says);
  });

  it.each([[`a${" ".repeat(1000)}b${" ".repeat(1000)}`], ["x".repeat(65_536)], [""]])(
    "takes what is within bounds",
    (source) => expect(() => checkTemplate(source)).not.toThrow(),
  );
});
