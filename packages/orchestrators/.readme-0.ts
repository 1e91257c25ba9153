import { Agent } from "@sdialog/agents";
import { LengthOrchestrator, SimpleReflexOrchestrator } from "@sdialog/orchestrators";

const react = new SimpleReflexOrchestrator({
  condition: /cupcakes/i,
  instruction: "Explain the cupcake policy politely and offer an alternative.",
});
const keepLength = new LengthOrchestrator({ min: 6, max: 10 });

const barista = new Agent({ name: "Alice", persona: "Your role: friendly barista" });
const customer = new Agent({
  name: "Bob",
  persona: "Your role: customer",
  firstUtterance: "Hi! Do you have any cupcakes?",
});

const alice = barista.with(react, keepLength);
const dialog = await customer.dialogWith(alice, { seed: 7, maxTurns: 10 });
dialog.print({ orchestration: true }); // shows each instruction where it was given
