// How much dialogues repeat themselves with a model whose folder recommends no settings: by what is assumed then, by the
// most probable token, and by plain sampling. A dialogue ends when one side says that it is over: two who go on to take
// leave of each other say the same again, whatever they are sampled by. The bundled model without its settings, or the one that REPETITION_MODEL
// names (`llama:/models/SmolLM2-135M-Instruct-Q4_1.gguf`): pnpm bench repetition
import { type ChatModel, type Message, type ModelSettings, resolveModel } from "@sdialog/llm";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundledModel } from "../src/bundled-model.ts";

const dialogues = Number(process.argv[2] ?? 20);
const turns = 10;
const topics = ["a lost parcel", "a hotel booking", "a sore knee", "a new phone", "dinner for six"];

const ways: Readonly<Record<string, ModelSettings>> = {
  "what is assumed": {},
  "the most probable token": { temperature: 0 },
  "plain sampling": { temperature: 1, topP: 1, topK: 0, repetitionPenalty: 1 },
};

/** As the bundled model was taught to say it, and as others do. */
const over = /STOP|\b(?:good)?bye\b/i;

/** Both sides by the same model, each seeing its own messages as the assistant's. */
async function dialogue(
  model: ChatModel,
  index: number,
  settings: ModelSettings,
): Promise<readonly string[]> {
  const said: string[] = [];
  const topic = topics[index % topics.length];
  for (let turn = 0; turn < turns; turn++) {
    const me = turn % 2;
    const system = `You are a ${me === 0 ? "customer" : "clerk"} in a conversation about ${topic}. Say one or two sentences.`;
    const messages: Message[] = [{ role: "system", content: system }];
    if (me === 0) messages.push({ role: "user", content: "Hello, how can I help you?" });
    for (const [at, content] of said.entries())
      messages.push({ role: at % 2 === me ? "assistant" : "user", content });
    const session = `${index} ${me} ${JSON.stringify(settings)}`;
    const { text } = await model.generate({
      messages,
      session,
      seed: 100 * index + turn,
      maxTokens: 40,
      ...settings,
    });
    if (text.trim() === "" || over.test(text)) break;
    said.push(text.trim());
  }
  return said;
}

/** The share of four words in a row that stood in the dialogue before, and of messages that did. */
function repetition(said: readonly string[]): readonly [grams: number, messages: number] {
  const seen = new Set<string>();
  let again = 0;
  let all = 0;
  for (const text of said) {
    const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
    for (let at = 0; at + 4 <= words.length; at++) {
      const gram = words.slice(at, at + 4).join(" ");
      all++;
      if (seen.has(gram)) again++;
      seen.add(gram);
    }
  }
  return [all === 0 ? 0 : again / all, said.length === 0 ? 0 : 1 - new Set(said).size / said.length];
}

const folder = await mkdtemp(join(tmpdir(), "sdialog-no-settings-"));
try {
  const without = join(folder, "model");
  await cp(bundledModel.folder, without, { recursive: true });
  await rm(join(without, "generation_config.json"));
  const model = await resolveModel(process.env["REPETITION_MODEL"] ?? `local:${without}`);
  console.log(
    `${process.env["REPETITION_MODEL"] ?? "the bundled model, without its settings"}: ${dialogues} dialogues of ${turns} turns`,
  );
  for (const [way, settings] of Object.entries(ways)) {
    const shares: (readonly [number, number])[] = [];
    for (let index = 0; index < dialogues; index++)
      shares.push(repetition(await dialogue(model, index, settings)));
    const mean = (place: 0 | 1): string =>
      `${((100 * shares.reduce((sum, share) => sum + share[place], 0)) / dialogues).toFixed(1)} %`;
    console.log(
      `${way.padEnd(24)} four words again: ${mean(0).padStart(7)}   whole messages again: ${mean(1).padStart(7)}`,
    );
  }
  await model.close?.();
} finally {
  await rm(folder, { recursive: true });
}
process.exit();
