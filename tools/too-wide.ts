import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { openBrowser } from "./open-browser.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

/** The pages of a folder that have to be scrolled sideways in a window of a phone's width, 390 px. */
export async function tooWide(folder: string, pages: readonly string[]): Promise<readonly string[]> {
  const server = createServer(({ url = "/" }, response) => {
    const path = join(folder, decodeURIComponent(url.replace(/[?#].*/, "")));
    if (!existsSync(path)) return void response.writeHead(404).end();
    response.setHeader("Content-Type", types[extname(path)] ?? "application/octet-stream");
    createReadStream(path).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    // A page's scripts fetch the index of all names, which takes long and changes no width; without them it stays hidden.
    await page.route("**/*.js", (route) => route.abort());
    const wide: string[] = [];
    for (const path of pages) {
      await page.goto(`http://127.0.0.1:${port}/${path.split("/").map(encodeURIComponent).join("/")}`);
      await page.addStyleTag({ content: "body { display: block !important; }" });
      const width = await page.evaluate("document.documentElement.scrollWidth");
      if (Number(width) > 390) wide.push(`${path} (${String(width)} px)`);
    }
    return wide;
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}
