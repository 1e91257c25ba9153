import { type BackendUnderTest, plantedKey } from "./backend-under-test.ts";
import { cancelCases } from "./cancel-cases.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { failureCases } from "./failure-cases.ts";
import { guardCases } from "./guard-cases.ts";
import { replyCases } from "./reply-cases.ts";
import { secretCases } from "./secret-cases.ts";
import { shapeCases } from "./shape-cases.ts";
import { streamCases } from "./stream-cases.ts";
import { threadCases } from "./thread-cases.ts";
import { toolCases } from "./tool-cases.ts";

/**
 * Everything a backend over a network must do right, driven through its real SDK against a server that speaks its
 * wire protocol. What the backend declares it cannot do is skipped, with the reason.
 *
 * ```ts no-run
 * for (const { name, skip, run } of await backendCases({ protocol, connect })) it.skipIf(skip)(name, run);
 * ```
 */
export async function backendCases(backend: BackendUnderTest): Promise<readonly ConformanceCase[]> {
  const { capabilities } = await backend.connect({ baseURL: "http://127.0.0.1:9", apiKey: plantedKey });
  return [
    ...replyCases(backend, capabilities),
    ...toolCases(backend, capabilities),
    ...threadCases(backend, capabilities),
    ...shapeCases(backend, capabilities),
    ...streamCases(backend),
    ...failureCases(backend),
    ...cancelCases(backend),
    ...secretCases(backend),
    ...guardCases(backend),
  ];
}
