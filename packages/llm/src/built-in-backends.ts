import type { Backend, BackendModule } from "./backend.ts";
import { environment } from "./backend-kit/environment.ts";
import { awsEndpoint, awsRegion } from "./backends/bedrock/aws-environment.ts";
import { capabilities } from "./backends/capabilities.ts";
import { ownOptions } from "./backends/own-options.ts";
import { importNative } from "./import-peer.ts";

/** The backends known by name without registering anything. Nothing here loads an SDK before its string is used. */
export const builtInBackends: readonly Backend[] = [
  {
    name: "openai",
    description: "OpenAI, and every server that speaks its protocol",
    from: "@sdialog/llm",
    packages: ["openai"],
    capabilities: capabilities.openai,
    address: () => environment("OPENAI_BASE_URL") ?? "https://api.openai.com",
    options: ownOptions.openai,
    create: async () => (await import("./backends/openai/index.ts")).backend,
  },
  {
    name: "azure",
    aliases: ["azure-openai", "azure_openai"],
    description: "OpenAI models on Azure",
    from: "@sdialog/llm",
    packages: ["openai"],
    capabilities: capabilities.openai,
    address: () => environment("AZURE_OPENAI_ENDPOINT"),
    options: ownOptions.azure,
    create: async () => (await import("./backends/azure/index.ts")).backend,
  },
  {
    name: "openrouter",
    description: "models of many providers behind OpenRouter",
    from: "@sdialog/llm",
    packages: ["openai"],
    capabilities: capabilities.openrouter,
    address: () => "https://openrouter.ai",
    options: ownOptions.openai,
    create: async () => (await import("./backends/openrouter/openrouter.ts")).backend,
  },
  {
    name: "ollama",
    description: "models on an Ollama server",
    from: "@sdialog/llm",
    packages: ["ollama"],
    capabilities: capabilities.ollama,
    address: () => environment("OLLAMA_HOST") ?? "http://127.0.0.1:11434",
    options: ownOptions.ollama,
    create: async () => (await import("./backends/ollama/index.ts")).backend,
  },
  {
    name: "huggingface",
    description: "models behind Hugging Face's inference providers",
    from: "@sdialog/llm",
    packages: ["@huggingface/inference"],
    capabilities: capabilities.huggingface,
    address: () => "https://router.huggingface.co",
    options: ownOptions.huggingface,
    create: async () => (await import("./backends/huggingface/index.ts")).backend,
  },
  {
    name: "bedrock",
    aliases: ["aws", "amazon"],
    description: "models on Amazon Bedrock",
    from: "@sdialog/llm",
    packages: ["@aws-sdk/client-bedrock-runtime"],
    capabilities: capabilities.bedrock,
    address: () => bedrockAddress(),
    options: ownOptions.bedrock,
    create: async () => (await import("./backends/bedrock/index.ts")).backend,
  },
  {
    name: "google",
    aliases: ["google-genai", "google_genai"],
    description: "Gemini models of Google",
    from: "@sdialog/llm",
    packages: ["@google/genai"],
    capabilities: capabilities.google,
    address: () => environment("GOOGLE_GEMINI_BASE_URL") ?? "https://generativelanguage.googleapis.com",
    options: ownOptions.google,
    create: async () => (await import("./backends/google/index.ts")).backend,
  },
  {
    name: "anthropic",
    description: "Claude models of Anthropic",
    from: "@sdialog/llm",
    packages: ["@anthropic-ai/sdk"],
    capabilities: capabilities.anthropic,
    address: () => environment("ANTHROPIC_BASE_URL") ?? "https://api.anthropic.com",
    options: ownOptions.anthropic,
    create: async () => (await import("./backends/anthropic/index.ts")).backend,
  },
  {
    name: "llama",
    aliases: ["llama-cpp", "gguf"],
    description: "GGUF models in this process, also those that Ollama has pulled",
    from: "@sdialog/llm",
    packages: ["node-llama-cpp", "@huggingface/jinja"],
    capabilities: capabilities.llama,
    options: ownOptions.llama,
    create: async () => (await import("./backends/llama/index.ts")).backend,
  },
  {
    name: "local",
    description: "models in this process, the bundled one among them",
    from: "@sdialog/llm",
    packages: ["@sdialog/local"],
    capabilities: capabilities.local,
    options: ownOptions.local,
    create: async () =>
      (await importNative<{ backend: BackendModule }>("The local backend", "@sdialog/local")).backend,
  },
];

function bedrockAddress(): string | undefined {
  const region = awsRegion();
  return (
    awsEndpoint() ?? (region === undefined ? undefined : `https://bedrock-runtime.${region}.amazonaws.com`)
  );
}
