import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import {
  Agent,
  assistant,
  chatbot,
  Conversation,
  feedbackUser,
  goalDirectedUser,
  llmSelect,
  webhookChatbot,
} from "@sdialog/agents";
import { saveDialog } from "@sdialog/core/fs";
import { LLMJudgeRealDialog } from "@sdialog/evaluation/judges";
import { PersonaGenerator } from "@sdialog/generators";
import { compose, configure, resetDefaults, withCache, withRecording } from "@sdialog/llm";
import { openaiProtocol, startWireServer } from "@sdialog/llm/testing";
import { Persona } from "@sdialog/personas";
import { afterEach, describe, expect, it, vi } from "vitest";

const secrets = {
  key: "key-8Vb2Nq6Lx0",
  header: "header-5Tg9Ws1Cz4",
  user: "user-3Fd8Kj2Pq7",
  password: "password-1Aq2Ws3Ed4",
  query: "query-6Nm7Kj8Hg9",
  environment: "environment-4Fd5Sa6Po7",
};
const planted = Object.values(secrets);

afterEach(() => {
  resetDefaults();
  vi.unstubAllEnvs();
});

/** Everything a program gets to see or to keep: values with their errors' causes, what is printed, and files. */
async function everythingTold(
  address: (url: string) => string,
): Promise<{ told: string; files: number; results: number }> {
  const folder = await mkdtemp(join(tmpdir(), "sdialog-planted-"));
  const told: unknown[] = [];
  const spies = (["log", "info", "warn", "error", "debug"] as const).map((method) =>
    vi.spyOn(console, method).mockImplementation((...values) => void told.push(values)),
  );
  for (const name of [
    "OPENAI_API_KEY",
    "OPENAI_ORG_ID",
    "HF_TOKEN",
    "OLLAMA_API_KEY",
    "AWS_SECRET_ACCESS_KEY",
  ])
    vi.stubEnv(name, secrets.environment);
  await using server = await startWireServer(openaiProtocol);
  const usage = { inputTokens: 1, outputTokens: 1 };
  server.answer(() => ({
    reply: { text: ['{"satisfied": false, "message": "Go on."}'], finish: "stop", usage },
  }));
  const baseURL = address(`${server.url}/v1`);
  const headers = { "x-secret": secrets.header };
  configure({
    model: "openai:m",
    backends: { openai: { apiKey: secrets.key, headers, baseURL } },
    middleware: compose(
      withRecording(join(folder, "record.jsonl")),
      withCache({ directory: join(folder, "cache") }),
    ),
  });
  const settled = async (run: () => unknown): Promise<unknown> => {
    try {
      return await run();
    } catch (error) {
      return error;
    }
  };
  const persona = new Persona({ name: "Ana" });
  // Its answers are not where it looks for them: what is told then is an error.
  const webhook = () =>
    chatbot(webhookChatbot({ url: `${baseURL}`, headers, body: { say: "{{message}}", key: secrets.key } }));
  const bot = () => chatbot(baseURL, { apiKey: secrets.key, headers });
  const users = [
    () => new Agent({ name: "Ana", persona }),
    () => goalDirectedUser({ persona, goal: "a room", settings: { temperature: 0.1 } }),
    () => feedbackUser({ persona, query: "A room?", settings: { temperature: 0.1 } }),
  ];
  for (const user of users)
    for (const other of [bot, webhook, () => assistant()]) {
      const result = await settled(() =>
        new Conversation({ participants: [user(), other()], maxTurns: 3, turnTaking: llmSelect() }).run({
          seed: 1,
          onEvent: (event) => void told.push(event),
        }),
      );
      told.push(result);
      const dialog = result instanceof Error ? (result as { dialog?: unknown }).dialog : result;
      if (dialog !== undefined) await saveDialog(dialog as never, join(folder, `${told.length}.json`));
    }
  told.push(
    await settled(() => new PersonaGenerator(Persona, { retries: 0 }).generate({ seed: 1 })),
    await settled(async () => {
      const dialog = await new Agent({ name: "A", firstUtterance: "Hi." }).dialogWith(assistant(), {
        seed: 1,
        maxTurns: 1,
      });
      return new LLMJudgeRealDialog({ retries: 0 }).judge(dialog, { seed: 1 });
    }),
  );
  for (const spy of spies) spy.mockRestore();
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), "utf8")));
  return {
    told: [
      ...texts,
      inspect(told, { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null }),
      JSON.stringify(told),
    ].join("\n"),
    files: files.length,
    results: told.length,
  };
}

describe("planted secrets", () => {
  it.each([
    ["a plain address", (url: string) => url],
    [
      "an address with a name and a password",
      (url: string) => url.replace("http://", `http://${secrets.user}:${secrets.password}@`),
    ],
    ["an address with a key in its query", (url: string) => `${url}?key=${secrets.query}`],
  ])("%s: none is written, told or printed", async (_case, address) => {
    const { told, files, results } = await everythingTold(address);
    expect(results).toBeGreaterThan(8);
    // The first address works: what is looked at are whole dialogues, judged, recorded and kept.
    if (address("x") === "x") expect(told).toContain('"stopReason":"max_turns"');
    expect(files).toBeGreaterThan(3);
    for (const secret of planted) expect(told.includes(secret), secret).toBe(false);
  });
});
