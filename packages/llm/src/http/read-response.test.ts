import { describe, expect, it } from "vitest";
import { withoutErrorBodies } from "../backend-kit/error-body.ts";
import { ReadResponse } from "./read-response.ts";

const json = { "content-type": "application/json" };
const answering = (text: string, status = 200) =>
  withoutErrorBodies(async () => new Response(text, { status, headers: json }))("http://x");
const names = (count: number) =>
  `{${Array.from({ length: count }, (_, index) => `"k${index}":1`).join(",")}}`;
const texts = (count: number) => `[${Array.from({ length: count }, (_, index) => `"a${index}"`).join(",")}]`;

describe("an answer that is read before an SDK reads it", () => {
  it("is parsed once, in pieces, and handed on as it is", async () => {
    const response = await answering(`{"a":[${texts(300_000)}]}`);
    const { a } = (await response.json()) as { readonly a: readonly (readonly string[])[] };
    expect(a[0]?.at(-1)).toBe("a299999");
  });

  it("is refused as a text that would hold everything up while it is parsed", async () => {
    const many = await answering(texts(300_000));
    await expect(many.text()).rejects.toMatchObject({ code: "http_too_large" });
    const long = `{"a":"${String.raw`\u0041\"[{`.repeat(200_000)}"}`;
    expect(await (await answering(long)).text()).toBe(long);
    const small = texts(1000);
    expect(await new ReadResponse(new Response(""), small, undefined).text()).toBe(small);
  });

  it.each([
    ["100,001 names in one object", names(100_001), "too_large"],
    ["brackets without end", "[".repeat(600_000), "too_large"],
    ["no JSON, as its end says", `${texts(100_000)}]`, "malformed_response"],
  ])("is refused before an SDK sees it: %s", async (_name, text, kind) => {
    await expect(answering(text)).rejects.toMatchObject({ failure: { kind } });
  });

  it("is left to the SDK when it is small and no JSON", async () => {
    expect(await (await answering("{")).text()).toBe("{");
  });

  it("is cut where it tells of a failure", async () => {
    const response = await answering(names(200_000), 500);
    expect([response.status, (await response.text()).length]).toEqual([500, 64 * 1024]);
  });
});
