import { openAsBlob } from "node:fs";
import { basename } from "node:path";
import { InvalidArgumentError, SDialogError } from "@sdialog/core";
import { requireArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { loadHub } from "./load-hub.ts";

/** Where a dataset goes on the Hugging Face hub. */
export interface PushDatasetOptions {
  /** `owner/name`. It is made when there is none. */
  readonly repository: string;
  /** A token that may write there. */
  readonly token: string;
  /** Whether a dataset that is made is private. Default: true, since publishing cannot be taken back. */
  readonly private?: boolean | undefined;
  /** Address of the hub. Default: Hugging Face's. */
  readonly hubUrl?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const pushDatasetOptionNames: OptionNames<PushDatasetOptions> = {
  repository: true,
  token: true,
  private: true,
  hubUrl: true,
  signal: true,
};

/**
 * Uploads files as one commit to a dataset on the Hugging Face hub, under their own names.
 *
 * @returns the address of the dataset
 * @throws InvalidArgumentError for a repository that is not `owner/name`; MissingPackageError when `@huggingface/hub` is
 *   not installed; SDialogError `hub_refused` when the hub refuses
 */
export async function pushDataset(files: readonly string[], options: PushDatasetOptions): Promise<string> {
  checkOptions("pushDataset", options, pushDatasetOptionNames);
  requireArguments("pushDataset", arguments, 2);
  const { repository, token, signal, private: hidden = true, hubUrl = "https://huggingface.co" } = options;
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw new InvalidArgumentError(`"${repository}" is not a dataset of the hub`, {
      hint: "Name it as owner/name.",
    });
  const { createRepo, repoExists, uploadFiles } = await loadHub();
  const repo = { type: "dataset", name: repository } as const;
  const access = { repo, accessToken: token, hubUrl };
  try {
    if (!(await repoExists({ ...access }))) await createRepo({ ...access, private: hidden });
    const contents = await Promise.all(
      files.map(async (path) => ({ path: basename(path), content: await openAsBlob(path) })),
    );
    await uploadFiles({ ...access, files: contents, commitTitle: "Upload dialogues", abortSignal: signal });
  } catch (cause) {
    signal?.throwIfAborted();
    throw refused(repository, cause, token);
  }
  return `${hubUrl}/datasets/${repository}`;
}

/** The hub's reason; the error itself is left out, since it holds the request with its token. */
function refused(repository: string, cause: unknown, token: string): SDialogError {
  const status =
    typeof cause === "object" && cause !== null && "statusCode" in cause ? cause.statusCode : undefined;
  const message = cause instanceof Error ? cause.message.replaceAll(token, "…") : "it gave no reason";
  return new SDialogError(`The hub refused ${repository}: ${message}`, {
    code: "hub_refused",
    hint:
      status === 401 || status === 403
        ? "Use a token that may write there (HF_TOKEN)."
        : "Nothing of this upload is visible there; try again.",
  });
}
