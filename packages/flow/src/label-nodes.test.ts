import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { modelLabels, nearestUtterance } from "./label-nodes.ts";

const labelled = (reply: string) => scriptedModel(() => JSON.stringify({ label: reply }));

describe("nearestUtterance", () => {
  it("is the first, or an empty text where there is none", () => {
    expect(nearestUtterance(["Hi", "Hello"], "system")).toBe("Hi");
    expect(nearestUtterance([], "system")).toBe("");
  });
});

describe("modelLabels", () => {
  it("shows a model what was said and by whom, and takes its words without what surrounds them", async () => {
    const model = labelled("  ask for a date ");
    expect(await modelLabels({ model })(["When is it?", "Which day?"], "system", { seed: 4 })).toBe(
      "ask for a date",
    );
    const [, user] = model.requests[0]?.messages ?? [];
    for (const part of ["When is it?", "Which day?", '"system"', "a verb first"])
      expect(user?.content).toContain(part);
    expect(model.requests[0]?.output?.name).toBe("label");
  });

  it("asks in words of the caller's own", async () => {
    const model = labelled("x");
    await modelLabels({ model, criterion: "One word." })(["Hi"], "user");
    expect(model.requests[0]?.messages[1]?.content).toMatch(/^One word\.\n/);
    await modelLabels({ model, prompts: { "flow-label": "user:\nA name for {{utterances}}" } })(
      ["Hi"],
      "user",
    );
    expect(model.requests[1]?.messages[0]?.content).toMatch(/^A name for /);
  });

  it.each(["", "x".repeat(81)])("does not take %j for a name", async (label) => {
    const model = labelled(label);
    await expect(modelLabels({ model })(["Hi"], "user")).rejects.toMatchObject({
      name: "StructuredOutputError",
    });
  });
});
