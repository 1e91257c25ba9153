import type { OrchestratorMoment } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { BaseOrchestrator } from "./base-orchestrator.ts";
import { rehearse } from "./testing/rehearse.ts";

class EncourageDetail extends BaseOrchestrator {
  override instruct({ utterance }: OrchestratorMoment) {
    return utterance.split(/\s+/).length < 5 ? "Add a bit more detail." : undefined;
  }
}

class AlwaysPolite extends BaseOrchestrator {
  constructor() {
    super({ persistent: true });
  }

  override instruct() {
    return "Be polite.";
  }
}

describe("BaseOrchestrator", () => {
  it("steers with what a subclass implements", async () => {
    const said = await rehearse(new EncourageDetail(), ["Hi", "I would like to know more"]);
    expect(said.map(({ instruction }) => instruction)).toEqual(["Add a bit more detail.", undefined]);
  });

  it("is labelled with the name of its class, and stays persistent when the constructor says so", () => {
    expect(new AlwaysPolite()).toMatchObject({ label: "AlwaysPolite", persistent: true });
    expect(new EncourageDetail({ label: "detail" })).toMatchObject({ label: "detail", persistent: false });
  });

  it("is written by name, and says that it is code", () => {
    expect(new AlwaysPolite().toJSON()).toEqual({
      name: "AlwaysPolite",
      args: { persistent: true },
      code: true,
    });
    expect(new EncourageDetail({ label: "detail" }).toJSON()).toEqual({
      name: "EncourageDetail",
      args: { label: "detail" },
      code: true,
    });
  });
});
