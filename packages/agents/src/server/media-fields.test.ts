import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Agent } from "../agent/agent.ts";
import { agentApp } from "./agent-app.ts";

const model = scriptedModel(() => "ok");
const app = agentApp(new Agent({ name: "Alice", model }));

async function statusOf(path: string, body: object): Promise<number> {
  const headers = { host: "localhost", "content-type": "application/json" };
  const sent = JSON.stringify({ model: "Alice", stream: false, ...body });
  return (await app.request(path, { method: "POST", headers, body: sent })).status;
}

/** The same request by every way in, with fields of the request or of its message. */
const ways: readonly (readonly [string, (inRequest: object, inMessage: object) => object])[] = [
  [
    "/v1/chat/completions",
    (more, within) => ({ messages: [{ role: "user", content: "Hi", ...within }], ...more }),
  ],
  ["/v1/responses", (more, within) => ({ input: [{ role: "user", content: "Hi", ...within }], ...more })],
  ["/api/chat", (more, within) => ({ messages: [{ role: "user", content: "Hi", ...within }], ...more })],
  ["/api/generate", (more, within) => ({ prompt: "Hi", ...more, ...within })],
];

const media = [
  { images: ["aGk="] },
  { image: "aGk=" },
  { image_url: { url: "data:," } },
  { audio: { voice: "alloy", format: "wav" } },
  { audios: ["aGk="] },
  { input_audio: { data: "aGk=", format: "wav" } },
  { videos: ["aGk="] },
  { files: ["aGk="] },
  { file_ids: ["file-1"] },
  { attachments: [{ file_id: "file-1" }] },
  { documents: [{ text: "A page." }] },
  { experimental_attachments: [{ url: "data:image/png;base64,aGk=" }] },
  { media: [{ url: "data:image/png;base64,aGk=" }] },
  { parts: [{ type: "file", url: "data:image/png;base64,aGk=" }] },
];
const kinds = [
  { modalities: ["audio"] },
  { modalities: ["text", "audio"] },
  { output_modalities: ["audio"] },
  { response_modalities: ["IMAGE"] },
];

describe.each(ways)("%s", (path, request) => {
  it.each([...media, ...kinds])(
    "refuses %j in the request: an agent works with text alone",
    async (field) => {
      const before = model.requests.length;
      expect(await statusOf(path, request(field, {}))).toBe(400);
      expect(model.requests).toHaveLength(before);
    },
  );

  it.each(media)("refuses %j in a message", async (field) => {
    const before = model.requests.length;
    expect(await statusOf(path, request({}, field))).toBe(400);
    expect(model.requests).toHaveLength(before);
  });

  it.each([
    { images: [] },
    { audio: null },
    { modalities: ["text"] },
    { output_modalities: ["TEXT"] },
    { files: "" },
    { parts: [{ type: "text", text: "Hi" }] },
    { metadata: { audio: "x" } },
  ])("takes %j, in which there is nothing to see or hear", async (field) => {
    const before = model.requests.length;
    expect(await statusOf(path, request(field, {}))).toBe(200);
    expect(model.requests).toHaveLength(before + 1);
  });
});
