import { describe, expect, it } from "vitest";
import { newOrchestratorFiles } from "./new-orchestrator-files.ts";

describe("newOrchestratorFiles", () => {
  it.each(["encourage detail", "encourage-detail", "EncourageDetail", "encourage_detail_orchestrator"])(
    "understands %j",
    (name) => {
      expect(Object.keys(newOrchestratorFiles(name))).toContain("src/encourage-detail-orchestrator.test.ts");
      expect(newOrchestratorFiles(name)["src/index.ts"]).toContain("{ EncourageDetailOrchestrator }");
    },
  );

  it.each(["", "orchestrator", "../evil", "3 times", "naïve"])("refuses %j", (name) => {
    expect(() => newOrchestratorFiles(name)).toThrow("cannot be the name of an orchestrator");
  });
});
