import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";

/** Two agents talk, and a user talks to a chatbot over the network, in what a Cloudflare Worker finds around it. */
const program = `
import { Agent, chatbot, Conversation, webhookChatbot } from "@sdialog/agents";
import { Dialog } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { Persona } from "@sdialog/personas";

const play = (name, said) => new Agent({ persona: new Persona({ name }), model: scriptedModel(said) });
const texts = (dialog) => dialog.turns.map(({ text }) => text);
export default {
  async fetch() {
    const bob = play("Bob", ["Hello.", "Bye."]);
    const talk = await new Conversation({ participants: [play("Alice", ["Hi, Bob!", "Bye. STOP"]), bob] }).run({ seed: 1 });
    const url = "https://bot.example/chat";
    const bot = chatbot(webhookChatbot({ url, body: { text: "{{message}}" }, answer: "said" }));
    const asked = await new Conversation({ participants: [play("Ann", ["Hi!", "STOP"]), bot] }).run({ seed: 1 });
    return Response.json([texts(Dialog.from(talk.toJSON())), texts(asked)]);
  },
};
`;

const expected = [
  ["Hi, Bob!", "Hello.", "Bye.", "Bye."],
  ["Hi!", "Good day."],
];

const host = `
import { readFileSync } from "node:fs";
import { Miniflare } from "miniflare";

const workers = new Miniflare({
  modules: [{ type: "ESModule", path: "worker.js", contents: readFileSync("worker.js", "utf8") }],
  compatibilityDate: "2025-11-01",
  outboundService: () => Response.json({ said: "Good day." }),
});
console.log(await (await workers.dispatchFetch("http://localhost/")).text());
await workers.dispose();
`;

/**
 * Bundles a program with the packages that a project has installed, and runs it in workerd, which Cloudflare's Workers are.
 * @param project the project
 * @param workplace an empty folder, where Miniflare is installed
 * @throws Error when anything else is said than in Node
 */
export async function talkInWorkerd(project: string, workplace: string): Promise<void> {
  mkdirSync(workplace, { recursive: true });
  const entry = join(project, "worker-entry.js");
  writeFileSync(entry, program);
  const bundle = await rolldown({
    input: entry,
    cwd: project,
    platform: "browser",
    logLevel: "silent",
    transform: { target: "es2022" },
    resolve: { conditionNames: ["workerd", "browser", "import", "default"] },
  });
  const { output } = await bundle.generate({ format: "es", codeSplitting: false });
  await bundle.close();
  writeFileSync(join(workplace, "worker.js"), output[0].code);
  writeFileSync(join(workplace, "host.mjs"), host);
  writeFileSync(join(workplace, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const run = (command: string, ...args: readonly string[]): string =>
    execFileSync(command, args, { cwd: workplace, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  run("npm", "install", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline", "miniflare@4");
  const said = run(process.execPath, "host.mjs").trim();
  if (said !== JSON.stringify(expected)) throw new Error(`in workerd, this was said: ${said}`);
}
