import { ModelError } from "@sdialog/llm";

/** The error of a model whose folder lacks one of its files. */
export function missingFile(model: string, folder: string, name: string): ModelError {
  return new ModelError(`${folder} holds no ${name}`, {
    kind: "not_found",
    model,
    hint: `Download ${name} from the model's repository into that folder.`,
  });
}
