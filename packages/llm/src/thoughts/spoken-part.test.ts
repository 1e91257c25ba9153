import { describe, expect, it } from "vitest";
import { spokenPart } from "./spoken-part.ts";
import { thoughtMarks } from "./thought-marks.ts";

const opening = [...thoughtMarks("think").does].filter(([, does]) => does === "open");

describe("spokenPart", () => {
  it.each(opening.map(([mark]) => mark))("is absent from a reply that ends amid %s", (mark) => {
    expect(spokenPart(`${mark}A draft: {"a": 1}`)).toBeNull();
    expect(spokenPart(`Well. ${mark}A draft: 4`)).toBeNull();
  });

  it("is all but what is thought", () => {
    expect(spokenPart("4")).toBe("4");
    expect(spokenPart("Maybe 3.</think>4")).toBe("4");
    expect(spokenPart("[THINK]2?[/THINK] 4 <think>Or 5?</think>")).toBe(" 4 ");
    expect(
      spokenPart(
        "<|channel|>analysis<|message|>3?<|end|><|start|>assistant<|channel|>final<|message|>4<|return|>",
      ),
    ).toBe("4");
  });
});
