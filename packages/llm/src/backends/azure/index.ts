export { azure, azureEmbeddings, backend } from "./azure.ts";
export type { AzureOptions } from "./azure.ts";
