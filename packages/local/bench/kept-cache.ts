// A 20-turn conversation with the bundled model, with its key-value cache kept between turns and without: prompt
// tokens fed and milliseconds per turn. Run: node --conditions=@sdialog/source packages/local/bench/kept-cache.ts
import type { ChatModel, Message } from "@sdialog/llm";
import { backend } from "../src/backend.ts";

const turns = 20;
const rounds = 5;
const keeping = await backend.chat("", {});
const forgetting = await backend.chat("", { cachedTokens: 0 });

interface Conversation {
  readonly fed: number;
  readonly milliseconds: number;
  readonly words: string;
}

async function talk(model: ChatModel, session: string): Promise<Conversation> {
  const messages: Message[] = [
    { role: "system", content: `Your name: Alice\nYour role: friendly barista\nTalk: ${session}` },
  ];
  let fed = 0;
  let words = "";
  const start = performance.now();
  for (let turn = 0; turn < turns; turn++) {
    messages.push({
      role: "user",
      content: `This is question number ${turn + 1}: what else do you have for me?`,
    });
    const { text, usage } = await model.generate({ messages, session, seed: turn, maxTokens: 24 });
    fed += usage.inputTokens - (usage.cachedInputTokens ?? 0);
    words += `${text}\n`;
    messages.push({ role: "assistant", content: text });
  }
  return { fed, milliseconds: performance.now() - start, words };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

await talk(forgetting, "warm-up");
const pairs: { readonly kept: Conversation; readonly fresh: Conversation }[] = [];
for (let round = 0; round < rounds; round++) {
  // A system message of its own, or a session would begin with what another left behind.
  const session = `round ${round}`;
  pairs.push({ kept: await talk(keeping, session), fresh: await talk(forgetting, session) });
}
if (pairs.some(({ kept, fresh }) => kept.words !== fresh.words)) throw new Error("the cache changed a reply");

for (const kind of ["kept", "fresh"] as const) {
  const perTurn = median(pairs.map((pair) => pair[kind].milliseconds)) / turns;
  console.log(
    `${kind.padEnd(5)}  ${pairs[0]?.[kind].fed} prompt tokens fed  ${perTurn.toFixed(1)} ms per turn`,
  );
}
const ratio = median(pairs.map(({ kept, fresh }) => fresh.milliseconds / kept.milliseconds));
console.log(
  `a turn is ${ratio.toFixed(2)} times as fast with the kept cache (median of ${rounds} paired rounds)`,
);
