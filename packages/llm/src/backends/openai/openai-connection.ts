import type { OpenAI } from "openai";
import type { BackendOptions } from "../../backend.ts";
import type { Secrets } from "../../backend-kit/secrets.ts";
import type { ChatModel } from "../../chat-model.ts";

/** A model of OpenAI, or of a server that speaks its protocol, and how it is reached. */
export interface OpenAIConnection {
  readonly id: string;
  /** Key of `backendOptions` that is merged into the request's body. */
  readonly backend: string;
  readonly model: string;
  readonly client: OpenAI;
  readonly options: BackendOptions;
  /** What must not be told of the requests. */
  readonly secrets: Secrets;
  /** Not OpenAI itself but a server that speaks its protocol: takes more settings, and older names of some. */
  readonly compatible: boolean;
  readonly fingerprint: ChatModel["fingerprint"];
}
