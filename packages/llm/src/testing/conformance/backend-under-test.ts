import type { BackendOptions } from "../../backend.ts";
import type { ChatModel } from "../../chat-model.ts";
import type { WireProtocol } from "./wire-protocol.ts";
import { startWireServer, type WireServer } from "./wire-server.ts";

/** A backend, and the protocol it is meant to speak. */
export interface BackendUnderTest {
  readonly protocol: WireProtocol;
  /** False for a backend over somebody else's client, whose key it never sees. Default: true. */
  readonly knowsItsKey?: boolean;
  /**
   * Makes a model of the backend.
   *
   * @param options has `baseURL` and `apiKey` set; sometimes `headers`, `timeoutMs`, `maxResponseBytes` and `maxToolCalls`
   */
  connect(
    options: BackendOptions & { readonly baseURL: string; readonly apiKey: string },
  ): ChatModel | Promise<ChatModel>;
}

/** A key that must appear nowhere but in requests. */
export const plantedKey = "sk-planted-7Qw3zL9xK2mN5vB8";

/** Runs `test` with a fresh server and a model that talks to it. */
export async function withServer(
  { protocol, connect }: BackendUnderTest,
  test: (model: ChatModel, server: WireServer) => Promise<void>,
  options: Pick<BackendOptions, "headers" | "timeoutMs" | "maxResponseBytes" | "maxToolCalls"> = {},
): Promise<void> {
  await using server = await startWireServer(protocol);
  await test(await connect({ apiKey: plantedKey, ...options, baseURL: server.url }), server);
}
