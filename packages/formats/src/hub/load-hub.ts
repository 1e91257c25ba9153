import type * as Hub from "@huggingface/hub";
import { loadPeer } from "@sdialog/core/internal";

/** The client of the Hugging Face hub, which few need. @throws MissingPackageError when it is not installed */
export function loadHub(): Promise<typeof Hub> {
  return loadPeer("The Hugging Face hub", "@huggingface/hub", () => import("@huggingface/hub"));
}
