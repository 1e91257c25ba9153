import { describe, expect, it } from "vitest";
import { tryNewPackage } from "../../../../tools/try-new-package.ts";
import { newOrchestratorFiles } from "./new-orchestrator-files.ts";

describe("newOrchestratorFiles", () => {
  it("makes a package whose tests hold as they are, and whose rule is found once it is built and imported", async () => {
    const program = `
      import { orchestratorFromJSON } from "@sdialog/orchestrators";
      const rule = orchestratorFromJSON({ type: "EncourageDetailOrchestrator", instruction: "Go on." });
      console.log(JSON.stringify(rule));`;
    const files = newOrchestratorFiles("EncourageDetail");
    const { tests, printed } = await tryNewPackage(files, ["core", "orchestrators"], program);
    expect(tests).toMatch(/Tests.*3 passed/);
    expect(JSON.parse(printed)).toEqual({
      name: "EncourageDetailOrchestrator",
      args: { instruction: "Go on.", every: 1 },
    });
  });

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
