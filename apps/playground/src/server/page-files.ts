import { readFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { Hono } from "hono";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** The page may load its own files and talk to its own server; nothing else, and nobody may frame it. */
export const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; media-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves the built page. @param folder where it was built */
export function pageFiles(folder: string): Hono {
  const app = new Hono();
  app.get("/", async () => answer(join(folder, "index.html")));
  // One flat folder: a name with a separator in it never gets here.
  app.get("/assets/:name", async (context) =>
    answer(join(folder, "assets", basename(context.req.param("name")))),
  );
  return app;
}

async function answer(path: string): Promise<Response> {
  const type = types[extname(path)];
  const content = type === undefined ? undefined : await readFile(path).catch(() => undefined);
  if (type === undefined || content === undefined) return new Response("Not found", { status: 404 });
  return new Response(new Uint8Array(content), { headers: { "Content-Type": type } });
}
