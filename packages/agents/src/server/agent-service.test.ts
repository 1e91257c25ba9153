import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog, type Orchestrator } from "@sdialog/core";
import type { ChatModel } from "@sdialog/llm";
import { afterEach, describe, expect, it } from "vitest";
import { Agent } from "../agent/agent.ts";
import { dialogLog } from "./dialog-log.ts";
import { serveAgents } from "./serve-agents.ts";
import { closeTestServers, serveForTest } from "./serve-for-test.ts";

afterEach(closeTestServers);

const user = (content: string) => ({ role: "user", content }) as const;
const assistant = (content: string) => ({ role: "assistant", content }) as const;

/** Says once in a conversation what it has to say. */
const once: Orchestrator = {
  label: "once",
  persistent: false,
  begin: () => {
    let said = false;
    return {
      instruct: () => {
        if (said) return undefined;
        said = true;
        return "Greet.";
      },
    };
  },
  toJSON: () => ({ name: "once" }),
};

describe("a server without sessions", () => {
  it("keeps clients apart, also when they talk at the same time", async () => {
    const { openai } = await serveForTest(async ({ messages }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return `re: ${messages.at(-1)?.content ?? ""} after ${messages.length}`;
    });
    const talk = async (client: number) => {
      const messages: ({ role: "user"; content: string } | { role: "assistant"; content: string })[] = [];
      for (let turn = 0; turn < 3; turn++) {
        messages.push(user(`${client}.${turn}`));
        const { choices } = await openai.chat.completions.create({ model: "Alice", messages });
        messages.push(assistant(choices[0]?.message.content ?? ""));
      }
      return messages.map(({ content }) => content);
    };
    const talks = await Promise.all(Array.from({ length: 40 }, (_, client) => talk(client)));
    for (const [client, said] of talks.entries()) {
      expect(said).toEqual(
        [0, 1, 2].flatMap((turn) => [`${client}.${turn}`, `re: ${client}.${turn} after ${2 + 2 * turn}`]),
      );
    }
  });

  it("answers others while one is being answered, even when its client does not read", async () => {
    const held = Promise.withResolvers<void>();
    const { openai, server } = await serveForTest(async ({ messages }) => {
      if (messages.at(-1)?.content === "slow") await held.promise;
      return "x ".repeat(100_000);
    });
    const slow = openai.chat.completions.create({ model: "Alice", messages: [user("slow")], stream: true });
    const unread = await fetch(`${server.url}/api/chat`, {
      method: "POST",
      body: JSON.stringify({ model: "Alice", messages: [user("fast")] }),
    });
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    const fast = await openai.chat.completions.create({ model: "Alice", messages: [user("fast")] });
    expect(fast.choices[0]?.message.content).toHaveLength(199_999);
    held.resolve();
    for await (const _ of await slow);
    await unread.body?.cancel();
  });

  it("stops the agent when its client leaves", async () => {
    const asked = Promise.withResolvers<AbortSignal>();
    const { openai, errors } = await serveForTest(
      ({ signal: given }) =>
        new Promise((_, reject) => {
          given?.addEventListener("abort", () => reject(given.reason as Error));
          asked.resolve(given as AbortSignal);
        }),
    );
    const controller = new AbortController();
    const asking = openai.chat.completions.create(
      { model: "Alice", messages: [user("Hi")] },
      { signal: controller.signal },
    );
    const signal = await asked.promise;
    controller.abort();
    await expect(asking).rejects.toThrow("aborted");
    while (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(errors).toEqual([]);
  });

  it("stops the agent when its client leaves in the middle of a stream", async () => {
    const stopped = Promise.withResolvers<unknown>();
    const { model: scripted } = await serveForTest([]);
    const model: ChatModel = {
      ...scripted,
      async *stream({ signal }) {
        yield { type: "text", delta: "Hello" };
        await new Promise((_, reject) => {
          signal?.addEventListener("abort", () => {
            stopped.resolve(signal.reason);
            reject(signal.reason as Error);
          });
        });
      },
    };
    const { openai, errors } = await serveForTest([], {}, { model });
    const stream = await openai.chat.completions.create({
      model: "Alice",
      messages: [user("Hi")],
      stream: true,
    });
    for await (const { choices } of stream) if (choices[0]?.delta.content === "Hello") break;
    await stopped.promise;
    expect(errors).toEqual([]);
  });

  it("sends what is said before the rest is thought of", async () => {
    const rest = Promise.withResolvers<void>();
    const { model: scripted } = await serveForTest([]);
    const model = {
      ...scripted,
      async *stream() {
        yield { type: "text", delta: "Hello" } as const;
        await rest.promise;
        yield { type: "text", delta: " there" } as const;
        const usage = { inputTokens: 1, outputTokens: 2, calls: 1 };
        const result = {
          text: "Hello there",
          toolCalls: [],
          finishReason: "stop",
          usage,
          warnings: [],
          model: "x",
        } as const;
        yield { type: "finish", result } as const;
      },
    };
    const { ollama } = await serveForTest([], {}, { model });
    const pieces: string[] = [];
    for await (const { message } of await ollama.chat({
      model: "Alice",
      messages: [user("Hi")],
      stream: true,
    })) {
      pieces.push(message.content);
      rest.resolve();
    }
    expect(pieces).toEqual(["Hello", " there", ""]);
  });

  it("tells of an error in the middle of a stream in the stream", async () => {
    const model = {
      ...(await serveForTest([])).model,
      // eslint-disable-next-line require-yield
      async *stream() {
        yield { type: "text", delta: "Hello" } as const;
        throw new Error("hunter2");
      },
    };
    const { openai, errors } = await serveForTest([], {}, { model });
    const stream = await openai.chat.completions.create({
      model: "Alice",
      messages: [user("Hi")],
      stream: true,
    });
    let text = "";
    const reading = (async () => {
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
    })();
    await expect(reading).rejects.toThrow("The agent failed to answer.");
    expect([text, errors.length]).toEqual(["Hello", 1]);
  });

  it("starts every request's rules afresh and ignores a session nobody allowed", async () => {
    const { openai, model } = await serveForTest(() => "ok", {}, { orchestrators: [once] });
    for (let time = 0; time < 2; time++) {
      await openai.chat.completions.create(
        { model: "Alice", messages: [user("Hi")] },
        { headers: { "x-session-id": "s" } },
      );
    }
    expect(model.requests.map(({ messages }) => messages.length)).toEqual([3, 3]);
  });
});

describe("a server with sessions", () => {
  const inSession = async (options: Parameters<typeof serveForTest>[2] = {}) => {
    const test = await serveForTest(
      ({ messages }) => `answer ${messages.length}`,
      { sessions: true },
      options,
    );
    const ask = async (
      id: string,
      ...messages: { role: "user" | "assistant" | "system"; content: string }[]
    ) =>
      (
        await test.openai.chat.completions.create(
          { model: "Alice", messages },
          { headers: { "x-session-id": id } },
        )
      ).choices[0]?.message.content;
    const heard = () =>
      test.model.requests
        .at(-1)
        ?.messages.slice(1)
        .map(({ content }) => content);
    return { ...test, ask, heard };
  };

  it("remembers what a client does not repeat, and rules remember with it", async () => {
    const { ask, heard } = await inSession({ orchestrators: [once] });
    await ask("a", user("One"));
    expect(heard()).toEqual(["Greet.", "One"]);
    await ask("b", user("Other"));
    expect(heard()).toEqual(["Greet.", "Other"]);
    await ask("a", user("Two"));
    expect(heard()).toEqual(["One", "answer 3", "Two"]);
  });

  it("goes on when a client repeats everything, tidied up or not", async () => {
    const { ask, heard } = await inSession({ orchestrators: [once] });
    await ask("a", user("One"));
    await ask("a", user(" One "), assistant("answer  3"), user("Two"));
    expect(heard()).toEqual(["One", "answer 3", "Two"]);
  });

  it("takes over another history instead of forgetting it", async () => {
    const { ask, heard } = await inSession();
    await ask("a", user("One"));
    await ask("a", user("Uno"), assistant("Changed"), user("Two"));
    expect(heard()).toEqual(["Uno", "Changed", "Two"]);
    await ask("a", user("Three"));
    expect(heard()).toEqual(["Uno", "Changed", "Two", "answer 4", "Three"]);
  });

  it("follows a changed system message without losing the conversation", async () => {
    const { ask, heard } = await inSession();
    await ask("a", { role: "system", content: "Be brief." }, user("One"));
    await ask("a", { role: "system", content: "Be kind." }, user("One"), assistant("answer 3"), user("Two"));
    expect(heard()).toEqual(["Be kind.", "One", "answer 3", "Two"]);
  });

  it("answers requests of one session one after another, and goes on after a failure", async () => {
    let fail = false;
    const { openai, model } = await serveForTest(
      ({ messages }) => {
        if (fail) throw new Error("down");
        return `answer ${messages.length}`;
      },
      { sessions: true },
    );
    const ask = (text: string) =>
      openai.chat.completions.create(
        { model: "Alice", messages: [user(text)] },
        { headers: { "x-session-id": "a" } },
      );
    await Promise.all([ask("One"), ask("Two"), ask("Three")]);
    expect(model.requests.map(({ messages }) => messages.length)).toEqual([2, 4, 6]);
    fail = true;
    await expect(ask("Four")).rejects.toThrow("500");
    fail = false;
    await ask("Five");
    expect(model.requests.at(-1)?.messages.map(({ content }) => content)).toEqual([
      "You are Alice.",
      "One",
      "answer 2",
      "Two",
      "answer 4",
      "Three",
      "answer 6",
      "Five",
    ]);
  });

  it("hands a session out as a dialogue, and forgets it on request", async () => {
    const { ask, server } = await inSession();
    await ask("a", user("One"));
    const url = `${server.url}/sessions/Alice/a`;
    const dialog = Dialog.from(await (await fetch(url)).json());
    expect(dialog.turns.map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual([
      "User: One",
      "Alice: answer 2",
    ]);
    expect((await fetch(url, { method: "DELETE" })).status).toBe(204);
    expect((await fetch(url)).status).toBe(404);
  });

  it("refuses ids that could not name a file", async () => {
    const { ask } = await inSession();
    await expect(ask("../x", user("One"))).rejects.toThrow("X-Session-Id");
  });
});

describe("transcripts", () => {
  it("grow with the conversation under one id, each client's under its own", async () => {
    const dialogs: Dialog[] = [];
    const { openai, model } = await serveForTest(() => "ok", {
      onDialog: (dialog) => void dialogs.push(dialog),
    });
    const ask = (...messages: { role: "user" | "assistant"; content: string }[]) =>
      openai.chat.completions.create({ model: "Alice", messages });
    await ask(user("Hi"));
    await ask(user("Hi"), assistant("ok"), user("More"));
    await ask(user("Hi"), assistant("ok"), user("Else"));
    const [first, grown, branch] = dialogs;
    // Calls of one conversation are named alike, for the model's caches.
    expect(model.requests.map(({ session }) => session)).toEqual(
      [first, first, branch].map((dialog) => `${dialog?.id}/Alice`),
    );
    expect(grown?.id).toBe(first?.id);
    expect(branch?.id).not.toBe(first?.id);
    expect(grown?.toString()).toBe("User: Hi\nAlice: ok\nUser: More\nAlice: ok");
    expect(grown?.timestamp).toMatch(/Z$/);
    expect(grown?.events?.map(({ action }) => action)).toEqual(["utter", "utter", "utter", "utter"]);
  });

  it("are lines of a file that end with whole conversations, and a full disk is not a client's business", async () => {
    const folder = await mkdtemp(join(tmpdir(), "transcripts-"));
    const path = join(folder, "new", "log.jsonl");
    const { openai } = await serveForTest(() => "ok", { onDialog: dialogLog(path) });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        openai.chat.completions.create({ model: "Alice", messages: [user(`Hi ${index}`)] }),
      ),
    );
    const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
    expect(new Set(lines.map((line) => Dialog.from(JSON.parse(line)).turns[0]?.text)).size).toBe(20);
    await rm(folder, { recursive: true });

    const full = await serveForTest(["ok"], { onDialog: () => Promise.reject(new Error("disk full")) });
    await full.openai.chat.completions.create({ model: "Alice", messages: [user("Hi")] });
    expect(full.errors).toMatchObject([{ message: "disk full" }]);
  });
});

describe("the agents of a server", () => {
  it("have names of their own or of your choice, and come and go", async () => {
    const [first, second] = [new Agent({ name: "Bad Bob" }), new Agent({})];
    await using server = await serveAgents([first, second], { port: 0 });
    const names = () => server.agents.list().map(({ name }) => name);
    expect(names()).toEqual(["Bad-Bob", "agent"]);
    server.agents.add(first, "bob:v2");
    expect(server.agents.remove("agent")).toBe(true);
    expect(names()).toEqual(["Bad-Bob", "bob:v2"]);
    expect(() => server.agents.add(first)).toThrow('Two agents are called "Bad-Bob"');
    await expect(serveAgents([first, first], { port: 0 })).rejects.toThrow("Two agents");
  });
});
