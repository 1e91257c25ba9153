import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { runRecipe } from "@sdialog/runner";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { readTestedDialogs } from "../results/tested-dialog.ts";

interface Received {
  readonly line: string;
  readonly body: unknown;
  readonly authorization: string | undefined;
}
const received: Received[] = [];
const server = createServer((request, response) => {
  void text(request).then((body) => {
    const { method, url, headers } = request;
    received.push({
      line: `${method} ${url}`,
      body: body === "" ? null : JSON.parse(body),
      authorization: headers.authorization,
    });
    response.end('{"answer":"Hello."}');
  });
});
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-documented-"));
  await once(server.listen(0, "127.0.0.1"), "listening");
  vi.stubEnv("BOT_TOKEN", "planted");
  vi.stubEnv("SHOP_ID", "shop-1");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

/** The YAML of the guide that begins so, as it stands there but for where the server is. */
async function documented(beginning: string): Promise<string> {
  const guide = await readFile(new URL("../../../../docs/testing-chatbots.md", import.meta.url), "utf8");
  const blocks = [...guide.matchAll(/```yaml\n([^`]*)```/g)].map(([, yaml = ""]) => yaml);
  const { port } = server.address() as AddressInfo;
  return (blocks.find((yaml) => yaml.startsWith(beginning)) ?? "")
    .replaceAll("http://127.0.0.1:8000", `http://127.0.0.1:${port}`)
    .replaceAll("https://bot.example", `http://127.0.0.1:${port}`);
}

it("runs the hooks and the keys of the guide as they stand there", async () => {
  const hooks = await documented("setUp:");
  const recipe = [
    "kind: test",
    await documented("chatbot:"),
    "personas: [a nurse]",
    "scenarios:",
    "  - name: documented",
    "    script: [Hi]",
    ...hooks.split("\n").map((line) => `    ${line}`),
  ].join("\n");
  const file = join(folder, "recipe.yaml");
  await writeFile(file, recipe);
  await runRecipe(file, { out: join(folder, "run") });
  const [tested] = await readTestedDialogs(join(folder, "run"));
  expect(tested?.result).toMatchObject({ outcome: "passed", findings: [] });
  const [, setUp, asked, tearDown] = received;
  const { session } = (setUp?.body ?? {}) as { readonly session: string };
  expect(setUp).toMatchObject({ line: "POST /test/orders", body: { id: "o1", session } });
  expect(session).toMatch(/^[0-9a-f-]{36}$/);
  expect(asked).toEqual({
    line: "POST /chat",
    body: { text: "Hi", channel: "web", shop: "shop-1" },
    authorization: "Bearer planted",
  });
  expect(tearDown?.line).toBe(`DELETE /test/sessions/${session}`);
  expect(await readFile(join(folder, "run/manifest.json"), "utf8")).not.toContain("planted");
});
