import { Agent } from "@sdialog/agents";
import { orchestrator } from "@sdialog/orchestrators";

const encourageDetail = orchestrator("encourage-detail", ({ utterance }) =>
  utterance !== "" && utterance.split(/\s+/).length < 5
    ? "Add a bit more detail in your next message."
    : undefined,
);
const alice = new Agent({ name: "Alice", persona: "Your role: friendly barista" }).with(encourageDetail);
console.log(await alice.respond("Hi!"));
