import { describe, expect, it } from "vitest";
import { isSecretName } from "./secret-name.ts";

describe("isSecretName", () => {
  it.each([
    "apiKey",
    "OPENAI_API_KEY",
    "Ocp-Apim-Subscription-Key",
    "x-auth",
    "authorization",
    "Proxy-Authorisation",
    "auth_token",
    "accessToken",
    "client_secret",
    "password",
    "PGPASSWORD",
    "passphrase",
    "passfile",
    "DB_PASS",
    "pass",
    "MYSQL_PWD",
    "credentials",
    "Set-Cookie",
    "X-Amz-Signature",
    "signed_request",
    "sig",
    "pin",
  ])("%s is one", (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    "author",
    "co-author",
    "compass",
    "passed",
    "passenger",
    "inputTokens",
    "tokens",
    "assignment",
    "spin",
    "text",
  ])("%s is not one", (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});
