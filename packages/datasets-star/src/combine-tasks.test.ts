import { describe, expect, it } from "vitest";
import { combineTasks } from "./combine-tasks.ts";

describe("combineTasks", () => {
  it("shares what is said in the same words and keeps the rest apart", () => {
    const combined = combineTasks([
      {
        name: "book",
        graph: { hello: "ask_name", ask_name: "query", query: "booked" },
        responses: { hello: "Hello.", ask_name: "Your name?", booked: "Done." },
      },
      {
        name: "search",
        graph: { hello: "ask_name", ask_name: "query", query: "found" },
        responses: { hello: "Hello.", ask_name: "Who is calling?", found: "Found." },
      },
    ]);
    expect(combined.responses).toEqual({
      hello: "Hello.",
      ask_name: "Your name?",
      booked: "Done.",
      "search/ask_name": "Who is calling?",
      found: "Found.",
    });
    expect(combined.graph).toEqual({
      hello: ["ask_name", "search/ask_name"],
      ask_name: ["book/query"],
      "book/query": ["booked"],
      "search/ask_name": ["search/query"],
      "search/query": ["found"],
    });
  });
});
