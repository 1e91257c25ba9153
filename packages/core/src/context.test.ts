import { describe, expect, it } from "vitest";
import { Context } from "./context.ts";

describe("Context", () => {
  it("takes text or a list where both make sense", () => {
    const context = new Context({ location: "café", topics: ["coffee", "cake"], goals: "order" });
    expect(context.describe()).toBe("Location: café\nGoals: order\nTopics: coffee, cake");
    expect(() => new Context({ location: ["café"] as never })).toThrow("Context.location");
  });

  it("says nothing by default, and loads what it writes", () => {
    expect(new Context().describe()).toBe("");
    const context = new Context({ objects: ["cup"], notes: "rainy" });
    expect(Context.fromJSON(context.toJSON()).attributes()).toEqual(context.attributes());
  });
});
