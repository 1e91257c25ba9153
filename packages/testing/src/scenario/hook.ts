import { InvalidArgumentError } from "@sdialog/core";
import { guardedFetch } from "@sdialog/llm";
import { publicAddress } from "@sdialog/llm/backend-kit";
import * as z from "zod";
import type { TestCell } from "../results/test-result.ts";

/** The conversation that a hook prepares for, or cleans up after. */
export interface HookMoment {
  /**
   * What the bot is told the conversation is called, where it is told (`{{session}}`, a session of ours): no other
   * conversation is called so, also not another try of the same one. A bot that makes up sessions itself has its own.
   */
  readonly session: string;
  /** Where in the matrix of the test the conversation stands. */
  readonly cell: TestCell;
  /** Aborts when the test is cancelled; of a set-up alone, since cleaning up is done all the same. */
  readonly signal?: AbortSignal | undefined;
}

/** A request that prepares the system under test, or cleans up after it, as data. */
export const httpHookSchema = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .describe("Where it is sent; {{session}}, {{scenario}}, {{persona}} and {{bot}} are put in"),
  method: z.enum(["POST", "PUT", "PATCH", "DELETE", "GET"]).default("POST"),
  headers: z.record(z.string(), z.string()).default({}).describe("Sent along"),
  body: z.unknown().optional().describe("Sent as JSON, with the same put in"),
});

/** See {@link httpHookSchema}. */
export type HttpHook = z.output<typeof httpHookSchema>;

/** What is done before or after each conversation: a function, or requests that are sent one after the other. */
export type Hook = ((moment: HookMoment) => void | Promise<void>) | readonly HttpHook[];

/** How a {@link Hook} may be written. */
export type HookInput =
  | ((moment: HookMoment) => void | Promise<void>)
  | readonly z.input<typeof httpHookSchema>[];

/** Longest time of one request, in milliseconds. */
const longest = 30_000;

/** Carries a hook out. @throws whatever it throws; an Error for a request that is not answered with success */
export async function carryOutHook(hook: Hook, moment: HookMoment): Promise<void> {
  if (typeof hook === "function") return hook(moment);
  const { session, cell, signal } = moment;
  const values: Values = { session, scenario: cell.scenario, persona: cell.persona, bot: cell.bot };
  const send = guardedFetch();
  for (const { url, method, headers, body } of hook) {
    const time = AbortSignal.timeout(longest);
    const response = await send(filledUrl(url, values), {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(filled(body, values)) }),
      signal: signal === undefined ? time : AbortSignal.any([signal, time]),
    }).catch((error: unknown) => {
      throw new Error(`${method} ${publicAddress(url)}: ${reasonOf(error)}`);
    });
    await response.body?.cancel();
    if (!response.ok)
      throw new Error(`${method} ${publicAddress(url)} was answered with status ${response.status}`);
  }
}

/** @throws InvalidArgumentError for a placeholder that means nothing */
export function checkHook(hook: Hook | undefined): void {
  if (hook === undefined || typeof hook === "function") return;
  const texts = JSON.stringify(hook.map(({ url, body }) => [withBraces(url), body ?? null]));
  for (const [, name = ""] of texts.matchAll(placeholder))
    if (!(names as readonly string[]).includes(name))
      throw new InvalidArgumentError(`a request uses {{${name}}}, which does not exist`, {
        hint: `Those that exist: ${names.map((one) => `{{${one}}}`).join(", ")}.`,
      });
}

const names = ["session", "scenario", "persona", "bot"] as const;
type Values = Readonly<Record<(typeof names)[number], string>>;
const placeholder = /\{\{\s{0,9}([A-Za-z]{1,32})\s{0,9}\}\}/g;

/** An address that was parsed has its braces written as others write them. */
function withBraces(url: string): string {
  return url.replaceAll(/%7B/gi, "{").replaceAll(/%7D/gi, "}");
}

function filledUrl(url: string, values: Values): string {
  return withBraces(url).replaceAll(placeholder, (_, name: string) =>
    encodeURIComponent(valueOf(values, name)),
  );
}

function filled(template: unknown, values: Values): unknown {
  if (typeof template === "string")
    return template.replaceAll(placeholder, (_, name: string) => valueOf(values, name));
  if (Array.isArray(template)) return template.map((item) => filled(item, values));
  if (typeof template !== "object" || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([key, item]) => [key, filled(item, values)]));
}

function valueOf(values: Values, name: string): string {
  return (values as Readonly<Record<string, string>>)[name] ?? "";
}

/** What the network says of itself stands below the error of the client. */
function reasonOf(error: unknown): string {
  const { code, message, name, cause } = error as {
    readonly code?: unknown;
    readonly message?: string;
    readonly name?: string;
    readonly cause?: unknown;
  };
  if (name === "TimeoutError") return `no answer within ${longest / 1000} seconds`;
  if (typeof code === "string") return `it cannot be reached (${code})`;
  return cause === undefined ? String(message) : reasonOf(cause);
}
