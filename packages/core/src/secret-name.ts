const secret =
  /auth(?!or(?!i[sz]))|cookie|credential|key|pass(?:w|phrase|code|file)|(?:^|[^a-z])pass$|pwd|secret|sign(?:ature|ed)|^sig$|^pin$|token(?!s$)/i;

/**
 * Whether a name is one under which secrets stand: of an environment variable, a header, a field, an option or a
 * parameter of an address. `author`, `compass` and counts of `tokens` are not.
 */
export function isSecretName(name: string): boolean {
  return secret.test(name);
}
