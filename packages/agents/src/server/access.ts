import { sha256Hex } from "@sdialog/core/internal";
import type { Context, MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { RequestError } from "./request-error.ts";
import { hostsAllowed, type ServeOptions } from "./serve-options.ts";

/** Refuses requests addressed to a foreign host name (DNS rebinding) or sent by a foreign web page. */
export function sameSite(options: ServeOptions): MiddlewareHandler {
  const hosts = hostsAllowed(options);
  const origins = options.allowedOrigins ?? [];
  return async (context, next) => {
    const host = hostName(context);
    if (hosts !== undefined && !hosts.includes(host))
      throw new RequestError("this host name is not served here", { status: 403, code: "host_not_allowed" });
    const origin = context.req.header("origin");
    if (origin !== undefined && !origins.includes(origin))
      throw new RequestError("this origin may not call the server", {
        status: 403,
        code: "origin_not_allowed",
      });
    await next();
  };
}

/** Answers browsers of allowed pages; credentials are never allowed. */
export function crossOrigin({ allowedOrigins = [] }: ServeOptions): MiddlewareHandler {
  return cors({ origin: [...allowedOrigins], maxAge: 600 });
}

/** Whether the request carries the token, or none is needed. */
export function isAuthorized(context: Context, { token }: ServeOptions): boolean {
  if (token === undefined) return true;
  const given = /^Bearer\s+(?!\s)(.*)$/i.exec(context.req.header("authorization") ?? "")?.[1] ?? "";
  return sameText(given, token);
}

/** Asks for the token. */
export function authorized(options: ServeOptions): MiddlewareHandler {
  return async (context, next) => {
    if (!isAuthorized(context, options)) {
      context.header("WWW-Authenticate", "Bearer");
      throw new RequestError("a valid bearer token is required", { status: 401, code: "invalid_api_key" });
    }
    await next();
  };
}

/** The host name of the Host header without its port, in lower case. */
function hostName(context: Context): string {
  const host = context.req.header("host") ?? "";
  return host.replace(/:\d*$/, "").toLowerCase();
}

/** Compares digests to the end, so that the time it takes tells nothing about where the texts differ. */
function sameText(a: string, b: string): boolean {
  const [left, right] = [sha256Hex(a), sha256Hex(b)];
  let difference = 0;
  for (let index = 0; index < left.length; index++)
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  return difference === 0;
}
