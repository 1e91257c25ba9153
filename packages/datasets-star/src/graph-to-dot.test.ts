import { describe, expect, it } from "vitest";
import { graphToDot } from "./graph-to-dot.ts";

describe("graphToDot", () => {
  it("writes one edge a line", () => {
    expect(graphToDot("greeting", { hello: "ask_name", ask_name: "bye" })).toBe(
      "digraph greeting {\n  hello -> ask_name;\n  ask_name -> bye;\n}",
    );
  });

  it("quotes what is not a plain name in DOT", () => {
    expect(graphToDot("a-b", { node: 'say "hi"', "1": "x\\y" })).toBe(
      'digraph "a-b" {\n  "1" -> "x\\\\y";\n  "node" -> "say \\"hi\\"";\n}',
    );
  });
});
