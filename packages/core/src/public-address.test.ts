import { describe, expect, it } from "vitest";
import { holdsKey, publicAddress } from "./public-address.ts";

describe("publicAddress", () => {
  it.each([
    ["https://user:secret@host:8443/v1/?key=secret#x", "https://host:8443/v1"],
    ["http://127.0.0.1:11434", "http://127.0.0.1:11434"],
    ["https://host/api/v1beta/", "https://host/api/v1beta"],
    ["ws://host:8080/", "ws://host:8080"],
    ["no address", "an address that is not a URL"],
  ])("%s is written as %s", (address, written) => {
    expect(publicAddress(address)).toBe(written);
  });

  it.each([
    "https://hooks.slack.com/services/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",
    "https://discord.com/api/webhooks/112233445566778899/Zq9Kw3Lm5-Tn8Vb2_Rc6Yp1D",
    "https://api.telegram.org/bot123456789:AAF-Zq9Kw3Lm5Tn8/sendMessage",
    "wss://host/hooks/secretword",
  ])("nothing of the path of %s is written, and another path is another address", (address) => {
    const { origin, protocol, host, pathname } = new URL(address);
    const written = publicAddress(address);
    expect(written).toMatch(/^\w+:\/\/[\w.]+\/#[\da-f]{8}$/);
    expect(written.startsWith(origin === "null" ? `${protocol}//${host}/` : `${origin}/`)).toBe(true);
    for (const part of pathname.split("/").filter(({ length }) => length > 3))
      expect(written).not.toContain(part);
    expect(publicAddress(`${address}x`)).not.toBe(written);
  });
});

describe("holdsKey", () => {
  it.each([
    "https://user:secret@host/v1",
    "https://token@host/v1",
    "https://host/v1?key=abc",
    "https://host/v1?X-Amz-Signature=abc",
    "https://host/v1?s=8Vb2Nq6Lx0",
    "https://host/v1#sk-8Vb2Nq6Lx0Tn5Rc1",
    "https://hooks.example/services/T0/SECRET",
    "https://hooks.slack.com/services/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",
    "https://discord.com/api/webhooks/112233445566778899/Zq9Kw3Lm5-Tn8Vb2_Rc6Yp1D",
    "https://api.telegram.org/bot123456789:AAF-Zq9Kw3Lm5Tn8/sendMessage",
    "https://n8n.example/webhook/3f2b8c1a-77d0-4e0e-9f5f-0c1d2e3f4a5b",
    "https://host/chat/0123456789abcdef0123456789abcdef",
    "https://host/hooks/qwmzkxvbtrlpnhdg",
    "wss://host/k/8Vb2Nq6Lx0/chat",
    "https://host/bot?code=98765432109",
    "https://host/bot?code=9f3ac27b",
    "https://host/bot?k=changeme",
    "https://host/bot?x=a1b2c3d4e5f6",
    "https://host/bot?model=3f2b8c1e-9d4a-4b7e-8f1a-2c3d4e5f6a7b",
    "https://host/bot/3f2b8c1e-9d4a-4b7e-8f1a-2c3d4e5f6a7b/talk",
    "https://host/bot/a1b2c3d4e5f6",
    "https://host/bot/987654321098",
  ])("%s lets somebody in", (address) => {
    expect(holdsKey(address)).toBe(true);
  });

  it.each([
    "http://127.0.0.1:8080/chat",
    "https://host/v1",
    "https://host/api/v1beta/models/gemini-2.5-flash-preview-05-20",
    "https://me.openai.azure.com/openai/deployments/gpt-4o-mini-2024-07-18/chat/completions?api-version=2024-10-21",
    "http://localhost:5005/webhooks/rest/webhook",
    "https://hooks.example/v1/chat",
    "https://hooks.example/api/v1beta2/chat",
    "https://host/Team2/webhooks/rest/webhook",
    "https://host/agents/reception-desk-2/talk?lang=en",
    "https://host/agents/receptiondesk22",
    "https://host/agents/ReceptionDesk2",
    "https://host/agents/Room12b",
    "wss://host:8080/realtime?model=gpt-4o-realtime-preview-2024-12-17",
    "https://host/talk?version=2024-10&stream=true&x=1",
    "https://host/2024/10/21/20241021/facade",
    "no address",
  ])("%s does not", (address) => {
    expect(holdsKey(address)).toBe(false);
  });
});
