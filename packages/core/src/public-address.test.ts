import { describe, expect, it } from "vitest";
import { publicAddress } from "./public-address.ts";

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
