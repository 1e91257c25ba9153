// One library in a process of its own: has two speakers talk, many dialogues at once, and says what that cost.
// Called by peers.ts: contender.ts NAME TURNS DIALOGUES AT-ONCE PORT FOLDER
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AgentOptions } from "@sdialog/agents";

const [name = "", turns = 0, dialogues = 0, atOnce = 1, port = 0] = process.argv
  .slice(2, 7)
  .map((value, place) => (place === 0 ? value : Number(value))) as [string, number, number, number, number];
const baseURL = `http://127.0.0.1:${port}/v1`;
const folder = process.argv[7] ?? ".";
const peer = createRequire(join(folder, "package.json"));
/** A package of the folder that the peers were installed into. */
const load = async <Module>(specifier: string): Promise<Module> =>
  (await import(pathToFileURL(peer.resolve(specifier)).href)) as Module;

interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** As much of the SDK as is called here. */
interface OpenAISDK {
  readonly OpenAI: new (options: object) => {
    readonly chat: {
      readonly completions: {
        create(body: object): Promise<{
          readonly choices: readonly { readonly message: { readonly content: string | null } }[];
        }>;
      };
    };
  };
}

const personas = ["You are Alice, a sailor. Be brief.", "You are Bob, a baker. Be brief."];

/** What one does with a bare client: two histories, each with its own view of who is the user. */
async function talk(
  call: (messages: readonly ChatMessage[], seed: number) => Promise<string>,
  dialogue: number,
) {
  const histories = personas.map((content): ChatMessage[] => [{ role: "system", content }]);
  histories[0]?.push({ role: "user", content: "Begin." });
  for (let turn = 0; turn < turns; turn++) {
    const [own, other] = [histories[turn % 2] ?? [], histories[(turn + 1) % 2] ?? []];
    const content = await call(own, dialogue * turns + turn);
    own.push({ role: "assistant", content });
    other.push({ role: "user", content });
  }
}

/** Two agents of ours, with all the guards that conversations have. */
async function ours(
  options: Pick<AgentOptions, "tools" | "orchestrators">,
): Promise<(dialogue: number) => Promise<void>> {
  const { Agent } = await import("@sdialog/agents");
  const { configure } = await import("@sdialog/llm");
  configure({ backends: { openai: { apiKey: "none", baseURL } } });
  const [alice, bob] = ["Alice", "Bob"].map(
    (who, place) =>
      new Agent({ name: who, persona: personas[place] ?? "", model: "openai:bench", ...options }),
  ) as [InstanceType<typeof Agent>, InstanceType<typeof Agent>];
  return async (dialogue) => {
    const dialog = await alice.dialogWith(bob, { seed: dialogue, maxTurns: turns });
    if (dialog.turns.length !== turns) throw new Error(`${dialog.turns.length} turns, not ${turns}`);
  };
}

type Contender = () => Promise<(dialogue: number) => Promise<void>>;

const contenders: Readonly<Record<string, Contender>> = {
  async undici() {
    const { request } = await load<{
      request(url: string, options: object): Promise<{ body: { json(): Promise<unknown> } }>;
    }>("undici");
    const headers = { "content-type": "application/json", authorization: "Bearer none" };
    return (dialogue) =>
      talk(async (messages, seed) => {
        const body = JSON.stringify({ model: "bench", messages, seed });
        const answer = await request(`${baseURL}/chat/completions`, { method: "POST", headers, body });
        return ((await answer.body.json()) as { choices: { message: { content: string } }[] }).choices[0]!
          .message.content;
      }, dialogue);
  },
  async openai() {
    const { OpenAI } = await load<OpenAISDK>("openai");
    const client = new OpenAI({ apiKey: "none", baseURL, maxRetries: 0 });
    return (dialogue) =>
      talk(async (messages, seed) => {
        const asked = { model: "bench", messages, seed };
        return (await client.chat.completions.create(asked)).choices[0]?.message.content ?? "";
      }, dialogue);
  },
  async "ai-sdk"() {
    const { generateText } = await load<{ generateText(options: object): Promise<{ text: string }> }>("ai");
    const { createOpenAI } = await load<{
      createOpenAI(options: object): { chat(model: string): unknown };
    }>("@ai-sdk/openai");
    const model = createOpenAI({ apiKey: "none", baseURL }).chat("bench");
    return (dialogue) =>
      talk(async ([system, ...messages], seed) => {
        const asked = { model, system: system?.content, messages, seed, maxRetries: 0 };
        return (await generateText(asked)).text;
      }, dialogue);
  },
  sdialog: () => ours({}),
  /** The same with a tool that each may call, and a rule that looks at every turn. */
  async "sdialog-steered"() {
    const { tool } = await import("@sdialog/agents");
    const z = await import("zod");
    return ours({
      tools: [
        tool({
          name: "lookUp",
          description: "Looks something up.",
          input: z.object({}),
          run: () => "nothing",
        }),
      ],
      orchestrators: [
        {
          label: "pace",
          persistent: false,
          begin: () => ({
            instruct: (moment) => (moment.turns.length % 5 === 4 ? "Say where you went next." : undefined),
          }),
          toJSON: () => "pace",
        },
      ],
    });
  },
};

const imported = performance.now();
const dialogue = await contenders[name]!();
const importMs = performance.now() - imported;
const run = async (count: number): Promise<void> => {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await dialogue(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};
// Compiled and connected.
await run(Math.min(dialogues, Math.max(1, Math.ceil(2000 / turns))));
const [before, start] = [process.cpuUsage(), performance.now()];
await run(dialogues);
const { user, system } = process.cpuUsage(before);
process.send?.({
  importMs,
  seconds: (performance.now() - start) / 1000,
  cpuMs: (user + system) / 1000 / (dialogues * turns),
  peakMiB: process.resourceUsage().maxRSS / 1024,
});
process.disconnect?.();
process.exit(0);
