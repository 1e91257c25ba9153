import { dirname } from "node:path";
import { contentHash, InvalidArgumentError } from "@sdialog/core";
import { checkArguments, requireArguments } from "@sdialog/core/internal";
import type { ModelMiddleware } from "../chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
import { isRegistered } from "../is-registered.ts";
import { checkedCapabilities, checkedResult, told } from "../checked-result.ts";
import { aroundCalls } from "../middleware/around-calls.ts";
import { modelNameOf } from "../model-name.ts";
import { providerOf } from "../provider-of.ts";
import { holdsFunction, requestKey } from "../request-key.ts";
import { nodeFiles } from "./node-files.ts";
import type { RecordedCall, RecordedModel, RecordingEntry } from "./recording-entry.ts";

/**
 * Appends every answer and every failure to a JSONL file, from which `readRecording` plays them again with no
 * network. Requests, and the fingerprints of models, are kept as a hash only; of results, the fields of `ChatResult` and
 * no others: what is left out is a warning of the result. Of failures their kinds are kept, and no words. Put it outermost to record what the program saw, or innermost to
 * record what the provider did, retries included.
 *
 * @param file where to append; made when missing
 * @throws InvalidArgumentError from a call whose result holds what JSON cannot, or that hangs on functions
 */
export function withRecording(file: string): ModelMiddleware {
  checkArguments("withRecording", arguments, 1);
  requireArguments("withRecording", arguments, 1);
  const { appendFileSync, mkdirSync } = nodeFiles();
  const append = (entry: RecordingEntry): void => appendFileSync(file, `${JSON.stringify(entry)}\n`);
  mkdirSync(dirname(file), { recursive: true });
  return (model) => {
    const id = modelNameOf(model);
    const notice = isRegistered(providerOf(id)) ? model.notice : undefined;
    const capabilities = checkedCapabilities(model.capabilities);
    const described = new Set<string>();
    /** The model as it is now, which is written down when it was another before. */
    const describe = (): RecordedModel["fingerprint"] => {
      const hash = model.fingerprint === undefined ? undefined : contentHash(model.fingerprint);
      const fingerprint = hash === undefined ? undefined : { sha256: hash };
      if (!described.has(hash ?? "")) append({ type: "model", model: id, capabilities, notice, fingerprint });
      described.add(hash ?? "");
      return fingerprint;
    };
    if (!holdsFunction(model.fingerprint)) describe();
    return aroundCalls(model, (request) => {
      const key = holdsFunction(model.fingerprint)
        ? undefined
        : requestKey({ id, fingerprint: describe() }, request);
      if (key === undefined)
        throw new InvalidArgumentError("a call that hangs on functions cannot be recorded", {
          hint: "What a function does is not known, so that no recording could stand for it. Steer along directions, or without the recording.",
        });
      const call = { type: "call", model: id, key } as const;
      return {
        succeeded(result) {
          const written = checkedResult(result);
          append({ ...call, result: written });
          return told(result, written);
        },
        failed(error) {
          if (ModelError.isInstance(error)) append({ ...call, error: recordedError(error) });
        },
      };
    });
  };
}

/** What kind of error it was, without its words: a model of one's own may say anything in them. */
function recordedError(error: ModelError): NonNullable<RecordedCall["error"]> {
  const { kind, status, retryAfterMs } = error;
  const answer = status === undefined ? "" : ` (HTTP ${status})`;
  return { kind, message: `the call failed as ${kind}${answer}`, status, retryAfterMs };
}
