import { newMetricFiles } from "@sdialog/evaluation";
import { newBackendFiles } from "@sdialog/llm/backend-kit";
import { newOrchestratorFiles } from "@sdialog/orchestrators";
import { newPersonaFiles } from "@sdialog/personas";
import { newScenarioFiles } from "@sdialog/testing";
import { expect, inject, it } from "vitest";
import { type NewPackage, tryNewPackages } from "./try-new-packages.ts";

interface Made extends NewPackage {
  readonly passes: unknown;
  readonly gives: unknown;
}

const packages: Readonly<Record<string, Made>> = {
  backend: {
    files: await newBackendFiles("my-provider"),
    uses: ["core", "llm"],
    program: `
      import { createServer } from "node:http";
      import { once } from "node:events";
      import { resolveModel } from "@sdialog/llm";
      const server = createServer((_request, response) => {
        const usage = { inputTokens: 1, outputTokens: 1 };
        response.end(JSON.stringify({ text: "Hello", finish: "stop", usage }) + "\\n");
      }).listen(0, "127.0.0.1");
      await once(server, "listening");
      const baseURL = "http://127.0.0.1:" + server.address().port;
      const model = await resolveModel("my-provider:any", { baseURL });
      const reply = await model.generate({ messages: [{ role: "user", content: "Hi" }] });
      server.close();
      export default reply.text;`,
    passes: expect.toSatisfy((count: number) => count > 90),
    gives: "Hello",
  },
  persona: {
    files: newPersonaFiles("TaxiDriver"),
    uses: ["core", "personas"],
    program: `
      import { personaFromJSON } from "@sdialog/personas";
      const persona = personaFromJSON({ name: "Morgan", _metadata: { className: "TaxiDriver" } });
      export default [persona.constructor.name, persona.name];`,
    passes: 3,
    gives: ["TaxiDriver", "Morgan"],
  },
  orchestrator: {
    files: newOrchestratorFiles("EncourageDetail"),
    uses: ["core", "orchestrators"],
    program: `
      import { orchestratorFromJSON } from "@sdialog/orchestrators";
      export default orchestratorFromJSON({ type: "EncourageDetailOrchestrator", instruction: "Go on." });`,
    passes: 3,
    gives: { name: "EncourageDetailOrchestrator", args: { instruction: "Go on.", every: 1 } },
  },
  metric: {
    files: newMetricFiles("exclamation-rate"),
    uses: ["core", "evaluation"],
    program: `
      import { Dialog } from "@sdialog/core";
      import { metricByName } from "@sdialog/evaluation";
      export default await metricByName("exclamation-rate").score(new Dialog({ turns: [{ text: "Hi!" }] }));`,
    passes: 3,
    gives: 1,
  },
  scenario: {
    files: newScenarioFiles("return-a-vase"),
    uses: ["agents", "core", "testing"],
    program: `
      import { createByName } from "@sdialog/core";
      export default createByName("scenario", "return-a-vase").expect.length;`,
    passes: 3,
    gives: 2,
  },
};

it("packages that `sdialog new` makes pass their tests as they are, and are found by name once built and imported", async () => {
  // All of them in a sweep, else those whose types take least to check.
  const made = Object.entries(packages).filter(
    ([name]) => inject("sweeping") || ["persona", "orchestrator"].includes(name),
  );
  const tried = await tryNewPackages(Object.fromEntries(made));
  expect(tried).toEqual(
    Object.fromEntries(made.map(([name, { passes, gives }]) => [name, { passed: passes, given: gives }])),
  );
});
