import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Secrets } from "./secrets.ts";

describe("Secrets", () => {
  it("knows keys, headers, parts of addresses and credentials at any depth, and the environment's", () => {
    const secrets = Secrets.of(
      {
        apiKey: "key-0123456789",
        headers: { authorization: "Bearer token-0123456789" },
        baseURL: "http://user:p%40ssword@host/v1?code=query-0123456789",
        credentials: { accessKeyId: "id-0123456789", nested: [{ sessionToken: "deep-0123456789" }] },
        region: "eu-central-1",
      },
      { SOME_API_KEY: "environment-0123456789", HOME: "/home/somebody" },
    );
    const told =
      "key-0123456789 token-0123456789 p@ssword query-0123456789 id-0123456789 deep-0123456789 environment-0123456789 /home/somebody eu-central-1";
    expect(secrets.redact(told)).toBe(
      `${Array.from({ length: 7 }, () => "[redacted]").join(" ")} /home/somebody eu-central-1`,
    );
  });

  it.each(["98765432109", "9f3ac27b", "letmein", "two words", "парольЖ123й"])(
    "takes %s out of replies as the query or the password of an address, and as a key that was named",
    (key) => {
      const part = encodeURIComponent(key);
      const [byQuery, byPassword, named] = [
        Secrets.of({ baseURL: `https://host/v1?code=${part}&lang=english` }, {}),
        Secrets.of({ baseURL: `https://user:${part}@host/v1` }, {}),
        Secrets.of({}, {}),
      ];
      named.noteKeys([key, "abc"]);
      for (const secrets of [byQuery, byPassword, named])
        expect(secrets.redactReply(`abc ${key} in english`)).toBe("abc [redacted] in english");
    },
  );

  it("learns the headers that were sent: those that are keys may not come back in a reply", () => {
    const secrets = Secrets.of({ baseURL: "no address" }, {});
    secrets.noteSent({
      authorization: "Bearer sent-0123456789-and-more",
      "x-api-key": "sent-0123456789",
      "x-session": "abcdefgh1234",
      "x-title": "My harbour",
      "x-short": "a1",
      "user-agent": "sdialog-0123456789",
      "content-type": "application/json1",
    });
    expect(secrets.credentials).toEqual([
      "Bearer sent-0123456789-and-more",
      "sent-0123456789-and-more",
      "sent-0123456789",
      "abcdefgh1234",
    ]);
    // The longest first, or its end would be left behind.
    expect(secrets.redactKnown("sent-0123456789-and-more, sent-0123456789")).toBe("[redacted], [redacted]");
    expect(secrets.redactKnown("My harbour, a1, sdialog-0123456789, application/json1")).toBe(
      "[redacted], a1, sdialog-0123456789, application/json1",
    );
  });

  it.each(["accept-language", "User-Agent", "content-signature"])(
    "takes a key that was put into %s for one, and no other value of it",
    (name) => {
      const key = "Zq7Xk2Pv9Lm4Rt8W";
      const secrets = Secrets.of({ headers: { [name]: key } }, {});
      secrets.noteSent({ [name]: key });
      expect(secrets.redactReply(`You sent ${key}.`)).toBe("You sent [redacted].");
      const plain = Secrets.of({ headers: { [name]: "en-GB, my-app/1.2" } }, {});
      plain.noteSent({ [name]: "en-GB, my-app/1.2" });
      expect(plain.redactReply("I speak en-GB, my-app/1.2")).toBe("I speak en-GB, my-app/1.2");
    },
  );

  it.each([
    ["/services/T0AB12CD3/x7Zq9Kw3Lm5T", "x7Zq9Kw3Lm5T", true],
    ["/bot123456789:AAF-Zq9Kw3Lm/sendMessage", "bot123456789:AAF-Zq9Kw3Lm", true],
    ["/hook/a%2Fb7Zq9Kw3", "a/b7Zq9Kw3", true],
    ["/hooks/onlywords", "/hooks/onlywords", false],
    ["/hooks/only-words.in_small", "/hooks/only-words.in_small", false],
    ["/hooks/only-Words", "only-Words", true],
  ])("knows the key in the path of an address: %s", (path, secret, inReplies) => {
    const secrets = Secrets.of({ baseURL: `https://host${path}/` }, {});
    expect(secrets.redact(`no route https://host${path}/chat, nor ${secret}`)).toBe(
      "no route https://host[redacted]/chat, nor [redacted]",
    );
    expect(secrets.credentials.includes(secret)).toBe(inReplies);
  });

  it.each(["", "/", "/v1", "/api/v1beta/"])("takes the path %j for no secret", (path) => {
    const secrets = Secrets.of({ baseURL: `https://host${path}` }, {});
    expect(secrets.redact("no route /api/v1beta/chat")).toBe("no route /api/v1beta/chat");
    expect(secrets.credentials).toEqual([]);
  });

  it("finds what it learns later, too", () => {
    const secrets = Secrets.of({}, { EMPTY_TOKEN: undefined });
    const told = "key-0123456789 and p.w-0123456789";
    expect([secrets.redactKnown(told), secrets.redactReply(told)]).toEqual([told, told]);
    secrets.noteKeys(["key-0123456789"]);
    secrets.noteAddress("https://me:p.w-0123456789@host");
    for (const rest of [secrets.redactKnown(told), secrets.redactReply(told)])
      expect(rest).toBe("[redacted] and [redacted]");
  });

  it("takes out the password of an address that an error quotes", () => {
    expect(Secrets.of({}, {}).redact("connect postgres://me:p.w-1@host/db, http://host:80/a@b")).toBe(
      "connect postgres://me:[redacted]@host/db, http://host:80/a@b",
    );
  });

  it("looks for keys as deep as options go, and takes no short word for one", () => {
    const nested = {
      apiKey: { value: { inner: "deep-in-an-object" } },
      headers: { "x-a": "in-headers-too" },
    };
    const secrets = Secrets.of({ client: nested, apiKey: "abc" } as never, {
      TOKEN: "short",
      A_TOKEN: "8letters",
    });
    expect(secrets.redactKnown("deep-in-an-object in-headers-too abc short 8letters")).toBe(
      "[redacted] [redacted] abc short [redacted]",
    );
    expect(secrets.credentials).toEqual([]);
  });

  it("takes out what looks like a secret, though nobody told of it", () => {
    const nothingKnown = Secrets.of({}, {});
    const redact = (text: string): string => nothingKnown.redact(text);
    expect(redact('{"authorization":"Basic dXNlcjpwYXNz"}')).not.toContain("dXNlcjpwYXNz");
    for (const name of ["x-own", "api-key", "authorization", "Authorization-Extra"])
      expect(redact(`{"${name}" : "dXNlcjpwYXNz", "b": "kept"}`)).toBe(
        `{"${name}" : "[redacted]", "b": "kept"}`,
      );
    expect(redact("Incorrect API key provided: sk-proj-abcdefghijkl")).toBe(
      "Incorrect API key provided: [redacted]",
    );
    expect(redact("Bearer abc.def-ghi_jkl")).toBe("Bearer [redacted]");
    expect(redact("the bearer of this letter asks for basic facts")).toContain("letter asks for basic facts");
  });

  it("leaves nothing of a key behind, whatever stands around it", () => {
    const key = fc.string({ minLength: 8, maxLength: 40 }).filter((text) => text.trim().length >= 8);
    fc.assert(
      fc.property(key, fc.string(), fc.string(), (apiKey, before, after) => {
        fc.pre(!before.includes(apiKey) && !"[redacted]".includes(apiKey));
        expect(Secrets.of({ apiKey }, {}).redact(`${before}${apiKey}${after}`)).not.toContain(apiKey);
      }),
    );
  });
});
