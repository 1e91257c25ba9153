import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".json": "application/json",
};

export interface FolderServer {
  /** Without a slash at its end. */
  readonly origin: string;
  close(): void;
}

/**
 * A host of files, as any is, on this machine alone.
 * @param answers what is not a file of the folder, by its path
 */
export async function serveFolder(
  folder: string,
  answers: Readonly<Record<string, RequestListener>> = {},
): Promise<FolderServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const other = answers[pathname];
    if (other !== undefined) return other(request, response);
    const name = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    readFile(join(folder, name)).then(
      (content) => {
        response.setHeader("content-type", types[extname(name)] ?? "text/plain");
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  };
}
