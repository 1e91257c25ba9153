import type { ChatModel, ChatRequest, ChatResult } from "../../chat-model.ts";
import { expect, it, vi } from "vitest";
import { compatibleProtocol, startWireServer } from "../../testing/index.ts";
import { huggingface } from "../huggingface/huggingface.ts";
import { openai } from "./openai.ts";

/** What servers publicly answer to fields they do not take: Groq, Gemini's OpenAI endpoint, Mistral, OpenAI's o-series. */
const refusals: readonly (readonly [
  server: string,
  field: string,
  setting: string,
  status: number,
  body: object,
])[] = [
  [
    "Groq",
    "chat_template_kwargs",
    "thinking",
    400,
    { error: { message: "property 'chat_template_kwargs' is unsupported", type: "invalid_request_error" } },
  ],
  [
    "Gemini",
    "top_k",
    "topK",
    400,
    {
      error: {
        code: 400,
        message: 'Invalid JSON payload received. Unknown name "top_k": Cannot find field.',
      },
    },
  ],
  [
    "Mistral",
    "seed",
    "seed",
    422,
    { detail: [{ type: "extra_forbidden", loc: ["body", "seed"], msg: "Extra inputs are not permitted" }] },
  ],
  [
    "an o-series model",
    "temperature",
    "temperature",
    400,
    {
      error: {
        message: "Unsupported parameter: 'temperature' is not supported with this model.",
        param: "temperature",
        code: "unsupported_parameter",
      },
    },
  ],
];

async function streamed(model: ChatModel, request: ChatRequest): Promise<ChatResult> {
  for await (const chunk of model.stream(request)) if (chunk.type === "finish") return chunk.result;
  throw new Error("the stream did not finish");
}

it.each(refusals)("%s refuses %s: it is left out, told of, and not sent again", async (...row) => {
  const [, field, setting, status, body] = row;
  const usage = { inputTokens: 1, outputTokens: 1 };
  await using server = await startWireServer({
    ...compatibleProtocol,
    failure: () => ({ contentType: "application/json", frames: [JSON.stringify(body)] }),
  });
  server.answer((request) =>
    field in (JSON.parse(request.body) as object)
      ? { status }
      : { reply: { text: ["Hi."], finish: "stop", usage } },
  );
  const options = { baseURL: `${server.url}/v1` };
  const asked = {
    messages: [{ role: "user", content: "Hi" }],
    temperature: 0.2,
    topK: 5,
    seed: 7,
    thinking: false,
  } as const;
  const warning = { setting, message: `the server refuses the field "${field}", which was left out` };
  for (const model of [await openai("m", options), await huggingface("m", options)]) {
    const before = server.requests.length;
    const results = [await streamed(model, asked), await model.generate(asked)];
    for (const result of results) {
      expect(result.text).toBe("Hi.");
      // A setting that a backend never sends needs no refusal.
      if (server.requests.length > before + 2) expect(result.warnings).toContainEqual(warning);
    }
    const sent = server.requests.slice(before).map(({ body: text }) => field in (JSON.parse(text) as object));
    expect(sent.filter(Boolean).length).toBeLessThanOrEqual(1);
    expect(sent.slice(-2)).toEqual([false, false]);
  }
  expect(server.requests.length).toBeGreaterThan(4);
});

it("leaves a value that is refused to the caller", async () => {
  await using server = await startWireServer(compatibleProtocol);
  const model = await openai("m", { baseURL: `${server.url}/v1` });
  const call = model.generate({ messages: [{ role: "user", content: "Hi" }], temperature: 9 });
  server.answer({ reply: { text: ["Hi."], finish: "stop", usage: { inputTokens: 1, outputTokens: 1 } } });
  await expect(call).rejects.toMatchObject({ kind: "invalid_request" });
  expect(server.requests).toHaveLength(1);
});

it.each([
  ["https://api.openai.com/v1", true],
  ["https://eu.api.openai.com/v1", true],
  ["https://api.openai.com.example.org/v1", false],
  ["http://api.openai.com/v1", false],
])("%s is OpenAI's own: %s", async (baseURL, own) => {
  vi.stubEnv("OPENAI_API_KEY", "planted-4Fd5Sa6Po7");
  const bodies: string[] = [];
  const keys: string[] = [];
  const fetch = async (_input: unknown, init?: RequestInit): Promise<Response> => {
    bodies.push(String(init?.body));
    keys.push(new Headers(init?.headers).get("authorization") ?? "");
    return Response.json({ error: { message: "no" } }, { status: 400 });
  };
  const model = await openai("m", { baseURL, client: { fetch: fetch as never } });
  await model
    .generate({ messages: [{ role: "user", content: "Hi" }], thinking: false, maxTokens: 4 })
    .catch(() => undefined);
  vi.unstubAllEnvs();
  expect(bodies[0]?.includes("max_completion_tokens")).toBe(own);
  expect(bodies[0]?.includes("chat_template_kwargs")).toBe(!own);
  expect(keys[0]?.includes("planted")).toBe(own);
});

it("says that a key is missing before anything is sent", async () => {
  vi.stubEnv("OPENAI_API_KEY", undefined);
  vi.stubEnv("OPENAI_BASE_URL", undefined);
  await expect(openai("gpt-4.1-mini")).rejects.toMatchObject({
    code: "model_no_credentials",
    hint: expect.stringContaining("OPENAI_API_KEY"),
  });
  vi.unstubAllEnvs();
});
