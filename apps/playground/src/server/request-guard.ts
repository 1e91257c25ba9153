import type { MiddlewareHandler } from "hono";

const hosts = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Lets in nothing but the page itself: requests addressed to this machine by its own names (a foreign name would be
 * DNS rebinding), and none that a page from elsewhere made a browser send.
 */
export function requestGuard(): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header("host") ?? "";
    const origin = context.req.header("origin");
    const site = context.req.header("sec-fetch-site");
    const refused =
      !hosts.has(host.replace(/:\d+$/, "").toLowerCase()) ||
      (origin !== undefined && origin !== `http://${host}`) ||
      (site !== undefined && site !== "same-origin" && site !== "none");
    if (refused) {
      const message = "This playground answers only the page it serves, on this machine.";
      return context.json({ error: { code: "foreign_request", message } }, 403);
    }
    return next();
  };
}
