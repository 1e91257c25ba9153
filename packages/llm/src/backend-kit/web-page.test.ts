import { expect, it } from "vitest";
import { withoutErrorBodies } from "./error-body.ts";

it("a web page is a wrong address, unless the server has answered before: then it may pass", async () => {
  const answers = ["text/html", "application/json", "text/html; charset=utf-8"];
  const fetch = withoutErrorBodies(
    async () => new Response("{}", { headers: { "content-type": answers.shift() ?? "" } }),
  );
  await expect(fetch("http://x")).rejects.toMatchObject({ failure: { kind: "not_found" } });
  expect((await fetch("http://x")).ok).toBe(true);
  await expect(fetch("http://x")).rejects.toMatchObject({ failure: { kind: "overloaded" } });
});
