// Finds the direction along which the bundled model decides to ask a question, and shows with rates over 100 seeds
// that adding it makes questions, subtracting it prevents them, and ablating it takes both effects away.
// Run: node --conditions=@sdialog/source packages/interpretability/bench/question-direction.ts
import type { Message } from "@sdialog/llm";
import { contrast, Inspector, measure, type Metric } from "../src/index.ts";

const model = "local:pocket";
const site = "model.layers.3";
const asksQuestion: Metric = (reply) => reply.includes("?");
const seeds = (count: number, first = 0): number[] =>
  Array.from({ length: count }, (_, index) => first + index);

const roles = [
  "barista",
  "customer",
  "doctor",
  "patient",
  "travel agent",
  "bank clerk",
  "movie fan",
  "student",
];
const openings = [
  "Hi!",
  "Good morning, how are you?",
  "I would like to order something.",
  "I am not feeling well today.",
  "I like movies a lot.",
  "Can you help me?",
  "That sounds good to me.",
  "I need to book a table for two.",
];
const conversations = roles.flatMap((role) =>
  openings.map((opening): readonly Message[] => [
    { role: "system", content: `Your name: Alice\nYour role: ${role}` },
    { role: "user", content: opening },
  ]),
);

// Conversations the model answers with a question, and conversations it does not; every second of each is held back.
const labelled = await Promise.all(
  conversations.map(async (conversation) => ({
    conversation,
    ...(await measure(model, { examples: [conversation], metric: asksQuestion, seeds: seeds(5) })),
  })),
);
const asking = labelled.filter(({ mean }) => mean >= 0.8).map(({ conversation }) => conversation);
const telling = labelled.filter(({ mean }) => mean <= 0.2).map(({ conversation }) => conversation);
const everySecond = <T>(items: readonly T[], offset: number): T[] =>
  items.filter((_, index) => index % 2 === offset);

const direction = await contrast(model, {
  positive: everySecond(asking, 0),
  negative: everySecond(telling, 0),
  site,
  token: "last",
});
console.log(
  `${asking.length} conversations lead to questions, ${telling.length} do not; direction of length ${direction.length.toFixed(1)}`,
);

const after = { site: ["model.layers.3", "model.layers.4", "model.layers.5"] };
const conditions: Record<string, readonly Inspector[]> = {
  "as it is": [],
  "direction added": [new Inspector().add(direction, { site, tokens: "generated", strength: 1.5 })],
  "added, then ablated": [
    new Inspector().add(direction, { site, tokens: "generated", strength: 1.5 }).ablate(direction, after),
  ],
  "direction subtracted": [new Inspector().add(direction, { site, tokens: "generated", strength: -1.5 })],
  "subtracted, then ablated": [
    new Inspector().add(direction, { site, tokens: "generated", strength: -1.5 }).ablate(direction, after),
  ],
  "ablated only": [new Inspector().ablate(direction, after)],
};

const heldBack = {
  "led to statements": everySecond(telling, 1).slice(0, 4),
  "led to questions": everySecond(asking, 1).slice(0, 4),
};
for (const [kind, examples] of Object.entries(heldBack)) {
  console.log(`\nHeld-back conversations that ${kind} (${examples.length}, 100 seeds each)`);
  for (const [name, inspectors] of Object.entries(conditions)) {
    const options = { examples, metric: asksQuestion, seeds: seeds(100, 1000), maxTokens: 40 };
    const { mean, error } = await measure(model, options, inspectors);
    console.log(
      `  ${name.padEnd(26)} ${(100 * mean).toFixed(1).padStart(5)} % ± ${(100 * error).toFixed(1)} ask a question`,
    );
  }
}
