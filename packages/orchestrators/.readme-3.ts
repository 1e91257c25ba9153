import { LengthOrchestrator, orchestrator, orchestratorFromJSON } from "@sdialog/orchestrators";

const written = JSON.stringify(new LengthOrchestrator({ min: 6, max: 10 }));
console.log(written); // {"name":"LengthOrchestrator","args":{"min":6,"max":10}}
console.log(orchestratorFromJSON(JSON.parse(written)) instanceof LengthOrchestrator);

const brief = orchestrator("brief", () => "Be brief.");
console.log(orchestratorFromJSON(brief.toJSON(), { known: [brief] }) === brief);
