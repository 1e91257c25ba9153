import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { ollama, type PullProgress } from "./ollama.ts";

/** An Ollama that has no model until one is pulled. */
async function emptyOllama(): Promise<{ url: string; paths: string[]; close(): void }> {
  const paths: string[] = [];
  let pulled = false;
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    paths.push(path);
    pulled ||= path === "/api/pull";
    if (path === "/api/show") return void response.writeHead(pulled ? 200 : 404).end("{}");
    response.writeHead(200, { "content-type": "application/x-ndjson" });
    const lines =
      path === "/api/pull"
        ? [
            { status: "pulling manifest" },
            { status: "pulling layer", digest: "sha256:1", total: 1000, completed: 400 },
            { status: "success" },
          ]
        : [{ model: "m", message: { role: "assistant", content: "hi" }, done: true, done_reason: "stop" }];
    response.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, paths, close: () => void server.close() };
}

const request = { messages: [{ role: "user" as const, content: "Hi" }] };

interface Asked {
  readonly messages: readonly { readonly content: string }[];
  readonly truncate?: boolean;
  readonly options: { readonly num_ctx?: number };
}

/** An Ollama that answers as `answer` says, and the paths it was asked for. */
async function fakeOllama(answer: (asked: Asked) => { status?: number; body: object }, version = "0.9.0") {
  const paths: string[] = [];
  const server = createServer((incoming, response) => {
    let text = "";
    incoming.on("data", (piece: Buffer) => (text += piece.toString()));
    incoming.on("end", () => {
      paths.push(incoming.url ?? "");
      if (incoming.url === "/api/version") return void response.end(JSON.stringify({ version }));
      const { status = 200, body } = answer(JSON.parse(text) as Asked);
      const type = status === 200 ? "application/x-ndjson" : "application/json";
      response.writeHead(status, { "content-type": type }).end(`${JSON.stringify(body)}\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { baseURL: `http://127.0.0.1:${port}`, paths, close };
}

const answered = (read: number, more: object = {}) => ({
  model: "m",
  message: { role: "assistant", content: "hi" },
  done: true,
  done_reason: "stop",
  prompt_eval_count: read,
  eval_count: 2,
  ...more,
});

/** What is said of a prompt of which so many tokens were read. */
async function warningsFor(
  content: string,
  read: number,
  contextLength?: number,
): Promise<readonly string[]> {
  const { baseURL, close } = await fakeOllama(() => ({ body: answered(read) }));
  try {
    const model = await ollama("m", { baseURL, contextLength });
    const { warnings } = await model.generate({ messages: [{ role: "user", content }] });
    return warnings.map(({ message }) => (/may be all that it holds/.test(message) ? "doubt" : "cut"));
  } finally {
    close();
  }
}

const long = "A fact to know by heart. ".repeat(3000);

describe("a prompt for ollama", () => {
  it.each([
    ["fills the default", long, 4096, undefined],
    ["fills half of the default, as a message that is too long does", long, 2051, undefined],
    ["fills what was asked for but for a token", long, 8191, 8192],
    ["fills a small context", long.slice(0, 5000), 512, 512],
    ["is longer than what was asked for, however much was read", long, 300, 8192],
  ])("that %s was cut", async (_, content, read, contextLength) => {
    expect(await warningsFor(content, read, contextLength)).toEqual(["cut"]);
  });

  it.each([
    ["fills a larger default", long, 16_384, undefined],
    ["fills what was asked for", long, 16_384, 16_384],
    ["fills no usual context, and seems to be more", long, 5000, undefined],
    ["is of digits, and fills it", "1234567890".repeat(2000), 8192, 8192],
  ])("that %s may have been cut", async (_, content, read, contextLength) => {
    expect(await warningsFor(content, read, contextLength)).toEqual(["doubt"]);
  });

  it.each([
    ["fits", long, 18_002, 32_768],
    ["was in the cache", long, 1, undefined],
    ["is blanks mostly", `word${" ".repeat(60)}`.repeat(500), 1500, undefined],
    ["is nearly as long as the context", "word ".repeat(3200), 4000, 4096],
    ["is of digits", "1234567890".repeat(2000), 7000, undefined],
    ["is of characters with a token each", "知识".repeat(3000), 4200, undefined],
    ["is lines of dashes", `Total | 5\n${"-".repeat(80)}\n`.repeat(400), 2300, 4096],
  ])("that %s was not", async (_, content, read, contextLength) => {
    expect(await warningsFor(content, read, contextLength)).toEqual([]);
  });

  it("is doubted once for a model, and not where its server would have refused it", async () => {
    const times = { total_duration: 5 };
    for (const [version, more, doubts] of [
      ["0.12.6", times, 0],
      ["1.0.0-rc1", times, 0],
      ["0.12.5", times, 1],
      ["0.0.0", times, 1],
      ["0.12.6", {}, 1],
    ] as const) {
      const { baseURL, paths, close } = await fakeOllama(() => ({ body: answered(16_384, more) }), version);
      const model = await ollama("m", { baseURL, contextLength: 16_384 });
      const said = [];
      for (let call = 0; call < 3; call++)
        said.push(...(await model.generate({ messages: [{ role: "user", content: long }] })).warnings);
      close();
      expect([version, said.map(({ setting }) => setting)]).toEqual([
        version,
        Array.from({ length: doubts }, () => "contextLength"),
      ]);
      expect(paths.filter((path) => path === "/api/version")).toHaveLength("total_duration" in more ? 1 : 0);
    }
  });

  it.each([
    [{ error: "the input length exceeds the context length" }, "longer than the context"],
    [
      { error: "the prompt is longer than the context length currently available to the model" },
      "longer than",
    ],
    [
      {
        error: JSON.stringify({
          error: {
            code: 400,
            message:
              "request (8889 tokens) exceeds the available context size (4096 tokens), try increasing it",
            type: "exceed_context_size_error",
          },
        }),
      },
      "holds 4096 of the prompt's 8889 tokens",
    ],
  ])("that a server refuses to cut is cut with a warning: %j", async (error, told) => {
    const asked: unknown[] = [];
    for (const status of [400, 200]) {
      const { baseURL, close } = await fakeOllama(({ truncate }) => {
        asked.push(truncate);
        return truncate === false ? { status, body: error } : { body: answered(4000) };
      });
      const model = await ollama("m", { baseURL });
      const { text, warnings } = await model.generate({ messages: [{ role: "user", content: "Hi" }] });
      close();
      expect(text).toBe("hi");
      expect(warnings).toEqual([{ setting: "contextLength", message: expect.stringContaining(told) }]);
    }
    expect(asked).toEqual([false, undefined, false, undefined]);
  });

  it("is not sent again where the caller said what is to be done", async () => {
    const { baseURL, paths, close } = await fakeOllama(() => ({
      status: 400,
      body: { error: "the input length exceeds the context length" },
    }));
    const model = await ollama("m", { baseURL });
    const backendOptions = { ollama: { truncate: false } };
    await expect(
      model.generate({ messages: [{ role: "user", content: "Hi" }], backendOptions }),
    ).rejects.toThrow("the input length exceeds the context length");
    close();
    expect(paths).toEqual(["/api/chat"]);
  });

  it("leaves no room, when the reply goes on beyond the context", async () => {
    const { baseURL, close } = await fakeOllama(() => ({ body: answered(1500, { eval_count: 600 }) }));
    const model = await ollama("m", { baseURL, contextLength: 2048 });
    const { warnings } = await model.generate({
      messages: [{ role: "user", content: "Tell me. ".repeat(700) }],
    });
    close();
    expect(warnings[0]?.message).toContain("prompt and reply have 2100 tokens, and the server holds 2048");
  });
});

describe("ollama", () => {
  it("pulls a missing model once when told to, and tells how far it is", async () => {
    const { url, paths, close } = await emptyOllama();
    const progress: PullProgress[] = [];
    const model = await ollama("m", { baseURL: url, pull: (step) => void progress.push(step) });
    const answers = await Promise.all([model.generate(request), model.generate(request)]);
    expect(answers.map(({ text }) => text)).toEqual(["hi", "hi"]);
    expect(paths.filter((path) => path === "/api/pull")).toHaveLength(1);
    expect(progress).toContainEqual({ model: "m", status: "pulling layer", completed: 400, total: 1000 });
    close();
  });

  it("pulls nothing by itself", async () => {
    const { url, paths, close } = await emptyOllama();
    await (await ollama("m", { baseURL: url })).generate(request);
    expect(paths).toEqual(["/api/chat"]);
    close();
  });
});
