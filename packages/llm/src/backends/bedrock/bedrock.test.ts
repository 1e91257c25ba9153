import { describe, expect, it } from "vitest";
import { bedrockProtocol, startWireServer } from "../../testing/index.ts";
import { bedrock } from "./bedrock.ts";

const request = { messages: [{ role: "user" as const, content: "Hi" }] };
const reply = { text: ["Hello."], finish: "stop", usage: { inputTokens: 1, outputTokens: 1 } } as const;

describe("bedrock", () => {
  it("signs requests with AWS credentials, its own headers included", async () => {
    await using server = await startWireServer(bedrockProtocol);
    server.answer({ reply });
    const model = await bedrock("amazon.nova-lite-v1:0", {
      baseURL: server.url,
      region: "eu-central-1",
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "never-sent-itself" },
      headers: { "x-team": "lighthouse" },
    });
    expect((await model.generate(request)).text).toBe("Hello.");
    const authorization = String(server.requests[0]?.headers["authorization"]);
    expect(server.requests[0]?.path).toBe("/model/amazon.nova-lite-v1%3A0/converse");
    expect(authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/bedrock/);
    expect(authorization).toContain("x-team");
    expect(JSON.stringify(server.requests)).not.toContain("never-sent-itself");
  });

  it("explains what is missing", async () => {
    const opening = bedrock("m", {
      region: "eu-central-1",
      credentials: () =>
        Promise.reject(Object.assign(new Error("none"), { name: "CredentialsProviderError" })),
    });
    await expect(opening).rejects.toMatchObject({
      kind: "no_credentials",
      hint: /aws sso login/,
    });
  });
});
