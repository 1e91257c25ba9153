// Concurrent sessions decoded together against the same sessions one after another, one thread: 8 and 32 dialogues
// of 4 turns each on the bundled model. Run: node --conditions=@sdialog/source packages/local/bench/batching.ts
import type { ChatModel, Message } from "@sdialog/llm";
import { backend } from "../src/backend.ts";

const rounds = 3;
const turns = 4;
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

interface Outcome {
  readonly milliseconds: number;
  readonly tokens: number;
  readonly words: string;
}

async function dialogue(
  model: ChatModel,
  index: number,
  session: string,
): Promise<{ tokens: number; words: string }> {
  const messages: Message[] = [
    { role: "system", content: `Your name: Alice ${index}\nYour role: ${roles[index % roles.length]}` },
  ];
  let tokens = 0;
  for (let turn = 0; turn < turns; turn++) {
    messages.push({
      role: "user",
      content: `Hello, this is turn ${turn + 1}. Tell me about your day, please.`,
    });
    const { text, usage } = await model.generate({
      messages,
      session,
      seed: 100 * index + turn,
      maxTokens: 40,
    });
    tokens += usage.outputTokens;
    messages.push({ role: "assistant", content: text });
  }
  return { tokens, words: messages.map(({ content }) => content).join("\n") };
}

async function run(model: ChatModel, count: number, together: boolean, round: string): Promise<Outcome> {
  const start = performance.now();
  const all = Array.from({ length: count }, (_, index) => () => dialogue(model, index, `${round} ${index}`));
  const results: Awaited<ReturnType<typeof dialogue>>[] = [];
  if (together) results.push(...(await Promise.all(all.map((each) => each()))));
  else for (const each of all) results.push(await each());
  return {
    milliseconds: performance.now() - start,
    tokens: results.reduce((sum, { tokens }) => sum + tokens, 0),
    words: results.map(({ words }) => words).join("\n"),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

// Another model folder and other numbers of sessions may be given as arguments.
const folder = process.argv[2] ?? "";
const alone = await backend.chat(folder, { batch: 1 });
const batched = await backend.chat(folder, { batch: 32 });
await run(alone, 2, false, "warm-up");
await run(batched, 2, true, "warm-up");
for (const count of (process.argv[3] ?? "8,32").split(",").map(Number)) {
  const pairs: { readonly sequential: Outcome; readonly together: Outcome }[] = [];
  for (let round = 0; round < rounds; round++) {
    const label = `${count} ${round}`;
    pairs.push({
      sequential: await run(alone, count, false, label),
      together: await run(batched, count, true, label),
    });
  }
  if (pairs.some(({ sequential, together }) => sequential.words !== together.words))
    throw new Error("batching changed a reply");
  const speed = (kind: "sequential" | "together"): number =>
    median(pairs.map((pair) => (1000 * pair[kind].tokens) / pair[kind].milliseconds));
  const ratio = median(
    pairs.map(({ sequential, together }) => sequential.milliseconds / together.milliseconds),
  );
  console.log(
    `${count} sessions: ${speed("sequential").toFixed(0)} tokens/s one after another, ${speed("together").toFixed(0)} together, ${ratio.toFixed(2)} times as fast`,
  );
}
