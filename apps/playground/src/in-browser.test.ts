import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { expect, it, onTestFinished } from "vitest";
import { noBrowser, openBrowser } from "../../../tools/open-browser.ts";
import { serveFolder } from "./testing/serve-folder.ts";

/** What a page does with the packages: two agents talk, a chatbot answers over the network, Node is asked for in vain. */
const program = `
  import { Agent, budget, chatbot, Conversation, webhookChatbot } from "@sdialog/agents";
  import { Dialog } from "@sdialog/core";
  import { PersonaBank } from "@sdialog/generators";
  import { readRecording } from "@sdialog/llm";
  import { scriptedModel } from "@sdialog/llm/testing";
  import { LengthOrchestrator } from "@sdialog/orchestrators";
  import { Persona } from "@sdialog/personas";
  export { budget, PersonaBank, LengthOrchestrator };

  export async function scripted() {
    const talks = ["Hi, Bob!", "Bye. STOP"];
    const alice = new Agent({ persona: new Persona({ name: "Alice" }), model: scriptedModel(talks) });
    const bob = new Agent({ persona: new Persona({ name: "Bob" }), model: scriptedModel(["Hello.", "Bye."]) });
    const dialog = await new Conversation({ participants: [alice, bob] }).run({ seed: 1 });
    return Dialog.from(dialog.toJSON()).turns.map(({ speaker, text }) => speaker + ": " + text);
  }
  export async function overTheNetwork(url) {
    const user = new Agent({ persona: new Persona({ name: "Ann" }), model: scriptedModel(["Hi!", "STOP"]) });
    const bot = chatbot(webhookChatbot({ url, body: { text: "{{message}}" }, answer: "said" }));
    const dialog = await new Conversation({ participants: [user, bot] }).run({ seed: 1 });
    return dialog.turns.map(({ text }) => text);
  }
  export async function withoutNode() {
    try {
      await readRecording("answers.jsonl");
      return "nothing was said";
    } catch (error) {
      return error.message;
    }
  }
`;

it.skipIf(noBrowser !== undefined)(
  "a page and its workers hold conversations, and what needs Node says so",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "in-browser-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const entry = join(import.meta.dirname, "in-browser.entry.js");
    const bundled = await build({
      configFile: false,
      logLevel: "silent",
      root: import.meta.dirname,
      plugins: [
        {
          name: "entry",
          resolveId: (id) => (id === entry ? id : undefined),
          load: (id) => (id === entry ? program : undefined),
        },
      ],
      resolve: { conditions: ["@sdialog/source", "module", "browser"] },
      build: { outDir: folder, minify: false, lib: { entry, formats: ["es"], fileName: "page" } },
    });
    expect(bundled).toBeDefined();
    await writeFile(join(folder, "index.html"), "<!doctype html><title>Talk</title>");
    const worker = `import { scripted } from "./page.js"; postMessage(await scripted());`;
    await writeFile(join(folder, "worker.js"), worker);

    const { origin, close } = await serveFolder(folder, {
      "/bot": (_, response) => {
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ said: "Good day." }));
      },
    });
    onTestFinished(close);

    const browser = await openBrowser();
    onTestFinished(() => browser.close());
    const page = await browser.newPage();
    await page.goto(origin);
    const [scripted, network, node, inWorker] = (await page.evaluate(`(async () => {
    const sdialog = await import("/page.js");
    return [
      await sdialog.scripted(),
      await sdialog.overTheNetwork("${origin}/bot"),
      await sdialog.withoutNode(),
      await new Promise((resolve, reject) => {
        const worker = new Worker("/worker.js", { type: "module" });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
      }),
    ];
  })()`)) as [string[], string[], string, string[]];
    expect(scripted).toEqual(["Alice: Hi, Bob!", "Bob: Hello.", "Alice: Bye.", "Bob: Bye."]);
    expect(inWorker).toEqual(scripted);
    expect(network).toEqual(["Hi!", "Good day."]);
    expect(node).toContain("needs Node");
  },
);
