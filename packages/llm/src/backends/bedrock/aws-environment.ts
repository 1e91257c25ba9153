import { environment } from "../../backend-kit/environment.ts";

/** The address that the environment sets in the place of Amazon's own. */
export function awsEndpoint(): string | undefined {
  return environment("AWS_ENDPOINT_URL_BEDROCK_RUNTIME") ?? environment("AWS_ENDPOINT_URL");
}

/** The region to ask in. AWS's SDK reads the first by itself; its command line and its SDK for Python know both. */
export function awsRegion(): string | undefined {
  return environment("AWS_REGION") ?? environment("AWS_DEFAULT_REGION");
}
