import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { ChatResult } from "../../chat-model.ts";
import { type BackendUnderTest, plantedKey, withServer } from "./backend-under-test.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { greeting, replyOf, waysToCall } from "./sample-calls.ts";
import type { WireStep } from "./wire-server.ts";

const headerSecret = "header-secret-Zt5Yp1Rk8Wd3";

const steps: Readonly<Record<string, WireStep>> = {
  success: { reply: replyOf() },
  "a refusal that repeats the request's headers": { status: 401, echo: true },
  "a bad request that repeats the request's headers": { status: 400, echo: true },
  "a server error that repeats the request's headers": { status: 500, echo: true },
  "a malformed reply": { malformed: true },
  "an empty reply": { empty: true },
  "a cut reply": { reply: replyOf({ text: Array.from({ length: 50 }, () => "word ") }), cutAfter: 0.5 },
};

/** Whatever happens, keys and headers are in no result, no error and nothing printed. */
export function secretCases(backend: BackendUnderTest): ConformanceCase[] {
  return waysToCall.flatMap(([way, call]) =>
    Object.entries(steps).map(([name, step]) => ({
      name: `${way}: no secret comes out of ${name}`,
      run: () =>
        withServer(
          backend,
          async (model, server) => {
            server.answer(step);
            const printed = capturePrinting();
            const outcome = await outcomeOf(call(model, greeting)).finally(printed.stop);
            assert.ok(
              JSON.stringify(server.requests[0]?.headers).includes(headerSecret),
              "the header was not sent",
            );
            const told =
              inspect([outcome, model], { depth: 12, showHidden: true }) + allText(outcome) + printed.text();
            for (const secret of [plantedKey, headerSecret])
              assert.ok(!told.includes(secret), `${secret} came out`);
            assert.equal(printed.text(), "", "something was printed");
          },
          { headers: { "x-planted": headerSecret } },
        ),
    })),
  );
}

function outcomeOf(call: Promise<ChatResult>): Promise<unknown> {
  return call.catch((error: unknown) => error);
}

/** Everything a logger might write of an error: its causes and stack too. */
function allText(value: unknown): string {
  if (!(value instanceof Error)) return JSON.stringify(value);
  return `${value.stack} ${JSON.stringify(Object.assign({}, value))} ${value.cause === undefined ? "" : allText(value.cause)}`;
}

/** Collects what is printed until it is stopped. */
function capturePrinting(): { text(): string; stop(): void } {
  const texts: string[] = [];
  const names = ["log", "info", "warn", "error", "debug"] as const;
  const originals = names.map((name) => console[name]);
  for (const name of names)
    console[name] = (...values: unknown[]) =>
      void texts.push(values.map((value) => inspect(value)).join(" "));
  return {
    text: () => texts.join("\n"),
    stop: () => names.forEach((name, index) => Object.assign(console, { [name]: originals[index] })),
  };
}
