// How long the page waits for a look into a reply: until the reply is there with how strong every layer is at every token,
// until the columns that a page shows first say what would be said from there, and until all of them do, the prompt's
// included. The bundled model, or the one given: node --conditions=@sdialog/source apps/playground/bench/look.ts local:/models/x
import { sceneSchema } from "../src/protocol/scene.ts";
import type { LensView, LookView } from "../src/protocol/inspection.ts";
import { startPlayground } from "../src/server/start-playground.ts";

/** About as many columns as a window of 1366 × 768 shows, and the page asks for at once. */
const [inView, together] = [32, 8];

const model = process.argv[2] ?? "local";
const persona = { type: "Persona", attributes: { name: "Ann", role: "barista" } };
const [participant] = sceneSchema.shape.participants.parse([{ persona, model }, { persona }]);
const { url, close } = await startPlayground({ port: 0 });

async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${url}/api/inspect/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Answer;
}

async function look(seed: number): Promise<void> {
  const start = performance.now();
  const before = process.cpuUsage();
  const sinceStart = (): string => {
    const { user, system } = process.cpuUsage(before);
    const [wall, cpu] = [performance.now() - start, (user + system) / 1000];
    return `${(wall / 1000).toFixed(2)} s (${(cpu / 1000).toFixed(2)} s of processor time)`;
  };
  const message = "Hello, do you have coffee?";
  const { layers, prompt, tokens } = await post<LookView>("look", { participant, message, seed });
  const replied = sinceStart();
  const columns = [...tokens, ...prompt].map(({ states }) => states);
  const read: string[] = [];
  for (let at = 0; at < columns.length; at += together) {
    await post<LensView>("lens", { states: columns.slice(at, at + together) });
    const isAfter = (end: number): boolean => at < end && at + together >= end;
    if (at === 0) read.push(`the first ${Math.min(together, tokens.length)} columns ${sinceStart()}`);
    if (isAfter(Math.min(inView, tokens.length))) read.push(`those in view ${sinceStart()}`);
    if (isAfter(tokens.length)) read.push(`the reply's ${sinceStart()}`);
  }
  console.log(
    `${layers.length} layers, ${tokens.length} tokens of the reply, ${prompt.length} of the prompt: the reply ${replied}, ${read.join(", ")}, all ${sinceStart()}`,
  );
}

// The first loads the model.
for (const seed of [0, 1, 2, 3]) await look(seed);
await close();
