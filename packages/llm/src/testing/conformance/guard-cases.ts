import assert from "node:assert/strict";
import type { ChatResult } from "../../chat-model.ts";
import { ModelError } from "../../errors/model-error.ts";
import { type BackendUnderTest, plantedKey, withServer } from "./backend-under-test.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { greeting, readAll, replyOf, waysToCall } from "./sample-calls.ts";
import { startWireServer } from "./wire-server.ts";

/** What a hostile or broken server is kept from: other servers, our memory, our keys. */
export function guardCases(backend: BackendUnderTest): ConformanceCase[] {
  const skip = backend.knowsItsKey === false ? "does not know its key" : undefined;
  return [
    ...waysToCall.flatMap(([way, call]) => [
      ...[301, 302, 303, 307, 308].map((status) => ({
        name: `${way}: HTTP ${status} to another server reaches nobody there`,
        run: () =>
          withServer(backend, async (model, server) => {
            await using other = await startWireServer(backend.protocol);
            other.answer({ reply: replyOf() });
            server.answer(({ path }) => ({ status, headers: { location: `${other.url}${path}` } }));
            const error = await failureOf(call(model, greeting));
            assert.equal(other.requests.length, 0, "the other server was asked");
            assert.equal(error.kind, "redirected", error.message);
            assert.equal(error.retryable, false);
          }),
      })),
      ...["http://[::", undefined].flatMap((location) =>
        [301, 302, 303, 307, 308].map((status) => ({
          name: `${way}: HTTP ${status} ${location === undefined ? "without an address" : "to what is no address"} is told as a redirect`,
          run: () =>
            withServer(backend, async (model, server) => {
              server.answer({ status, ...(location === undefined ? {} : { headers: { location } }) });
              const error = await failureOf(call(model, greeting));
              assert.equal(error.kind, "redirected", error.message);
              assert.equal(error.retryable, false);
              assert.equal(server.requests.length, 1, "it was asked again");
            }),
        })),
      ),
      {
        name: `${way}: a reply of more than a million characters is refused before it is looked through`,
        run: () =>
          withServer(backend, async (model, server) => {
            server.answer({
              reply: replyOf({ text: Array.from({ length: 11 }, () => "x".repeat(100_000)) }),
            });
            const error = await failureOf(call(model, greeting));
            assert.equal(error.kind, "too_large", error.message);
            assert.equal(error.retryable, false);
          }),
      },
      {
        name: `${way}: an answer without end is cut at the limit`,
        run: () =>
          withServer(
            backend,
            async (model, server) => {
              server.answer({ endless: replyOf({ text: Array.from({ length: 8 }, () => "and on ") }) });
              const error = await failureOf(call(model, greeting));
              assert.equal(error.kind, "too_large", error.message);
              assert.equal(error.retryable, false);
            },
            { maxResponseBytes: 50_000 },
          ),
      },
      {
        name: `${way}: a key that the server repeats does not get into the reply`,
        skip,
        run: () =>
          withServer(backend, async (model, server) => {
            // In one piece, and spread over several.
            const half = Math.floor(plantedKey.length / 2);
            const text = [
              `Your key is ${plantedKey}: `,
              plantedKey.slice(0, half),
              plantedKey.slice(half),
              ".",
            ];
            server.answer({ reply: replyOf({ text }) });
            const { text: said } = await call(model, greeting);
            assert.equal(said, "Your key is [redacted]: [redacted].");
          }),
      },
      {
        name: `${way}: a key that the server repeats in other forms does not get into the reply`,
        skip,
        run: () =>
          withServer(backend, async (model, server) => {
            const text = otherForms(plantedKey).flatMap((form) => [
              form.slice(0, 7),
              form.slice(7, 16),
              form.slice(16),
              " | ",
            ]);
            server.answer({ reply: replyOf({ text }) });
            const { text: said } = await call(model, greeting);
            assert.match(said, /^(?:\S{0,3}\[redacted\]\S{0,4} \| ){5}$/);
          }),
      },
    ]),
    {
      name: "stream: an event without end is cut long before the answer is",
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf({ text: ["Hello, ", "é".repeat(900_000)] }) });
          const error = await failureOf(readAll(model, greeting).then(({ result }) => result as ChatResult));
          assert.equal(error.kind, "too_large", error.message);
        }),
    },
    {
      name: "stream: a key that the server repeats is in no piece",
      skip,
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf({ text: ["So ", ...plantedKey, " it is"] }) });
          const { chunks } = await readAll(model, greeting);
          const said = chunks.flatMap((chunk) => (chunk.type === "text" ? [chunk.delta] : [])).join("");
          assert.equal(said, "So [redacted] it is");
        }),
    },
  ];
}

/** In base64, as an address and as markup write characters, in capitals, and with blanks between. */
function otherForms(key: string): readonly string[] {
  const codes = [...key].map((character) => character.charCodeAt(0));
  return [
    btoa(key),
    codes.map((code) => `%${code.toString(16)}`).join(""),
    codes.map((code) => `&#${code};`).join(""),
    key.toUpperCase(),
    [...key].join(" "),
  ];
}

async function failureOf(call: Promise<ChatResult>): Promise<ModelError> {
  const outcome = await call.catch((error: unknown) => error);
  if (ModelError.isInstance(outcome)) return outcome;
  throw new assert.AssertionError({ message: `not a ModelError but ${JSON.stringify(outcome)}` });
}
