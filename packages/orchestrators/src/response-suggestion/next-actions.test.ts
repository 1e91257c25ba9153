import { describe, expect, it } from "vitest";
import { nextActions } from "./next-actions.ts";

const graph = { hello: "ask_name", ask_name: "query", query: ["inform", "out"], inform: "bye", loop: "loop" };
const spoken = (action: string) => !["query", "loop"].includes(action);

describe("nextActions", () => {
  it("gives each successor once and in order", () => {
    expect(nextActions(["hello", "inform", "hello"], graph, spoken)).toEqual(["ask_name", "bye"]);
  });

  it("passes over what cannot be spoken, without going in circles", () => {
    expect(nextActions(["ask_name"], graph, spoken)).toEqual(["inform", "out"]);
    expect(nextActions(["loop"], graph, spoken)).toEqual([]);
  });

  it("knows nothing of what the graph does not hold", () => {
    expect(nextActions(["bye", "constructor"], graph, spoken)).toEqual([]);
  });
});
