import type { OrchestratorMoment, OrchestratorSession } from "@sdialog/core";
import { BaseOrchestrator } from "@sdialog/orchestrators";
import { rehearse } from "@sdialog/orchestrators/testing";

class EncourageDetail extends BaseOrchestrator {
  override begin(): OrchestratorSession {
    let asked = 0;
    return {
      instruct: ({ utterance }: OrchestratorMoment) =>
        utterance.split(/\s+/).length < 5 && asked++ < 2 ? "Add a bit more detail." : undefined,
    };
  }
}

// Hear what a rule says, without any model.
for (const { instruction } of await rehearse(new EncourageDetail(), ["Hi", "Yes", "No"]))
  console.log(instruction);
